import { type Cell, cell, type TableFile } from '#app/domain/exports/table.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import type { Page } from '#app/domain/kernel/page.server.ts'
import { productLabels } from '#app/domain/products/catalogue.server.ts'
import { productsInText } from '#app/domain/products/products.ts'
import {
  exportReading,
  lookAtReadonlyLink,
  type ReadCard,
  type ReadCoupon,
  type Reader,
  type ReadTransaction,
  readCards,
  readCoupons,
  readTransactions,
} from '#app/domain/readonly-links/reading.server.ts'
import type { ReadFilter } from '#app/domain/readonly-links/readonly-links.input.server.ts'
import type { ReadList } from '#app/domain/readonly-links/readonly-links.ts'
import { type Products, productsOf } from '#app/ui/layout/products.ts'
import { titleInLitres, titleInTenge } from '#app/ui/list/unit-titles.ts'
import { translatorFor } from '#locales/words.server.ts'

type Words = ReturnType<typeof translatorFor>

/** What a list is made of, on the page and in the file alike. */
export interface ReadListKind<Row extends { id: number }> {
  read: (ctx: Context, reader: Reader, filter: ReadFilter, size?: number) => Promise<Page<Row>>
  columns: (t: Words) => string[]
  // A method, so that a list of whichever rows can be asked for by its name.
  cells(row: Row, t: Words, fuels: Products): Cell[]
}

const transactions: ReadListKind<ReadTransaction> = {
  read: readTransactions,
  columns: (t) => [
    t('readonly-links:column.instrument'),
    t('common:field.date'),
    t('common:field.time'),
    t('readonly-links:column.plate'),
    t('common:field.station'),
    t('readonly-links:column.receipt'),
    t('readonly-links:column.operation'),
    t('common:field.product'),
    titleInLitres(t, t('common:field.volume')),
    titleInTenge(t, t('readonly-links:column.price')),
    titleInTenge(t, t('common:field.amount')),
  ],
  cells: (row, t, fuels) => {
    const at = almatyWallClock(row.occurred_at)
    return [
      cell.number(row.instrument_number),
      cell.day(at.slice(0, 10)),
      cell.time(at.slice(11)),
      cell.text(row.plate),
      cell.text(row.station),
      cell.number(row.receipt),
      cell.text(t(`readonly-links:operation.${row.operation}`)),
      cell.text(fuels.nameOf(row.product)),
      cell.litres(row.volume),
      cell.tenge(row.price),
      cell.tenge(row.amount),
    ]
  },
}

const coupons: ReadListKind<ReadCoupon> = {
  read: readCoupons,
  columns: (t) => [
    t('readonly-links:column.coupon'),
    t('common:field.product'),
    titleInLitres(t, t('readonly-links:column.nominal')),
    titleInTenge(t, t('readonly-links:column.price')),
    t('readonly-links:column.validFrom'),
    t('readonly-links:column.validUntil'),
    t('readonly-links:column.state'),
    t('readonly-links:column.usedOn'),
    t('common:field.station'),
  ],
  cells: (row, t, fuels) => [
    cell.number(row.number),
    cell.text(fuels.nameOf(row.product)),
    cell.litres(row.volume),
    cell.tenge(row.price),
    cell.day(row.valid_from),
    cell.day(row.valid_until),
    cell.text(t(`readonly-links:state.${row.state}`)),
    cell.day(row.used_at && almatyWallClock(row.used_at).slice(0, 10)),
    cell.text(row.used_station),
  ],
}

const cards: ReadListKind<ReadCard> = {
  read: readCards,
  columns: (t) => [
    t('readonly-links:column.card'),
    t('readonly-links:column.plate'),
    t('readonly-links:column.products'),
    t('readonly-links:column.fills'),
    titleInLitres(t, t('common:field.volume')),
    titleInTenge(t, t('common:field.amount')),
  ],
  cells: (row, _t, fuels) => [
    cell.number(row.number),
    cell.text(row.plate),
    cell.text(fuels.namesOf(productsInText(row.products))),
    cell.number(String(row.transactions)),
    cell.litres(row.volume),
    cell.tenge(row.amount),
  ],
}

export const readKinds: Record<ReadList, ReadListKind<{ id: number }>> = { transactions, coupons, cards }

/** A list as a file; the link is looked at before each part of it. */
export async function readingFile(
  ctx: Context,
  reader: Reader,
  list: ReadList,
): Promise<TableFile<{ id: number }>> {
  const kind = readKinds[list]
  const seen = await lookAtReadonlyLink(ctx, reader)
  const t = translatorFor(ctx.locale)
  const fuels = productsOf(await productLabels(ctx))
  return {
    name: list,
    ...(seen.kind === 'dead' ? {} : { days: { from: seen.facts.from, to: seen.facts.to } }),
    title: t(`readonly-links:list.${list}`),
    columns: kind.columns(t),
    batches: exportReading(ctx, reader, kind.read),
    cells: (row) => kind.cells(row, t, fuels),
  }
}
