import type {
  CardFacts,
  CouponFacts,
  FuelRequest,
  FuelRule,
  FuelState,
  Usage,
} from '#app/domain/authorizations/fuel-request.ts'

/** A Thursday, 12:00 in Almaty. */
export const NOON = new Date('2026-11-26T07:00:00Z')
export const THURSDAY = '2026-11-26'
/** Tiyn a litre. */
export const PRICE = 25_000

export const noUsage: Usage = {
  on: THURSDAY,
  day: { volume: 0, amount: 0, fills: 0 },
  week: { volume: 0, amount: 0, fills: 0 },
  month: { volume: 0, amount: 0, fills: 0 },
}

/** A layer of rules that allows everything. */
export function fuelRule(rule: Partial<FuelRule> = {}): FuelRule {
  return { whose: 'client', products: null, stations: null, hours: null, limits: [], usage: noUsage, ...rule }
}

export function cardFacts(facts: Partial<CardFacts> = {}): CardFacts {
  return {
    kind: 'card',
    issuerStatus: 'active',
    isBlockedByClient: false,
    validUntil: '2027-12-31',
    pin: 'unset',
    wallet: null,
    ...facts,
  }
}

/** Twenty litres of АИ-95 in one. */
export function couponFacts(facts: Partial<CouponFacts> = {}): CouponFacts {
  return {
    kind: 'coupon',
    issuerStatus: 'active',
    isBlockedByClient: false,
    validFrom: '2026-01-01',
    validUntil: '2026-12-31',
    product: 'ai95',
    left: 20_000,
    remainder: 'refused',
    proof: 'right',
    used: null,
    reserved: null,
    ...facts,
  }
}

/** Twenty litres of АИ-95 at the station of `fuelState`. */
export function fuelRequest(request: Partial<FuelRequest> = {}): FuelRequest {
  return {
    moment: NOON,
    wish: { by: 'volume', volume: 20_000 },
    acceptPartial: false,
    product: 'ai95',
    atStation: true,
    ...request,
  }
}

/** A card without rules at an open station. */
export function fuelState(state: Partial<FuelState> = {}): FuelState {
  return {
    operation: 'new',
    instrument: cardFacts(),
    isCompanyClosed: false,
    insteadOf: [],
    isSuspicious: false,
    freeBalance: null,
    rules: [],
    station: { code: 'KZ-01', closed: null, shortages: [], takesNumbers: false },
    price: PRICE,
    tank: null,
    ceiling: 100_000,
    odometer: null,
    ...state,
  }
}

/** The station of `fuelState`, while the whole network gives so little of АИ-95. */
export function rationed(capPerFill: number | null): FuelState['station'] {
  const shortage = { product: 'ai95', from: new Date(0), until: null, whose: 'network' } as const
  return {
    ...{ code: 'KZ-01', closed: null, takesNumbers: false },
    shortages: capPerFill === null ? [] : [{ ...shortage, capPerFill }],
  }
}
