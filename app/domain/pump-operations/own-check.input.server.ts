import { z } from 'zod'
import { kilometresOrNone } from '#app/domain/authorizations/odometer.input.server.ts'
import { fromAlmatyWallClock, isClockMoment } from '#app/domain/kernel/calendar.ts'
import { rowIdInAddress } from '#app/domain/kernel/id.input.server.ts'
import { searchText } from '#app/domain/kernel/list-filter.input.server.ts'
import { Money } from '#app/domain/kernel/money.input.server.ts'
import { MAX_PRICE_TIYN } from '#app/domain/kernel/money.ts'
import { litres } from '#app/domain/kernel/volume.input.server.ts'
import { MAX_FILL_VOLUME, MAX_TYPED } from './bounds.ts'

const code = z.string().trim().min(1).max(MAX_TYPED).optional().catch(undefined)

/** By the clock in Almaty, as a browser's field writes it. */
const moment = z
  .string()
  .refine(isClockMoment)
  .transform((text) => fromAlmatyWallClock(`${text}:00`))
  .optional()
  .catch(undefined)

/** The address of the page; what makes no sense in it is as if it were not there. */
export const OwnCheckQuery = z.object({
  card: rowIdInAddress,
  coupon: rowIdInAddress,
  /** A card or a coupon by its number; a client's also by its last digits, a holder or a plate. */
  instrument: searchText,
  /** Codes; one that nobody knows is answered as the pump would be. */
  station: code,
  product: code,
  volume: litres({ min: 1, max: MAX_FILL_VOLUME }).optional().catch(undefined),
  /** Of the station, where a limit in tenge needs it and no contract has one. */
  price: Money.refine((tiyn) => tiyn <= MAX_PRICE_TIYN)
    .optional()
    .catch(undefined),
  /** Where the card's odometer is known: the pump asks for it. */
  odometer: kilometresOrNone.catch(undefined),
  at: moment,
})
export type OwnCheckQuery = z.output<typeof OwnCheckQuery>
