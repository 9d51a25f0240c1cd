import { z } from 'zod'
import { reject } from '#app/domain/kernel/errors.ts'
import { limitPeriods } from '#app/domain/kernel/limit-periods.ts'
import { MAX_TOLD_SUM } from '#app/domain/pump-operations/bounds.ts'

const MAX_ROWS = 500_000
const MAX_LINE_BYTES = 8_192
const MAX_PRODUCTS = 50
const NEWLINE = 10

const figure = z.int().min(0).max(MAX_TOLD_SUM)
const day = z.iso.date().nullable()

/** What a processor says of one card or coupon; what is left out is not compared. */
export const ToldState = z
  .strictObject({
    number: z.string().regex(/^[0-9A-Za-z-]{1,64}$/),
    blocked: z.boolean(),
    lost: z.boolean().optional(),
    /** False: ended there, for whatever reason. */
    in_service: z.boolean().optional(),
    valid_from: day.optional(),
    valid_until: day.optional(),
    products: z
      .array(z.string().regex(/^[a-z0-9_]{1,32}$/))
      .max(MAX_PRODUCTS)
      .nullable()
      .optional(),
    limits: z
      .array(
        z.strictObject({
          period: z.enum(limitPeriods),
          limit: figure,
          unit: z.enum(['ml', 'tiyn']),
        }),
      )
      .max(6)
      .optional(),
    volume_ml: figure.optional(),
    /** Of the last instruction that was applied to it. */
    version: z.int().min(0).max(4_294_967_295).optional(),
    balance: z.int().min(-MAX_TOLD_SUM).max(MAX_TOLD_SUM).optional(),
    unit: z.enum(['ml', 'tiyn']).optional(),
  })
  .refine(({ balance, unit }) => (balance === undefined) === (unit === undefined), {
    error: 'required',
    path: ['unit'],
  })
export type ToldState = z.output<typeof ToldState>

/**
 * One JSON object a line, read as they are asked for; empty lines are none.
 * @throws DomainError fields_invalid, with the line and the field in `field`
 */
export function* statesIn(file: Buffer): Generator<ToldState> {
  const numbers = new Set<string>()
  for (let from = 0, line = 1; from < file.length; line++) {
    const found = file.indexOf(NEWLINE, from)
    const until = found === -1 ? file.length : found
    if (until - from > MAX_LINE_BYTES) reject('fields_invalid', { field: `/${line}` })
    const text = file.toString('utf8', from, until).trim()
    from = until + 1
    if (text === '') continue
    const told = stateIn(text, line)
    if (numbers.has(told.number) || numbers.size === MAX_ROWS)
      reject('fields_invalid', { field: `/${line}/number` })
    numbers.add(told.number)
    yield told
  }
}

function stateIn(text: string, line: number): ToldState {
  const result = ToldState.safeParse(parsed(text))
  if (result.success) return result.data
  const [issue] = result.error.issues
  const path = [line, ...(issue?.path ?? []), ...(issue?.code === 'unrecognized_keys' ? issue.keys : [])]
  return reject('fields_invalid', { field: `/${path.map(String).join('/')}` })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
