import { z } from 'zod'
import { DAY_MINUTES, minutesOf } from '#app/domain/kernel/calendar.ts'
import { optionalTime } from '#app/domain/kernel/day.input.server.ts'
import { rowId } from '#app/domain/kernel/id.input.server.ts'
import { productCode } from '#app/domain/kernel/list-filter.input.server.ts'
import { MAX_AMOUNT_TIYN } from '#app/domain/kernel/money.ts'
import { typedNumber } from '#app/domain/kernel/typed-number.input.server.ts'
import type { CardRule } from './card-rule.ts'

const MAX_PRODUCTS = 50
const MAX_STATIONS = 1_000
/** A million litres, a hundred million tenge: what a row of a register may say at most. */
const MAX_LIMIT = { l: 1_000_000_000, kzt: MAX_AMOUNT_TIYN }
const PER_UNIT = { l: 1_000, kzt: 100 }

/** Litres or tenge with at most two decimals. */
const amount = typedNumber
  .default('')
  .refine((text) => text === '' || /^\d{1,9}(\.\d{1,2})?$/.test(text), { error: 'invalid' })
  .transform((text) => (text === '' ? null : Number(text)))
  .refine((value) => value === null || value > 0, { error: 'invalid' })

const fills = z
  .string()
  .trim()
  .default('')
  .refine((text) => text === '' || /^[1-9]\d?$/.test(text), { error: 'invalid' })
  .transform((text) => (text === '' ? null : Number(text)))

const typed = z.object({
  unit: z.enum(['l', 'kzt']).default('l'),
  perFill: amount,
  perDay: amount,
  perWeek: amount,
  perMonth: amount,
  fillsPerDay: fills,
  products: z.array(productCode).max(MAX_PRODUCTS).default([]),
  weekdays: z
    .array(z.enum(['1', '2', '3', '4', '5', '6', '7']))
    .max(7)
    .default([]),
  timeFrom: optionalTime,
  timeTo: optionalTime,
  stationMode: z.enum(['all', 'only', 'except']).default('all'),
  stations: z.array(z.string().trim().min(1).max(64)).max(MAX_STATIONS).default([]),
  odometer: z.literal('on').optional(),
})
type TypedRule = z.output<typeof typed>

const LIMITS = ['perFill', 'perDay', 'perWeek', 'perMonth'] as const

function check(input: TypedRule, context: z.RefinementCtx): void {
  const { timeFrom, timeTo, stationMode, stations, unit } = input
  const say = (field: string, message: string) => context.addIssue({ code: 'custom', message, path: [field] })
  for (const limit of LIMITS) {
    if ((input[limit] ?? 0) * PER_UNIT[unit] > MAX_LIMIT[unit]) say(limit, 'invalid')
  }
  if (timeFrom === '' && timeTo !== '') say('timeFrom', 'required')
  if (timeTo === '' && timeFrom !== '') say('timeTo', 'required')
  if (timeFrom !== '' && timeFrom === timeTo) say('timeTo', 'rule_allows_nothing')
  if (stationMode !== 'all' && stations.length === 0) say('stations', 'required')
}

function ruleIn(input: TypedRule): CardRule {
  const { unit, fillsPerDay, products, weekdays, timeFrom, timeTo, stationMode, stations } = input
  const inUnit = (limit: number | null) => (limit === null ? null : Math.round(limit * PER_UNIT[unit]))
  return {
    unit: unit === 'l' ? 'ml' : 'tiyn',
    perFill: inUnit(input.perFill),
    perDay: inUnit(input.perDay),
    perWeek: inUnit(input.perWeek),
    perMonth: inUnit(input.perMonth),
    fillsPerDay,
    products,
    // Every day is no rule about days.
    weekdays: weekdays.length === 7 ? [] : weekdays.map(Number),
    times: timeFrom === '' ? null : { from: minutesOf(timeFrom), until: minutesOf(timeTo) || DAY_MINUTES },
    stations:
      stationMode === 'all' ? null : { are: stationMode === 'only' ? 'only' : 'not', codes: stations },
    odometerRequired: input.odometer === 'on',
  }
}

const version = z.coerce.number().int().nonnegative()
/** `1`: it is only tried and refuses nothing. */
const shadow = z.literal('1').optional()

/** A rule of the query, to be tried and not to be saved. */
export const TriedRule = typed.superRefine(check).transform(ruleIn)

/** `version`: of the rule that the form was drawn with; 0: there was none. */
export const SaveRule = typed
  .extend({ version, shadow })
  .superRefine(check)
  .transform(({ version, shadow, ...input }) => ({ version, shadow, rule: ruleIn(input) }))
export type SaveRule = z.output<typeof SaveRule>

const name = z.string().trim().min(1, { error: 'required' }).max(100)
/** Of the preview that was seen; none: nothing was previewed. */
const digest = z
  .string()
  .trim()
  .max(100)
  .default('')
  .transform((text) => text || null)

/** A rule under a name: a template's, or a group's, which may have none. */
export const SaveNamedRule = typed
  .extend({ name, version, digest, shadow })
  .superRefine(check)
  .transform(({ name, version, digest, shadow, ...input }) => {
    return { name, version, digest, shadow, rule: ruleIn(input) }
  })
export type SaveNamedRule = z.output<typeof SaveNamedRule>

/** A form that is tried by GET; without a name it is no fault yet. */
export const TriedNamedRule = typed
  .extend({ name: z.string().trim().max(100).default('') })
  .superRefine(check)
  .transform(({ name, ...input }) => ({ name, rule: ruleIn(input) }))

export const AssignTemplate = z.object({
  templateId: rowId,
  version,
})
export type AssignTemplate = z.output<typeof AssignTemplate>

/** Of a button's form: without one it is a version that nothing has, so that who asks first hears whether the thing is there. */
const seen = z.coerce.number().int().catch(-1)
export const KnownVersion = z.object({ version: seen })
export type KnownVersion = z.output<typeof KnownVersion>

export const PermitMore = z
  .object({
    kind: z.enum(['extra', 'open', 'fill']),
    /** Litres or tenge, as the rule counts. */
    extra: amount,
    hours: z.enum(['1', '2', '4', '8', '24']).default('2'),
    reason: z.string().trim().max(200).default(''),
  })
  .superRefine(({ kind, extra }, context) => {
    if (kind === 'extra' && extra === null)
      context.addIssue({ code: 'custom', message: 'required', path: ['extra'] })
  })
  .transform(({ kind, extra, hours, reason }) => ({ kind, extra, hours: Number(hours), reason }))
export type PermitMore = z.output<typeof PermitMore>

export const RemoveRule = z.object({ version: z.coerce.number().int().positive() })
export type RemoveRule = z.output<typeof RemoveRule>

/** Of a rule in the shadow, and of the rule that it would replace. */
export const PromoteShadow = z.object({ version: seen, ruleVersion: seen })
