import { z } from 'zod'
import type { CardRule, GroupOfCard, StandingRule } from '#app/domain/cards/card-rule.ts'
import { clock, clockOf, DAY_MINUTES, minutesOf } from '#app/domain/kernel/calendar.ts'
import { MAX_AMOUNT_TIYN } from '#app/domain/kernel/money.ts'
import { product } from './schemas.server.ts'

const amount = z.int().positive().max(MAX_AMOUNT_TIYN).nullable().default(null)
const time = z.string().regex(clock).nullable().default(null)

const fields = {
  unit: z.enum(['ml', 'tiyn']).default('ml').describe('Of the four limits'),
  per_fill: amount,
  per_day: amount,
  per_week: amount,
  per_month: amount,
  fills_per_day: z.int().positive().max(99).nullable().default(null),
  products: z.array(product).max(50).default([]).describe('None: everything that the supplier allows'),
  weekdays: z.array(z.int().min(1).max(7)).max(7).default([]).describe('1 is Monday; none: every day'),
  time_from: time.describe('HH:MM in Almaty, with `time_to`'),
  time_to: time.describe('At or before `time_from`: the next morning'),
  stations: z
    .object({ mode: z.enum(['only', 'except']), codes: z.array(z.string().min(1).max(64)).min(1).max(1_000) })
    .nullable()
    .default(null)
    .describe('null: every station'),
  odometer_required: z
    .boolean()
    .default(false)
    .describe('A station that tells no `odometer_km` is declined with `odometer_out_of_range`'),
}
const source = z.object({ id: z.int(), name: z.string() }).nullable()
export const NewRule = z
  .strictObject(fields)
  .refine(({ time_from, time_to }) => (time_from === null) === (time_to === null), {
    path: ['time_to'],
    error: 'required',
  })
  .refine(({ time_from, time_to }) => time_from === null || time_from !== time_to, { path: ['time_to'] })
  .meta({ id: 'NewCardRule' })
export const Rule = z
  .object({
    rule: z.object(fields).nullable().describe("null: only the supplier's rules hold"),
    version: z.int(),
    origin: z
      .enum(['none', 'own', 'template'])
      .describe('Where the rule comes from; setting one makes it the card’s own'),
    template: source.describe('The template that stands in place of an own rule'),
    group: source.describe('The group whose limits count for the card too'),
  })
  .meta({ id: 'CardRule' })

export function ruleIn(body: z.output<typeof NewRule>): CardRule {
  const { unit, products, weekdays, time_from: from, time_to: to, stations } = body
  return {
    ...{ unit, products, weekdays: weekdays.length === 7 ? [] : weekdays },
    perFill: body.per_fill,
    perDay: body.per_day,
    perWeek: body.per_week,
    perMonth: body.per_month,
    fillsPerDay: body.fills_per_day,
    times:
      from === null || to === null ? null : { from: minutesOf(from), until: minutesOf(to) || DAY_MINUTES },
    stations: stations && { are: stations.mode === 'only' ? 'only' : 'not', codes: stations.codes },
    odometerRequired: body.odometer_required,
  }
}

interface Shown {
  rule: Omit<StandingRule, 'permission'> | null
  group: GroupOfCard | null
}

export function bodyOf({ rule: standing, group: known }: Shown): z.input<typeof Rule> {
  const group = known && { id: known.id, name: known.name }
  if (!standing) return { rule: null, version: 0, origin: 'none', template: null, group }
  const { template } = standing
  const { unit, products, weekdays, times, stations, version } = standing
  return {
    rule: {
      ...{ unit, products: [...products], weekdays: [...weekdays] },
      per_fill: standing.perFill,
      per_day: standing.perDay,
      per_week: standing.perWeek,
      per_month: standing.perMonth,
      fills_per_day: standing.fillsPerDay,
      time_from: times && clockOf(times.from),
      time_to: times && clockOf(times.until),
      stations: stations && {
        mode: stations.are === 'only' ? 'only' : 'except',
        codes: [...stations.codes],
      },
      odometer_required: standing.odometerRequired,
    },
    version,
    ...{ origin: template ? 'template' : 'own', template, group },
  }
}
