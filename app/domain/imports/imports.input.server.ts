import { z } from 'zod'
import { cursor } from '#app/domain/kernel/list-filter.input.server.ts'
import { importFilters, listedOutcomes } from './imports.ts'
import { encodings } from './parsing/encodings.ts'
import { registerKinds } from './parsing/kinds.ts'

const MAX_TEXT = 200

/** Left out of the form: as it is. Empty: to be found anew. */
const encoding = z.enum([...encodings, '']).optional()
const text = (max: number) => z.string().max(max).optional()
const rowNumber = z
  .string()
  .regex(/^\d{0,7}$/)
  .optional()

export const StartImport = z.object({
  kind: z.enum(registerKinds),
  encoding: encoding.transform((encoding) => encoding || undefined),
})
/** `answers`: what the operator's command knows beforehand; `unattended`: nobody looks at it unless something is to be decided. */
export type StartImport = z.output<typeof StartImport> & {
  answers?: Readonly<Record<string, string>>
  unattended?: boolean
}

/**
 * What a person corrects or decides by hand; what a form leaves out stays as it is. `columnOf<Field>` holds a column's
 * index from 0, or nothing; `question<n>` a question's code and `answer<n>` its choice, or nothing to ask again.
 */
export const AdjustImport = z
  .looseObject({
    kind: z.enum(registerKinds).optional(),
    encoding,
    sheet: text(100),
    headerRow: rowNumber,
    leaveOutFault: text(64),
    takeBackFault: text(64),
    leaveOutRow: rowNumber,
    takeBackRow: rowNumber,
  })
  .transform(({ headerRow, leaveOutRow, takeBackRow, ...fields }) => ({
    kind: fields.kind,
    encoding: fields.encoding,
    sheet: fields.sheet,
    mapping: mappingOf(fields),
    answers: answersOf(fields),
    leaveOutFault: fields.leaveOutFault,
    takeBackFault: fields.takeBackFault,
    // 0 says that there is none; nothing, that it is to be found.
    headerRow: headerRow === undefined ? undefined : headerRow === '' ? null : Number(headerRow),
    leaveOutRow: leaveOutRow ? Number(leaveOutRow) : undefined,
    takeBackRow: takeBackRow ? Number(takeBackRow) : undefined,
  }))
/** `unattended`: it comes in by itself when nothing is to be decided any more. */
export type AdjustImport = Partial<z.output<typeof AdjustImport>> & { unattended?: boolean }

/** `good`: the rows without faults alone. */
export const CommitImport = z.object({
  rows: z.enum(['all', 'good']).optional(),
})
export type CommitImport = z.output<typeof CommitImport>

export const ImportFilter = z.object({
  kind: z.enum(registerKinds).optional().catch(undefined),
  status: z.enum(importFilters).optional().catch(undefined),
  cursor,
})
export type ImportFilter = z.output<typeof ImportFilter>

/** A list of rows of one import; `skip` of them come before. */
export const OutcomeFilter = z.object({
  outcome: z.enum(listedOutcomes).catch('new'),
  skip: z.coerce.number().int().min(0).max(1_000_000).catch(0),
})
export type OutcomeFilter = z.output<typeof OutcomeFilter>

/** Undefined when no column was chosen at all: then the columns are detected. */
function mappingOf(fields: Record<string, unknown>): Record<string, number> | undefined {
  const chosen = Object.entries(fields).flatMap(([name, value]) => {
    const field = /^columnOf([A-Z][A-Za-z]*)$/.exec(name)?.[1]
    if (!field || typeof value !== 'string' || !/^\d{1,3}$/.test(value)) return []
    return [[field.charAt(0).toLowerCase() + field.slice(1), Number(value)] as const]
  })
  return chosen.length > 0 ? Object.fromEntries(chosen) : undefined
}

function answersOf(fields: Record<string, unknown>): Record<string, string> {
  const given = Object.entries(fields).flatMap(([name, code]) => {
    const number = /^question(\d{1,3})$/.exec(name)?.[1]
    const choice = fields[`answer${number}`]
    if (number === undefined || typeof code !== 'string' || typeof choice !== 'string') return []
    if (code.length > MAX_TEXT || choice.length > MAX_TEXT) return []
    return [[code, choice.trim()] as const]
  })
  return Object.fromEntries(given)
}
