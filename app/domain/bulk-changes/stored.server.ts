import { z } from 'zod'
import { blockCauses } from '#app/domain/cards/card-blocks.ts'
import type { CardRule } from '#app/domain/cards/card-rule.ts'
import type { NamedParams } from './actions.server.ts'
import type { BulkState } from './bulk-changes.ts'

const id = z.number().int().positive()
const named = z.object({ id, name: z.string() }).nullable()
const text = z.string()
const names = z.record(z.string(), z.string())

const state = z.discriminatedUnion('of', [
  z.object({ of: z.literal('block'), status: text, since: text.nullable(), until: text.nullable() }),
  z.object({ of: z.literal('rule'), version: z.number(), template: named, own: z.unknown() }),
  z.object({ of: z.literal('group'), group: named }),
  z.object({ of: z.literal('holder'), driver: named, vehicle: named }),
])

const params = z.discriminatedUnion('action', [
  z.object({
    ...{ action: z.literal('block'), names, reason: text, until: text.nullable() },
    cause: z.enum(blockCauses).nullable(),
  }),
  z.object({ action: z.literal('unblock'), names, reason: text }),
  z.object({ action: z.literal('template'), names, templateId: id, templateVersion: z.number().optional() }),
  z.object({ action: z.literal('rule'), names, rule: z.custom<CardRule>((one) => Object(one) === one) }),
  z.object({ action: z.literal('no_rule'), names }),
  z.object({ action: z.literal('group'), names, groupId: id.nullable() }),
  z.object({
    ...{ action: z.literal('holder'), names },
    ...{ driver: id.nullable().optional(), vehicle: id.nullable().optional() },
  }),
])

/** What a change was asked to do; null: another release wrote it, and what it means is not known here. */
export function paramsIn(json: string): NamedParams | null {
  const { success, data } = params.safeParse(parsed(json))
  return success ? (data as NamedParams) : null
}

/** A state as it was stored; null as above, and where none is stored. */
export function stateIn(json: string | null): BulkState | null {
  const { success, data } = state.safeParse(parsed(json ?? 'null'))
  return success ? (data as BulkState) : null
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}
