import { z } from 'zod'
import type { AtProcessor } from '#app/domain/instructions/asked.server.ts'
import type { HandedInstruction } from '#app/domain/instructions/feed.server.ts'
import { cardLimit, day, id, millilitres, time, timeOf, timeOrNull } from './schemas.server.ts'

export const instrumentKind = z.enum(['card', 'coupon'])

const stationsOfState = z
  .object({ are: z.enum(['only', 'not']), codes: z.array(z.string()) })
  .nullable()
  .describe('Null: every station')
const amount = z.int().nullable().describe('In `unit`')

const limits = {
  unit: z.enum(['ml', 'tiyn']),
  per_fill: amount,
  per_day: amount,
  per_week: amount,
  per_month: amount,
  fills_per_day: z.int().nullable(),
  products: z.array(z.string()).describe('None: every product'),
  weekdays: z.array(z.int()).describe('1 is Monday; none: every day'),
  minute_from: z.int().nullable().describe('After midnight in Almaty'),
  minute_until: z.int().nullable().describe('At or before `minute_from`: the next morning'),
  stations: stationsOfState,
  odometer_required: z.boolean().optional().describe('A station has to tell the odometer'),
}

/** The company's rule of a card. */
const DesiredRule = z
  .object({
    ...limits,
    template: z.string().nullable().optional().describe('The template that it comes from'),
    permission: z
      .object({ kind: z.enum(['extra', 'open', 'fill']), extra: amount, from: z.string(), until: z.string() })
      .nullable()
      .describe('Widens the rule until then: so much more, or no rule, or none for one fill'),
  })
  .meta({ id: 'DesiredRule' })

/** The whole state of a card or a coupon as clients and staff want it. */
const DesiredState = z
  .object({
    blocked: z.boolean().describe('Nothing may be fuelled with it'),
    blocked_by: z.array(z.enum(['client', 'supplier', 'issuer'])),
    valid_from: day.nullable(),
    valid_until: day.nullable().describe('The last day'),
    products: z.array(z.string()).nullable().describe('Null: every product'),
    limits: z.array(cardLimit),
    stations: stationsOfState,
    rule: DesiredRule.nullable().describe('Of a card: what its company allows within all that'),
    group: z
      .object({ id: z.int(), name: z.string(), ...limits })
      .nullable()
      .optional()
      .describe('Of a card: the group whose cards share these limits'),
    lost: z.boolean().describe('Of a card'),
    pin_locked: z.boolean().describe('Of a card: too many wrong PINs; false: nothing is wished'),
    volume_ml: millilitres.nullable().describe('Of a coupon'),
  })
  .meta({ id: 'DesiredState' })

export const Instruction = z
  .object({
    id,
    instrument: instrumentKind,
    number: z.string().nullable().describe('Null: the card or coupon is gone; nothing is to be done'),
    company_bin: z.string(),
    version: z.int().describe('Of this card or coupon: a lower one than the last that you applied is old'),
    state: DesiredState,
    asked_at: time,
  })
  .meta({ id: 'Instruction' })

export function instructionOf(given: HandedInstruction): z.input<typeof Instruction> {
  const { kind: instrument, number, companyBin: company_bin, version, state } = given
  return {
    id: String(given.id),
    ...{ instrument, number, company_bin, version, state },
    asked_at: timeOf(given.askedAt),
  }
}

/** Of a card or a coupon, in what a company reads. */
export const processing = z
  .object({
    asks: z.enum(['block', 'unblock', 'change']),
    status: z.enum(['waiting', 'delivered', 'in_force', 'refused']),
    reason: z.string().nullable().describe('Why it was refused'),
    asked_at: time,
    settled_at: time.nullable(),
  })
  .nullable()
  .describe('What the processor was last asked for, which is not in force before it says so. Null: nothing')

export function processingOf(at: AtProcessor | null): z.input<typeof processing> {
  if (!at?.asked) return null
  const { asks, status, reason, askedAt, settledAt } = at.asked
  return { asks, status, reason, asked_at: timeOf(askedAt), settled_at: timeOrNull(settledAt) }
}
