import type {
  FuelRequest,
  FuelRule,
  FuelState,
  FuelWish,
  Instrument,
} from '#app/domain/authorizations/fuel-request.ts'
import { type OdometerFacts, odometerFactsOf } from '#app/domain/authorizations/odometer.ts'
import { type CardUsage, readUsageOfCard } from '#app/domain/authorizations/usage.server.ts'
import { cardFactsOf, cardRulesOf } from '#app/domain/cards/card-fuel.ts'
import { countFillsSince } from '#app/domain/cards/card-rule.ts'
import { standingRuleIn } from '#app/domain/cards/stored-rule.ts'
import { type FuelAccount, readFuelAccount } from '#app/domain/contract-account/balances.server.ts'
import { contractPrice } from '#app/domain/contracts/contract-prices.server.ts'
import { contractOn } from '#app/domain/contracts/contracts.server.ts'
import { couponFactsOf } from '#app/domain/coupons/coupon-fuel.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import { asCompanyId, type CompanyId, type Context } from '#app/domain/kernel/context.ts'
import { ceilingOf } from '#app/domain/products/ceilings.ts'
import { knownFamily, type ProductCode } from '#app/domain/products/products.ts'
import { readStationFacts } from '#app/domain/stations/fuel-station.server.ts'
import { stationsIn } from '#app/domain/stations/station-rules.ts'
import { selectAskedProduct } from '#db/queries/pump-operations/asked-product.ts'
import type { PresentedCardRow } from '#db/queries/pump-operations/instruments.ts'
import { type Compared, findPresented, type Thing } from './presented.server.ts'
import type { FuelQuestion } from './pump-operations.input.server.ts'

/** Everything that `decide` needs, and what it was read from. */
export interface FuelFacts {
  request: FuelRequest
  state: FuelState
  thing: Thing | undefined
  product: ProductCode | null
  /** Tiyn a litre that the client pays. */
  price: number | null
  /** What a card's limits count. */
  usage: CardUsage | null
  /** What the fuel is paid from; null: no account is kept, or a coupon is paid. */
  account: FuelAccount | null
}

export interface Reading {
  /** Null: everybody's cards and coupons. */
  scope: CompanyId | null
  integrationId: number
  wish: FuelWish
  acceptPartial: boolean
  operation: FuelState['operation']
  /** Holds the card or coupon until the transaction ends, before anything about it is read. */
  lock: boolean
  compared: Compared
  /** The station can still be asked for the odometer: it has not fuelled yet, and nobody asks in its place. */
  asksOdometer?: boolean
}

/** The one reader of what a decision at a pump depends on; `ctx.now` is the moment that is asked about. */
export async function readFuelFacts(
  ctx: Context,
  question: FuelQuestion,
  { scope, integrationId, wish, acceptPartial, operation, lock, compared, asksOdometer }: Reading,
): Promise<FuelFacts> {
  const thing = await findPresented(ctx, question.instrument, scope, { lock, compared })
  const { station: stationCode, product: code } = question
  const asked = { integrationId, code, station: stationCode, moment: ctx.now }
  const { product, family, insteadOf } = await selectAskedProduct(ctx.db, asked)
  const fill = question.fillId === undefined ? null : fillKey(integrationId, question.fillId)
  const usage = thing?.kind === 'card' ? await usageOf(ctx, thing.row, fill) : null
  const station = await readStationFacts(ctx, stationCode)
  const asks = { product, atStation: question.price || null, lock }
  const { price, account } =
    thing?.kind === 'coupon'
      ? { price: thing.row.price || null, account: null }
      : await readTerms(ctx, thing, asks)
  return {
    thing,
    product,
    price,
    usage,
    account,
    request: {
      moment: ctx.now,
      wish,
      acceptPartial,
      product,
      atStation: true,
      ...odometerIn(question, asksOdometer ?? false),
    },
    state: {
      operation,
      instrument: thing
        ? instrumentOf(thing, usage, ctx.now)
        : { kind: question.instrument.by === 'card' ? 'card' : 'coupon', issuerStatus: 'unknown' },
      isCompanyClosed: thing !== undefined && thing.row.company_closed_at !== null,
      insteadOf,
      isSuspicious: thing !== undefined && thing.row.suspected_at !== null,
      freeBalance: account?.spendable ?? null,
      rules: thing ? rulesOf(thing, usage, ctx.now) : [],
      station,
      price,
      // A coupon's litres are bounded by the coupon alone.
      tank: thing?.kind === 'card' ? thing.row.vehicle_tank : null,
      ceiling: ceilingOf(product, knownFamily(family), ctx.settings.fullTank),
      odometer: odometerOf(thing, ctx.now),
    },
  }
}

/** What a card's fuel costs and what it is paid from: as its company's contract says, where there is one. */
async function readTerms(
  ctx: Context,
  card: Extract<Thing, { kind: 'card' }> | undefined,
  { product, atStation, lock }: { product: ProductCode | null; atStation: number | null; lock: boolean },
): Promise<{ price: number | null; account: FuelAccount | null }> {
  const day = businessDay(ctx.now)
  const companyId = card && asCompanyId(card.row.company_id)
  const contract = companyId ? await contractOn(ctx, companyId, day) : null
  if (!companyId || !contract) return { price: atStation, account: null }
  return {
    price: await contractPrice(ctx, contract, product, { day, atStation }),
    account: await readFuelAccount(ctx, companyId, contract, { lock }),
  }
}

function odometerIn({ odometerKm }: FuelQuestion, isAsked: boolean): Pick<FuelRequest, 'odometerKm'> {
  if (odometerKm !== undefined) return { odometerKm }
  return isAsked ? { odometerKm: null } : {}
}

function odometerOf(thing: Thing | undefined, moment: Date): OdometerFacts | null {
  if (thing?.kind !== 'card') return null
  const { row } = thing
  const askedAt = row.odometer_asked_at
  // A vehicle's odometer is its own, whichever card it was last fuelled with.
  const last =
    row.vehicle_id === null
      ? { km: row.odometer_km, at: row.odometer_at }
      : { km: row.vehicle_km, at: row.vehicle_read_at }
  return odometerFactsOf({ ...last, askedAt }, moment)
}

/** Operations of one fill have this in common; ids of two integrations never meet. */
export function fillKey(integrationId: number, id: string): string {
  return `${integrationId}:${id}`
}

function usageOf(ctx: Context, card: PresentedCardRow, fill: string | null): Promise<CardUsage> {
  const since = countFillsSince(standingRuleIn(card)?.permission ?? null, ctx.now)
  return readUsageOfCard(ctx, asCompanyId(card.company_id), card, fill, since)
}

/** `usage`: of a card. */
function instrumentOf(thing: Thing, usage: CardUsage | null, moment: Date): Instrument {
  if (thing.kind === 'card') return cardFactsOf(thing.row, usage?.held ?? NOTHING, moment, thing.pin)
  const { row, proof } = thing
  // The database has said whether it is held: its clock ends a hold, not the one of this request.
  const hold = row.is_held ? {} : { held: 0, hold_until: null }
  const facts = couponFactsOf({ ...row, ...hold }, new Date(0))
  return { ...facts, proof, lockedUntil: row.code_locked_until }
}

function rulesOf({ row, kind }: Thing, usage: CardUsage | null, moment: Date): FuelRule[] {
  const stations = stationsIn(row)
  if (kind === 'card') return usage === null ? [] : cardRulesOf(row, usage, moment)
  const none = { on: '9999-12-31', day: NOTHING, week: NOTHING, month: NOTHING }
  return [{ whose: 'issuer', products: null, stations, hours: null, limits: [], usage: none }]
}

const NOTHING = { volume: 0, amount: 0, fills: 0 }
