import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { DomainError, reject } from '#app/domain/kernel/errors.ts'
import { countPrintable, type PrintedCoupon, printCoupons } from '#app/domain/prints/printing.server.ts'
import { ChosenForPrint, type PrintCoupons } from '#app/domain/prints/prints.input.server.ts'
import { MAX_PRINTED_BY_BROWSER } from '#app/domain/prints/prints.ts'
import { productLabels } from '#app/domain/products/catalogue.server.ts'
import { namesOfStations } from '#app/domain/stations/station-names.server.ts'
import { fieldsOf } from '#app/http/forms/fields.server.ts'
import { type Products, productsOf } from '#app/ui/layout/products.ts'
import { formatDate, formatInteger, formatVolume } from '#locales/format.ts'
import { wordsFor } from '#locales/words.server.ts'
import type { PrintedCouponView, PrintedSheet, PrintPageView } from './print-view.ts'

/** What of the address says what is chosen. */
const SELECTION = new Set(['ids', 'ticked', 'handover', 'q', 'status', 'product', 'from', 'to'])

/** How many of what the address names can be printed; a choice that is none is told in words. */
export async function printPage(
  ctx: Context,
  companyId: CompanyId,
  query: URLSearchParams,
): Promise<PrintPageView> {
  const selection = [...query].filter(([name, value]) => SELECTION.has(name) && value !== '')
  const page = { selection, handover: query.get('handover'), layout: query.get('layout') }
  const chosen = ChosenForPrint.safeParse(fieldsOf(selection) ?? reject('invalid'))
  if (!chosen.success) return reject('invalid')
  try {
    return { ...page, count: await countPrintable(ctx, companyId, chosen.data), refusal: null }
  } catch (error) {
    if (!(error instanceof DomainError) || error.status !== 400) throw error
    const refusal = wordsFor(ctx.locale).say(`errors:${error.code}`, error.params)
    return { ...page, count: null, refusal }
  }
}

/** The sheets that the browser prints; `refusal` where none of it can be, it is too much for a page, or too often. */
export async function printedSheet(
  ctx: Context,
  companyId: CompanyId,
  input: PrintCoupons,
): Promise<
  { sheet: PrintedSheet; refusal: null; error: null } | { sheet: null; refusal: string; error: DomainError }
> {
  const coupons: PrintedCoupon[] = []
  try {
    for await (const batch of printCoupons(ctx, companyId, input, MAX_PRINTED_BY_BROWSER))
      coupons.push(...batch)
  } catch (error) {
    if (!(error instanceof DomainError) || ![400, 409, 429].includes(error.status)) throw error
    const refusal = wordsFor(ctx.locale).say(`errors:${error.code}`, error.params)
    return { sheet: null, refusal, error }
  }
  const sheet = { layout: input.layout, coupons: await printedViews(ctx, coupons) }
  return { sheet, refusal: null, error: null }
}

/** Station names on one coupon. */
const MAX_STATIONS = 3

/** What stands on each coupon. */
export async function printedViews(
  ctx: Context,
  coupons: readonly PrintedCoupon[],
): Promise<PrintedCouponView[]> {
  const fuels = productsOf(await productLabels(ctx))
  const codes = new Set(coupons.flatMap(({ stations }) => stations?.codes.slice(0, MAX_STATIONS) ?? []))
  const stations = await namesOfStations(ctx, codes)
  const names = new Map(stations.map(({ code, name }) => [code, name] as const))
  return coupons.map((coupon) => viewOf(ctx, coupon, fuels, names))
}

function viewOf(
  { locale }: Context,
  coupon: PrintedCoupon,
  fuels: Products,
  names: ReadonlyMap<string, string>,
): PrintedCouponView {
  const { t } = wordsFor(locale)
  const { id, number, product, remaining, valid_until: until, holder, plate, qr } = coupon
  return {
    ...{ id, number, code: t('prints:code', { code: qr.code }) },
    fuel: `${fuels.shortOf(product)} · ${formatVolume(remaining, locale)}`,
    until: t('prints:until', { date: formatDate(until, locale) }),
    where: whereOf(coupon.stations, names, locale),
    whose: [plate, holder].filter(Boolean).join(' · '),
    qr: { size: qr.size, path: qr.path },
  }
}

function whereOf(
  rule: PrintedCoupon['stations'],
  names: ReadonlyMap<string, string>,
  locale: Context['locale'],
): string {
  const { t } = wordsFor(locale)
  if (!rule) return t('prints:anywhere')
  const named = rule.codes.slice(0, MAX_STATIONS).map((code) => names.get(code) ?? code)
  const more = rule.codes.length - named.length
  const rest = more > 0 ? [t('prints:moreStations', { n: formatInteger(more, locale) })] : []
  return t(`prints:${rule.are}`, { stations: [...named, ...rest].join(', ') })
}
