import { z } from 'zod'
import { MAX_ODOMETER_KM } from '#app/domain/authorizations/odometer.ts'
import { fromAlmatyWallClock, isDay } from '#app/domain/kernel/calendar.ts'
import { rowIdInAddress } from '#app/domain/kernel/id.input.server.ts'
import { searchText } from '#app/domain/kernel/list-filter.input.server.ts'
import { MAX_FILL_VOLUME, MAX_TYPED } from './bounds.ts'

const code = z.string().trim().min(1).max(MAX_TYPED).optional().catch(undefined)

/** Litres as people write them; millilitres. */
const volume = z
  .string()
  .trim()
  .regex(/^\d{1,5}(?:[.,]\d{1,3})?$/)
  .transform((text) => Math.round(Number(text.replace(',', '.')) * 1_000))
  .refine((value) => value > 0 && value <= MAX_FILL_VOLUME)
  .optional()
  .catch(undefined)

/** Tenge a litre as people write them; tiyn. */
const price = z
  .string()
  .trim()
  .regex(/^\d{1,4}(?:[.,]\d{1,2})?$/)
  .transform((text) => Math.round(Number(text.replace(',', '.')) * 100))
  .refine((value) => value > 0)
  .optional()
  .catch(undefined)

/** Kilometres as people write them. */
const kilometres = z
  .string()
  .transform((text) => text.replaceAll(/\s/g, ''))
  .refine((text) => /^\d+$/.test(text) && Number(text) <= MAX_ODOMETER_KM)
  .transform(Number)
  .optional()
  .catch(undefined)

/** By the clock in Almaty, as a browser's field writes it. */
const moment = z
  .string()
  .regex(/^2\d{3}-\d\d-\d\dT\d\d:\d\d$/)
  .refine((text) => isDay(text.slice(0, 10)) && text.slice(11) < '24:00' && text.slice(14) < '60')
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
  volume,
  /** Of the station, where a limit in tenge needs it and no contract has one. */
  price,
  /** Where the card's odometer is known: the pump asks for it. */
  odometer: kilometres,
  at: moment,
})
export type OwnCheckQuery = z.output<typeof OwnCheckQuery>
