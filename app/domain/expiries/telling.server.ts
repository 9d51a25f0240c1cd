import { accountReaders } from '#app/domain/contract-account/account-readers.server.ts'
import { openStatuses } from '#app/domain/coupons/coupons.ts'
import { addDays, almatyTime, businessDay, type Day } from '#app/domain/kernel/calendar.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { formatLetterDay, formatLetterMoney, formatLetterVolume } from '#app/domain/mail/letter-time.ts'
import { enqueue } from '#app/domain/mail/outbox.server.ts'
import { allProductCodes, productLabels } from '#app/domain/products/catalogue.server.ts'
import type { Db } from '#db/connection/client.server.ts'
import {
  deleteOldNotices,
  insertNotice,
  selectNotices,
  selectOpenCompanies,
} from '#db/queries/expiries/notices.ts'
import { type StockRow, sumStock } from '#db/queries/expiries/stock.ts'
import type { Locale } from '#db/schema/index.ts'
import { dueNotices, NOTICE_DAYS, type Notice } from './due-notices.ts'
import { readForecast } from './expiries.server.ts'

const BATCH = 200
/** Nobody wants a letter at midnight. */
const FIRST_HOUR = 8
/** A letter names so many; all of them are on the page. */
const MAX_LINES = 30

/**
 * Writes to owners and managers of companies whose coupons end within 30, 7 or 1 days; once each, however often it runs.
 * @returns how many companies were told
 */
export async function tellOfExpiry(ctx: Context, signal: AbortSignal): Promise<number> {
  requireRight(ctx, 'tell_of_expiry')
  if (almatyTime(ctx.now).minute < FIRST_HOUR * 60) return 0
  const today = businessDay(ctx.now)
  const products = await allProductCodes(ctx)
  const days = { from: today, to: addDays(today, Math.max(...NOTICE_DAYS)) }
  let told = 0
  for (let after = 0; !signal.aborted; ) {
    const companies = await selectOpenCompanies(ctx.db, after, BATCH)
    const stock = await sumStock(ctx.db, companies, { products, statuses: openStatuses, ...days })
    for (const companyId of companies) {
      const own = stock.filter((row) => row.companyId === companyId)
      if (own.length > 0 && !signal.aborted && (await tell(ctx, companyId, own, today))) told++
    }
    const last = companies.at(-1)
    if (last === undefined || companies.length < BATCH) break
    after = last
  }
  return told
}

async function tell(
  ctx: Context,
  companyId: CompanyId,
  stock: readonly StockRow[],
  today: Day,
): Promise<boolean> {
  const lastDays = stock.map(({ until }) => until)
  const within = { from: today, to: addDays(today, Math.max(...NOTICE_DAYS)) }
  const toldBefore = await selectNotices(ctx.db, companyId, within)
  if (dueNotices(lastDays, toldBefore, today).length === 0) return false
  return transact(ctx, async (ctx) => {
    const told = await selectNotices(ctx.db, companyId, within)
    const notices: Notice[] = []
    // Who writes the row tells of it: two workers at once never tell of one day twice.
    for (const notice of dueNotices(lastDays, told, today))
      if (await insertNotice(ctx.db, companyId, notice)) notices.push(notice)
    if (notices.length === 0) return false
    await write(ctx, companyId, notices, stock)
    return true
  })
}

/** One letter for all last days that are due. */
async function write(
  ctx: Context,
  companyId: CompanyId,
  notices: readonly Notice[],
  stock: readonly StockRow[],
): Promise<void> {
  const days = new Set(notices.map(({ last_day: day }) => day))
  const ending = stock.filter(({ until }) => days.has(until))
  const forecast = await readForecast(ctx, companyId)
  const lots = forecast.products.flatMap((product) => product.lots.filter(({ until }) => days.has(until)))
  const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)
  const [first = ''] = [...days].sort()
  for (const { id, email, locale } of await accountReaders(ctx, companyId)) {
    const props = {
      email,
      first: formatLetterDay(first, locale),
      volume: formatLetterVolume(sum(ending.map(({ remaining }) => remaining)), locale),
      worth: formatLetterMoney(sum(ending.map(({ worth }) => worth)), locale),
      burns: formatLetterVolume(sum(lots.map(({ burns }) => burns)), locale),
      lines: (await linesOf(ctx, ending, locale)).slice(0, MAX_LINES),
    }
    await enqueue(ctx, 'coupons_expiring', { to: email, locale, userId: id, props })
  }
}

/** By last day and product, the earliest first. */
async function linesOf(ctx: Context, ending: readonly StockRow[], locale: Locale) {
  const labels = await productLabels({ ...ctx, locale })
  const lines = new Map<string, { until: Day; product: string; remaining: number; worth: number }>()
  for (const { until, product, remaining, worth } of ending) {
    const line = lines.get(`${until} ${product}`) ?? { until, product, remaining: 0, worth: 0 }
    line.remaining += remaining
    line.worth += worth
    lines.set(`${until} ${product}`, line)
  }
  return [...lines]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([, line]) => ({
      day: formatLetterDay(line.until, locale),
      product: labels.find(({ code }) => code === line.product)?.name ?? line.product,
      volume: formatLetterVolume(line.remaining, locale),
      worth: formatLetterMoney(line.worth, locale),
    }))
}

/** Kept until nobody asks any more why a letter came or did not. */
const KEPT_DAYS = 400
const PURGED_AT_ONCE = 5_000

/** @returns how many were removed; called again until that is none. */
export function purgeExpiryNotices(db: Db): Promise<number> {
  return deleteOldNotices(db, KEPT_DAYS, PURGED_AT_ONCE)
}
