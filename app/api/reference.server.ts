import { z } from 'zod'
import type { Module } from '#app/domain/kernel/modules.ts'
import { API_BASE } from './v1/endpoint.server.ts'
import { endpointsOf } from './v1/index.server.ts'

/** One line of the reference: of the same table as the document. */
export interface ReferenceRow {
  method: string
  path: string
  scopes: string[]
  summary: string
  fields: { name: string; required: boolean; about: string }[]
}

export function referenceRows(modules: readonly Module[]): ReferenceRow[] {
  return endpointsOf(modules).map(({ method, path, scopes, summary, body, query }) => ({
    method,
    path: API_BASE + path,
    scopes: [...scopes],
    summary,
    fields: fieldsOf(body ?? query),
  }))
}

function fieldsOf(schema: z.ZodType | undefined): ReferenceRow['fields'] {
  if (!schema) return []
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' })
  return Object.entries(properties).map(([name, field]) => ({
    name,
    required: required.includes(name),
    about: typeof field === 'object' ? (field.description ?? '') : '',
  }))
}
