import { decide } from '#app/domain/authorizations/decide.ts'
import { type Decision, endOf } from '#app/domain/authorizations/decision.ts'
import { mayDoElsewhere, mayDoWithAnother } from '#app/domain/authorizations/decline-reach.ts'
import type { FuelState, FuelWish } from '#app/domain/authorizations/fuel-request.ts'
import { maskedNumber } from '#app/domain/cards/cards.ts'
import { MINUTE_MS } from '#app/domain/kernel/calendar.ts'
import { asCompanyId, type CompanyId, type Context } from '#app/domain/kernel/context.ts'
import { isOutside } from '#app/domain/kernel/processing.ts'
import { requireRight, requireRightIn } from '#app/domain/kernel/rights.ts'
import type { ProductCode } from '#app/domain/products/products.ts'
import { listOpenStations, type StationChoice } from '#app/domain/stations/cashier-station.server.ts'
import { selectAnyInstruments, selectInstruments } from '#db/queries/pump-operations/own-check.ts'
import { readFuelFacts } from './fuel-state.server.ts'
import type { OwnCheckQuery } from './own-check.input.server.ts'
import { NOTHING_COMPARED } from './presented.server.ts'

/** A card or a coupon of the company, as a choice. */
export interface OwnInstrument {
  kind: 'card' | 'coupon'
  id: number
  number: string
  /** `•••• 3481` of a card, a coupon's whole number. */
  name: string
  holder: string
  plate: string
  /** Of a coupon. */
  product: ProductCode | null
  company: { id: CompanyId; name: string }
  /** Its odometer is known from earlier fills, so the next reading is compared with it. */
  asksOdometer: boolean
}

/** What is asked at the pump; codes that nobody knows are declined as there. */
export interface OwnQuestion {
  station: StationChoice
  product: string
  /** Millilitres; none: whether it works at all. */
  volume?: number | undefined
  /** Tiyn a litre at the pump, as the station will tell it. */
  price?: number | undefined
  odometerKm?: number | undefined
  /** A moment to come; none: now. */
  at?: Date | undefined
}

export interface OwnCheck {
  instrument: OwnInstrument
  station: StationChoice
  product: string
  /** Null: now. */
  at: Date | null
  decision: Decision
  /** A processor decides: this is as far as the cabinet knows. */
  isProbable: boolean
  /**
   * Coupons and stations with which the answer would be yes, the soonest to expire and the next by code first; and the
   * moment from which on it would be yes here, as things stand.
   */
  alternatives: { coupons: OwnInstrument[]; stations: StationChoice[]; at: Date | null }
}

const MAX_CHOICES = 10
const MAX_ALTERNATIVES = 3
/** Tried before that many are found. */
const MAX_TRIED = 20

/** What the search means; the card or coupon of the address alone. */
export async function findInstruments(
  ctx: Context,
  companyId: CompanyId,
  { card, coupon, instrument: q }: Pick<OwnCheckQuery, 'card' | 'coupon' | 'instrument'>,
): Promise<OwnInstrument[]> {
  requireRightIn(ctx, companyId, 'see_cards')
  requireRightIn(ctx, companyId, 'see_coupons')
  const rows = await selectInstruments(ctx.db, companyId, { card, coupon, q }, MAX_CHOICES)
  return rows.map(instrumentOf)
}

/** The same of any company, for staff: by the whole number. */
export async function findAnyInstruments(
  ctx: Context,
  { card, coupon, instrument: number }: Pick<OwnCheckQuery, 'card' | 'coupon' | 'instrument'>,
): Promise<OwnInstrument[]> {
  requireRight(ctx, 'see_any_company_records')
  return (await selectAnyInstruments(ctx.db, { card, coupon, number })).map(instrumentOf)
}

/**
 * What a station would be answered now or at a moment to come, if the card is shown or the coupon's QR: the decision of the
 * pump, as things stand. Holds nothing, counts nothing.
 */
export async function checkOwnFuel(
  given: Context,
  companyId: CompanyId,
  instrument: OwnInstrument,
  asked: OwnQuestion,
): Promise<OwnCheck> {
  requireRightIn(given, companyId, 'see_cards')
  const at = asked.at && asked.at > given.now ? asked.at : null
  const ctx = { ...given, now: at ?? given.now }
  const decision = await decisionOn(ctx, companyId, instrument, asked)
  const code = decision.status === 'declined' ? decision.code : null
  const alternatives = {
    coupons: code && mayDoWithAnother(code) ? await otherCoupons(ctx, companyId, instrument, asked) : [],
    stations: code && mayDoElsewhere(code) ? await otherStations(ctx, companyId, instrument, asked) : [],
    at: await laterMoment(ctx, decision, (later) => decisionOn(later, companyId, instrument, asked)),
  }
  const isProbable = isOutside(ctx.settings, instrument.kind)
  return {
    instrument,
    station: asked.station,
    product: asked.product,
    at,
    decision,
    isProbable,
    alternatives,
  }
}

/** The moment that the decline names, to the whole minute, where the answer is yes then. */
async function laterMoment(
  ctx: Context,
  decision: Decision,
  ask: (ctx: Context) => Promise<Decision>,
): Promise<Date | null> {
  const ends = decision.status === 'declined' ? endOf(decision) : null
  if (ends === null) return null
  const now = new Date(Math.ceil(ends.getTime() / MINUTE_MS) * MINUTE_MS)
  return now > ctx.now && (await ask({ ...ctx, now })).status === 'approved' ? now : null
}

async function otherCoupons(
  ctx: Context,
  companyId: CompanyId,
  { kind, id }: OwnInstrument,
  asked: OwnQuestion,
): Promise<OwnInstrument[]> {
  const rows = await selectInstruments(ctx.db, companyId, { usable: asked.product }, MAX_TRIED)
  const others = rows.map(instrumentOf).filter((other) => kind !== 'coupon' || other.id !== id)
  return firstApproved(others, (other) => decisionOn(ctx, companyId, other, asked))
}

async function otherStations(
  ctx: Context,
  companyId: CompanyId,
  instrument: OwnInstrument,
  asked: OwnQuestion,
): Promise<StationChoice[]> {
  const all = (await listOpenStations(ctx)).filter(({ code }) => code !== asked.station.code)
  // In the same city first.
  const near = all.filter(({ city }) => city === asked.station.city)
  const far = all.filter(({ city }) => city !== asked.station.city)
  const tried = [...near, ...far].slice(0, MAX_TRIED)
  return firstApproved(tried, (station) => decisionOn(ctx, companyId, instrument, { ...asked, station }))
}

async function firstApproved<One>(all: readonly One[], ask: (one: One) => Promise<Decision>): Promise<One[]> {
  const found: One[] = []
  for (const one of all) {
    if (found.length === MAX_ALTERNATIVES) break
    if ((await ask(one)).status === 'approved') found.push(one)
  }
  return found
}

async function decisionOn(
  ctx: Context,
  companyId: CompanyId,
  { kind, number }: OwnInstrument,
  { station, product, volume, price, odometerKm }: OwnQuestion,
): Promise<Decision> {
  const wish: FuelWish = volume
    ? { by: 'volume', volume }
    : { by: kind === 'coupon' ? 'full_tank' : 'anything' }
  const { request, state } = await readFuelFacts(
    ctx,
    {
      ...{ station: station.code, product, instrument: { by: kind, number } },
      price,
      ...(odometerKm === undefined ? {} : { odometerKm }),
    },
    {
      scope: companyId,
      integrationId: 0,
      wish,
      acceptPartial: false,
      operation: 'new',
      lock: false,
      compared: NOTHING_COMPARED,
    },
  )
  const { instrument } = state
  return decide(request, { ...state, instrument: shown(instrument) })
}

/** The QR is at hand, where there is one, and the driver knows the PIN: what they would prove is not asked. */
function shown(instrument: FuelState['instrument']): FuelState['instrument'] {
  if ('proof' in instrument)
    return instrument.proof === 'codeless' ? instrument : { ...instrument, proof: 'right' }
  return 'pin' in instrument && instrument.pin === 'missing' ? { ...instrument, pin: 'right' } : instrument
}

function instrumentOf(row: Awaited<ReturnType<typeof selectInstruments>>[number]): OwnInstrument {
  const { kind, number, product } = row
  return {
    ...{ kind, number, product },
    id: Number(row.id),
    name: kind === 'card' ? maskedNumber(number) : number,
    holder: row.holder ?? '',
    plate: row.plate ?? '',
    company: { id: asCompanyId(row.company_id), name: row.company_name },
    asksOdometer: row.has_odometer === 1,
  }
}
