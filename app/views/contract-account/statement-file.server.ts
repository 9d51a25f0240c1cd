import { exportStatement, type StatementRow } from '#app/domain/contract-account/statements.server.ts'
import { type Cell, cell, type TableFile } from '#app/domain/exports/table.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { productLabels } from '#app/domain/products/catalogue.server.ts'
import { productsOf } from '#app/ui/layout/products.ts'
import { titleInLitres, titleInTenge } from '#app/ui/list/unit-titles.ts'
import { formatMoney } from '#locales/format.ts'
import { translatorFor } from '#locales/words.server.ts'
import { entryView } from './account-view.server.ts'
import { periodIn } from './statement-view.server.ts'

/** The statement as a table: the balance before, each entry from the oldest on, the turnovers, the balance after. */
export async function statementFile(
  ctx: Context,
  companyId: CompanyId,
  url: string,
): Promise<TableFile<StatementRow>> {
  const t = translatorFor(ctx.locale)
  const period = periodIn(ctx, url)
  const fuels = productsOf(await productLabels(ctx))
  const line = (what: string, day: string | null, credit: number | null, debit: number | null): Cell[] => [
    ...[cell.day(day), cell.day(null), cell.text(what), cell.text(null), cell.text(null), cell.text(null)],
    ...[cell.litres(null), cell.tenge(credit), cell.tenge(debit), cell.tenge(null), cell.text(null)],
  ]
  return {
    name: 'statement',
    days: period,
    title: t('statement:title'),
    columns: [
      t('contract-account:entry.bookedOn'),
      t('contract-account:entry.occurredOn'),
      t('contract-account:entry.what'),
      t('contract-account:entry.about'),
      t('contract-account:entry.instrument'),
      t('common:field.product'),
      titleInLitres(t, t('transactions:volume')),
      titleInTenge(t, t('contract-account:credit')),
      titleInTenge(t, t('contract-account:debit')),
      titleInTenge(t, t('contract-account:entry.memo')),
      t('common:field.comment'),
    ],
    batches: exportStatement(ctx, companyId, period),
    cells: (row) => {
      if (row.is === 'turnover') return line(t('contract-account:turnover'), null, row.credit, row.debit)
      if (row.is !== 'entry') return line(t(`contract-account:${row.is}`), row.day, ...sides(row.amount))
      const entry = entryView(row.entry, '', { forStaff: false })
      const isRemainder = entry.kind === 'remainder'
      const freed = t('contract-account:freed', { sum: formatMoney(entry.memo, ctx.locale) })
      const { instrument_number: number } = row.entry
      return [
        cell.day(entry.bookedOn),
        cell.day(entry.occurredOn),
        cell.text(t(`contract-account:kind.${entry.kind}`)),
        cell.text(entry.about),
        number === null ? cell.text(null) : cell.number(number),
        cell.text(entry.product && fuels.nameOf(entry.product)),
        cell.litres(entry.volume),
        ...sides(entry.amount).map(cell.tenge),
        cell.tenge(entry.memo === 0 || isRemainder ? null : -entry.memo),
        cell.text(isRemainder && entry.memo !== 0 ? freed : entry.comment || null),
      ]
    },
  }
}

/** In its column: what came in, or what went out. */
function sides(amount: number): [credit: number | null, debit: number | null] {
  return amount < 0 ? [null, -amount] : [amount, null]
}
