import { z } from 'zod'
import siteMap from '#app/routes.ts'

const inputs = import.meta.glob<Record<string, unknown>>('/app/domain/**/*.input.server.ts', { eager: true })
const sources = import.meta.glob<string>('/app/routes/**/*.tsx', {
  eager: true,
  query: '?raw',
  import: 'default',
})

/** What people and lists really send, one of which most fields accept. */
const SENSIBLE = [
  'colleague@altyn-dala.kz',
  '150540000017',
  'ru',
  'on',
  '1',
  '2026-11-22',
  'жеті-рет-өлшеп-бір-кес',
  '+7 701 000 00 00',
  'ТОО «Өркен»',
  '',
]

export interface FormShape {
  name: string
  /** A value for each field that its own schema accepts, as far as one is known. */
  fields: Record<string, string>
}

/** Every form and filter that the domain reads, with its fields; a new schema is filled in without being named here. */
export const shapes: FormShape[] = Object.values(inputs).flatMap((module) =>
  Object.entries(module).flatMap(([name, schema]) => {
    const fields = fieldsOf(schema)
    return fields ? [{ name, fields }] : []
  }),
)

function fieldsOf(schema: unknown): Record<string, string> | null {
  if (schema instanceof z.ZodPipe) return fieldsOf(schema.def.in)
  if (!(schema instanceof z.ZodObject)) return null
  return Object.fromEntries(
    Object.entries(schema.shape as Record<string, z.ZodType>).map(([field, type]) => [field, sampleOf(type)]),
  )
}

function sampleOf(type: z.ZodType): string {
  const named = enumOf(type)?.[0]
  return named ?? SENSIBLE.find((value) => isAccepted(type, value)) ?? ''
}

/** A list's filter accepts anything and forgets what it does not know (`catch`). */
function isAccepted(type: z.ZodType, value: string): boolean {
  const { success, data } = type.safeParse(value)
  return success && data !== undefined
}

function enumOf(type: z.ZodType): string[] | null {
  if (type instanceof z.ZodEnum) return type.options.map(String)
  const inner = 'innerType' in type.def ? type.def.innerType : 'in' in type.def ? type.def.in : null
  return inner instanceof z.ZodType ? enumOf(inner) : null
}

/** Pattern of a page to the forms and filters that its file names; any form for a page that names none. */
export const shapesAt: Map<string, FormShape[]> = new Map(
  (await siteMap).map(({ path, file }) => {
    const source = sources[`/app/${file}`] ?? ''
    const named = shapes.filter(({ name }) => new RegExp(`\\b${name}\\b`).test(source))
    return [`/${path ?? ''}`, named.length > 0 ? named : shapes]
  }),
)
