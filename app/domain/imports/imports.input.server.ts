import { z } from 'zod'
import { importStatuses } from './imports.ts'
import { encodings } from './parsing/encodings.ts'
import { registerKinds } from './parsing/kinds.ts'

const optionalText = (max: number) =>
  z
    .string()
    .max(max)
    .optional()
    .transform((text) => text || undefined)

export const StartImport = z.object({
  kind: z.enum(registerKinds),
  encoding: z
    .enum([...encodings, ''])
    .optional()
    .transform((encoding) => encoding || undefined),
})
export type StartImport = z.output<typeof StartImport>

/** What a person corrects by hand; `columnOf<Field>` holds a column's index from 0, or nothing. */
export const AdjustImport = z
  .looseObject({
    kind: z.enum(registerKinds),
    encoding: z
      .enum([...encodings, ''])
      .optional()
      .transform((encoding) => encoding || undefined),
    sheet: optionalText(100),
  })
  .transform(({ kind, encoding, sheet, ...fields }) => ({
    kind,
    encoding,
    sheet,
    mapping: mappingOf(fields),
  }))
export type AdjustImport = z.output<typeof AdjustImport>

export const ImportFilter = z.object({
  kind: z.enum(registerKinds).optional().catch(undefined),
  status: z.enum(importStatuses).optional().catch(undefined),
  cursor: z.coerce.number().int().positive().optional().catch(undefined),
})
export type ImportFilter = z.output<typeof ImportFilter>

/** Undefined when no column was chosen at all: then the columns are detected. */
function mappingOf(fields: Record<string, unknown>): Record<string, number> | undefined {
  const chosen = Object.entries(fields).flatMap(([name, value]) => {
    const field = /^columnOf([A-Z][A-Za-z]*)$/.exec(name)?.[1]
    if (!field || typeof value !== 'string' || !/^\d{1,3}$/.test(value)) return []
    return [[field.charAt(0).toLowerCase() + field.slice(1), Number(value)] as const]
  })
  return chosen.length > 0 ? Object.fromEntries(chosen) : undefined
}
