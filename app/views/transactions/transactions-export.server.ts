import { cell, type TableFile } from '#app/domain/exports/table.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { productLabels } from '#app/domain/products/catalogue.server.ts'
import type { TransactionFilter } from '#app/domain/transactions/transactions.input.server.ts'
import { exportTransactions, type ListedTransaction } from '#app/domain/transactions/transactions.server.ts'
import { leftByFill } from '#app/domain/transactions/transactions.ts'
import { productsOf } from '#app/ui/layout/products.ts'
import { titleInLitres, titleInTenge } from '#app/ui/list/unit-titles.ts'
import { translatorFor } from '#locales/words.server.ts'

export async function transactionsFile(
  ctx: Context,
  companyId: CompanyId,
  filter: TransactionFilter,
): Promise<TableFile<ListedTransaction>> {
  const t = translatorFor(ctx.locale)
  const fuels = productsOf(await productLabels(ctx))
  return {
    name: 'transactions',
    days: { from: filter.from, to: filter.to },
    title: t('transactions:title'),
    columns: [
      t('common:field.date'),
      t('common:field.time'),
      t('transactions:instrument'),
      t('cards:holder'),
      t('cards:plate'),
      t('transactions:station'),
      t('transactions:operationTitle'),
      t('common:field.product'),
      titleInLitres(t, t('transactions:volume')),
      titleInTenge(t, t('transactions:price')),
      titleInTenge(t, t('transactions:amount')),
      t('transactions:receipt'),
      titleInLitres(t, t('transactions:remainder.left')),
      t('transactions:remainder.outcome'),
    ],
    batches: exportTransactions(ctx, companyId, filter),
    cells: (row) => {
      const at = almatyWallClock(row.occurred_at)
      const remainder = leftByFill(row)
      return [
        cell.day(at.slice(0, 10)),
        cell.time(at.slice(11)),
        cell.number(row.instrument_number),
        // Whose it was then; the issuer's words where the company says nothing.
        cell.text(row.driver_name ?? row.holder),
        cell.text(row.vehicle_plate ?? row.plate),
        cell.text(row.station_name ?? row.station_code),
        cell.text(t(`transactions:operation.${row.operation}`)),
        cell.text(fuels.nameOf(row.product)),
        cell.litres(row.volume),
        cell.tenge(row.price),
        cell.tenge(row.amount),
        cell.number(row.receipt),
        cell.litres(remainder?.volume ?? null),
        cell.text(remainder && t(`transactions:remainder.outcomes.${remainder.becomes}`)),
      ]
    },
  }
}
