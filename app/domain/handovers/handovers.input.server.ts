import { z } from 'zod'
import { driverFields } from '#app/domain/drivers/drivers.input.server.ts'
import { addDays, type Day, daysBetween, startOfMonth } from '#app/domain/kernel/calendar.ts'
import { rowId, rowIdInAddress, rowIdOrNone } from '#app/domain/kernel/id.input.server.ts'
import { cursor, day, productCode } from '#app/domain/kernel/list-filter.input.server.ts'
import { isUnreadableInLines } from '#app/domain/kernel/plain-text.ts'
import { ticked } from '#app/domain/kernel/ticked.input.server.ts'
import { litres } from '#app/domain/kernel/volume.input.server.ts'
import { MAX_JOURNAL_DAYS, MAX_SET, saidChoices } from './handovers.ts'

/** Of a choice that may be left open. */
const chosenId = rowIdOrNone.transform((id) => id ?? undefined).optional()

const ids = z.array(rowId).min(1).max(MAX_SET)

const recipient = {
  driverId: chosenId,
  driverName: z.union([z.literal('').transform(() => undefined), driverFields.name]).optional(),
  driverPhone: driverFields.phone.default(''),
  /** Left out: the driver's own in the list, else Russian. */
  locale: z.union([z.literal('').transform(() => undefined), driverFields.locale]).optional(),
  vehicleId: chosenId,
}

interface Named {
  driverId?: number | undefined
  driverName?: string | undefined
}

function somebody({ driverId, driverName }: Named, context: z.RefinementCtx): void {
  if (driverId === undefined && driverName === undefined)
    context.addIssue({ code: 'custom', message: 'driver_missing', path: ['driverId'] })
}

/** To whom: a driver of the list, or somebody by name and telephone. */
export const HandOver = z.object(recipient).superRefine(somebody)
export type HandOver = z.output<typeof HandOver>

/** The same for several coupons. */
export const HandOverSet = z.object({ ...recipient, ids }).superRefine(somebody)

/** The coupons of a hand-over that come back. */
export const ReturnSome = z.object({ couponIds: ticked(rowId).pipe(z.array(z.number()).min(1).max(MAX_SET)) })

/** The coupons that an address names; what is none of ours is found out later. */
export const ChosenCoupons = z.object({ ids: ids.catch([]) })

export const HandoverFilter = z.object({ driver: rowIdInAddress, cursor })
export type HandoverFilter = z.output<typeof HandoverFilter>

/** Days of the journal, both inclusive: this month unless told, and never more than a year. */
export function journalPeriod(today: Day) {
  return z.object({ from: day, to: day }).transform(({ to = today, from = startOfMonth(to) }) => {
    const [first, last] = from <= to ? [from, to] : [to, from]
    const isLong = daysBetween(first, last) >= MAX_JOURNAL_DAYS
    return { from: isLong ? addDays(last, 1 - MAX_JOURNAL_DAYS) : first, to: last }
  })
}

/** A driver's press on his page: which coupon of the set, by its place; left out, the first that works. */
export const ShowCode = z.object({
  position: z.coerce.number().int().min(1).max(MAX_SET).optional(),
  /** The page's own: one page opened twice is one phone. */
  nonce: z
    .string()
    .regex(/^[\w-]{22}$/)
    .optional()
    .catch(undefined),
})

const Trouble = z.object({
  position: z.coerce.number().int().min(1).max(MAX_SET).default(1),
  said: z.enum(saidChoices),
})
export type Trouble = z.output<typeof Trouble>

/** Left out by a phone that has not opened the link. */
export const AskForHelp = Trouble.partial()
export type AskForHelp = z.output<typeof AskForHelp>

const MAX_ANSWER = 500

export const HelpAnswer = z.object({
  comment: z
    .string()
    .trim()
    .max(MAX_ANSWER)
    .refine((text) => !isUnreadableInLines(text), { error: 'unreadable_characters' })
    .default(''),
})
export type HelpAnswer = z.output<typeof HelpAnswer>

/** As big as the tanks of a road train. */
const MAX_PICKED_LITRES = 2_000

/** `volume` in litres, as it is typed; comes out in millilitres. */
export const PickCoupons = z.object({
  product: productCode,
  volume: litres({ min: 1, max: MAX_PICKED_LITRES * 1_000 }),
})
