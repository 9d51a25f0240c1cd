import { type Decline, limitNeeded } from '#app/domain/authorizations/decision.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { OwnCheckQuery } from '#app/domain/pump-operations/own-check.input.server.ts'
import type { OwnCheck, OwnInstrument } from '#app/domain/pump-operations/own-check.server.ts'
import type { StationChoice } from '#app/domain/stations/cashier-station.server.ts'
import { joined } from '#locales/isolated.ts'
import type { AnswerView, CheckView, InstrumentChoice, RaisedLimit } from './check-view.ts'
import { declineView } from './decline-view.server.ts'
import type { Reader } from './declines-view.server.ts'
import { helpFor } from './help-link.server.ts'

/** So many digits have only coupons. */
const COUPON = /^\d{20}$/

/** What the page shows of what was found and decided. */
export function checkView(
  query: OwnCheckQuery,
  found: { instruments: OwnInstrument[]; stations: StationChoice[]; check: OwnCheck | null; now: Date },
  reader: Reader,
): CheckView {
  const isStaff = reader.actor.kind === 'staff'
  const choices = found.instruments.map((one) => choiceOf(one, isStaff))
  const [only] = choices
  const { instrument, station, product } = query
  const isSearched = query.card !== undefined || query.coupon !== undefined || instrument !== undefined
  const isCoupon = query.coupon !== undefined || COUPON.test((instrument ?? '').replace(/[^\d]/g, ''))
  return {
    isStaff,
    values: {
      ...(instrument && { instrument }),
      ...(station && { station }),
      ...(product && { product }),
      ...restOf(query),
    },
    earliest: almatyWallClock(found.now).slice(0, 16),
    instrument: choices.length === 1 && only ? only : null,
    choices: choices.length > 1 ? choices : [],
    stations: found.stations.map(({ code, name, city }) => ({
      value: code,
      label: city ? `${city}, ${name}` : name,
    })),
    notFound: !isSearched || only ? null : isCoupon ? 'coupon_not_found' : 'card_not_found',
    answer: found.check && answerOf(found.check, query, reader),
  }
}

/** The quantity, the odometer and the moment, as the address has them. */
function restOf({
  volume,
  price,
  odometer,
  at,
}: OwnCheckQuery): Pick<CheckView['values'], 'volume' | 'price' | 'odometer' | 'at'> {
  return {
    ...(volume && { volume: String(volume / 1_000) }),
    ...(price && { price: String(price / 100) }),
    ...(odometer !== undefined && { odometer: String(odometer) }),
    ...(at && { at: almatyWallClock(at).slice(0, 16) }),
  }
}

function choiceOf(instrument: OwnInstrument, isStaff: boolean): InstrumentChoice {
  const { kind, id, name, holder, plate, product, company, asksOdometer } = instrument
  const about = joined([holder, plate, isStaff ? company.name : ''])
  return {
    kind,
    id,
    name,
    about,
    product,
    asksOdometer,
    href: `${baseOf(instrument, isStaff)}/${kind}s/${id}`,
  }
}

/** Staff come to the client's things by the company's address. */
function baseOf({ company }: OwnInstrument, isStaff: boolean): string {
  return isStaff ? `/admin/companies/${company.id}` : ''
}

function answerOf(check: OwnCheck, query: OwnCheckQuery, reader: Reader): AnswerView {
  const { decision, instrument, station, product, at, alternatives } = check
  const rest = new URLSearchParams({ product, ...restOf(query) })
  const again = (kind: OwnInstrument['kind'], id: number, code: string) => {
    const address = new URLSearchParams(rest)
    address.set(kind, String(id))
    address.set('station', code)
    return `/check?${address}`
  }
  return {
    isProbable: check.isProbable,
    code: decision.status === 'approved' ? 'approved' : decision.code,
    station: station.name,
    product,
    at: at && almatyWallClock(at),
    volume: decision.status === 'approved' ? decision.volume : null,
    insteadOf: decision.status === 'approved' ? decision.insteadOf : null,
    remainder: decision.status === 'approved' ? decision.remainder : null,
    decline:
      decision.status === 'approved'
        ? null
        : {
            ...declineView(decision, reader.locale, reader.products),
            help: reader.actor.kind === 'staff' ? null : helpOf(check, decision, reader),
            raise: raisedBy(decision),
          },
    coupons: alternatives.coupons.map(({ id, name }) => ({ name, href: again('coupon', id, station.code) })),
    stations: alternatives.stations.map(({ code, name, city }) => ({
      name: city ? `${city}, ${name}` : name,
      href: again(instrument.kind, instrument.id, code),
    })),
    later: alternatives.at && laterOf(alternatives.at, again(instrument.kind, instrument.id, station.code)),
  }
}

function laterOf(at: Date, question: string): AnswerView['later'] {
  const [path, query] = question.split('?')
  const address = new URLSearchParams(query)
  const clock = almatyWallClock(at)
  address.set('at', clock.slice(0, 16))
  return { href: `${path}?${address}`, at: clock }
}

function raisedBy(decline: Decline): RaisedLimit | null {
  const { unit } = decline.figures
  const value = limitNeeded(decline)
  return value !== null && (unit === 'ml' || unit === 'tiyn') ? { value, unit } : null
}

function helpOf({ instrument: { kind, id }, product }: OwnCheck, decline: Decline, reader: Reader) {
  const thing = { card_id: kind === 'card' ? id : null, coupon_id: kind === 'coupon' ? id : null }
  return helpFor({ ...thing, product }, decline, reader)
}
