import { z } from 'zod'
import type { CardRule, StandingRule } from '#app/domain/cards/card-rule.ts'
import { readCardRule, removeCardRule, saveCardRule } from '#app/domain/cards/card-rules.server.ts'
import { clockOf, DAY_MINUTES, minutesOf } from '#app/domain/kernel/calendar.ts'
import { DomainError, reject } from '#app/domain/kernel/errors.ts'
import { companyOf, type Endpoint, endpoint, idOf } from './endpoint.server.ts'
import { product } from './schemas.server.ts'

const MAX_AMOUNT = 10_000_000_000
const amount = z.int().positive().max(MAX_AMOUNT).nullable().default(null)
const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .nullable()
  .default(null)

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
}
const NewRule = z
  .strictObject(fields)
  .refine(({ time_from, time_to }) => (time_from === null) === (time_to === null), {
    path: ['time_to'],
    error: 'required',
  })
  .refine(({ time_from, time_to }) => time_from === null || time_from !== time_to, { path: ['time_to'] })
  .meta({ id: 'NewCardRule' })
const Rule = z
  .object({
    rule: z.object(fields).nullable().describe("null: only the supplier's rules hold"),
    version: z.int(),
  })
  .meta({ id: 'CardRule' })

function ruleIn(body: z.output<typeof NewRule>): CardRule {
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
  }
}

function bodyOf(standing: Omit<StandingRule, 'permission'> | null): z.input<typeof Rule> {
  if (!standing) return { rule: null, version: 0 }
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
    },
    version,
  }
}

const common = { path: '/cards/:id/rule', scopes: ['manage'], tag: 'Cards' } as const
const tag = (version: number) => ({ ETag: `"${version}"` })
const answers = { 200: { description: 'The rule, with its version as an ETag', schema: Rule } }

export const cardRules: Endpoint[] = [
  endpoint({
    ...{ ...common, method: 'GET', name: 'getCardRule', repeats: 'read', answers },
    summary: "The company's own rule of a card",
    async handle({ ctx, params }) {
      const body = bodyOf(await readCardRule(ctx, companyOf(ctx), idOf(params)))
      return { status: 200, body, headers: tag(body.version) }
    },
  }),
  endpoint({
    ...{ ...common, method: 'PUT', name: 'setCardRule', repeats: 'version', answers },
    summary: 'Set the rule of a card',
    description:
      'In force at the next authorization, within what the supplier allows. `If-Match` is the ETag of the rule that is ' +
      'replaced; `"0"` for a card without one.',
    body: NewRule,
    async handle({ ctx, params, body, version }) {
      const id = idOf(params)
      await readCardRule(ctx, companyOf(ctx), id)
      const rule = ruleIn(body)
      const saved = await changed(() => saveCardRule(ctx, companyOf(ctx), id, { rule, version: version() }))
      const now = bodyOf({ ...rule, version: saved.version })
      return { status: 200, body: now, headers: tag(now.version) }
    },
  }),
  endpoint({
    ...{ ...common, method: 'DELETE', name: 'removeCardRule', repeats: 'version', answers },
    summary: 'Remove the rule of a card',
    async handle({ ctx, params, version }) {
      const id = idOf(params)
      await readCardRule(ctx, companyOf(ctx), id)
      await changed(() => removeCardRule(ctx, companyOf(ctx), id, { version: version() }))
      return { status: 200, body: bodyOf(null), headers: tag(0) }
    },
  }),
]

/** What a page calls a conflict is a failed precondition here. @throws DomainError version_differs */
async function changed<Result>(change: () => Promise<Result>): Promise<Result> {
  try {
    return await change()
  } catch (error) {
    if (error instanceof DomainError && error.code === 'conflict_try_again') reject('version_differs')
    throw error
  }
}
