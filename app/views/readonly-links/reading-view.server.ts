import type { Cell } from '#app/domain/exports/table.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { productLabels } from '#app/domain/products/catalogue.server.ts'
import {
  lookAtReadonlyLink,
  type Reader,
  type ReadFacts,
  type ReadTotal,
} from '#app/domain/readonly-links/reading.server.ts'
import { ReadFilter } from '#app/domain/readonly-links/readonly-links.input.server.ts'
import type { ReadList } from '#app/domain/readonly-links/readonly-links.ts'
import { productsOf } from '#app/ui/layout/products.ts'
import { pageHrefs, queryOf } from '#app/ui/list/list-hrefs.ts'
import {
  formatDate,
  formatDates,
  formatDateTime,
  formatInteger,
  formatMoney,
  formatVolume,
} from '#locales/format.ts'
import { translatorFor } from '#locales/words.server.ts'
import { readKinds } from './reading-lists.server.ts'
import type { ReadingHead, ReadListView, ReadTotalsView } from './reading-view.ts'

export function readingHead(ctx: Context, facts: ReadFacts, home: string): ReadingHead {
  const { locale } = ctx
  return {
    company: facts.company,
    period: formatDates(facts.from, facts.to, locale),
    until: formatDateTime(almatyWallClock(facts.expiresAt), locale),
    home,
  }
}

export async function totalsView(ctx: Context, totals: readonly ReadTotal[]): Promise<ReadTotalsView> {
  const { locale } = ctx
  const fuels = productsOf(await productLabels(ctx))
  const sum = (of: (row: ReadTotal) => number) => totals.reduce((all, row) => all + of(row), 0)
  return {
    rows: totals.map(({ product, transactions, volume, amount }) => ({
      product: fuels.nameOf(product),
      transactions: formatInteger(transactions, locale),
      volume: formatVolume(volume, locale),
      amount: formatMoney(amount, locale),
    })),
    total: {
      transactions: formatInteger(
        sum(({ transactions }) => transactions),
        locale,
      ),
      volume: formatVolume(
        sum(({ volume }) => volume),
        locale,
      ),
      amount: formatMoney(
        sum(({ amount }) => amount),
        locale,
      ),
    },
  }
}

/** A page of a reader: whose figures, and one page of a list. @throws DomainError link_dead */
export async function readPage(
  ctx: Context,
  reader: Reader,
  list: ReadList,
  { url, home }: { url: URL; home: string },
): Promise<{ head: ReadingHead; view: ReadListView }> {
  const view = await readListView(ctx, reader, list, url)
  const looked = await lookAtReadonlyLink(ctx, reader)
  if (looked.kind !== 'open') return reject('link_dead')
  return { head: readingHead(ctx, looked.facts, home), view }
}

/** Its cells as in the file. */
async function readListView(ctx: Context, reader: Reader, list: ReadList, url: URL): Promise<ReadListView> {
  const kind = readKinds[list]
  const t = translatorFor(ctx.locale)
  const { rows, ...page } = await kind.read(ctx, reader, ReadFilter.parse(queryOf(url)))
  const fuels = productsOf(await productLabels(ctx))
  const cells = rows.map((row) => kind.cells(row, t, fuels))
  return {
    list,
    columns: kind.columns(t).map((label, at) => ({ label, isNumber: isNumber(cells[0]?.[at]) })),
    rows: rows.map(({ id }, at) => ({ id, cells: (cells[at] ?? []).map((one) => textOf(one, ctx)) })),
    ...pageHrefs(url, page),
  }
}

function isNumber(one: Cell | undefined): boolean {
  return one?.kind === 'litres' || one?.kind === 'tenge'
}

function textOf(one: Cell, { locale }: Context): string {
  if (one.value === null) return ''
  switch (one.kind) {
    case 'litres':
      return formatVolume(one.value, locale)
    case 'tenge':
      return formatMoney(one.value, locale)
    case 'day':
      return formatDate(one.value, locale)
    case 'time':
      return one.value.slice(0, 5)
    default:
      return one.value
  }
}
