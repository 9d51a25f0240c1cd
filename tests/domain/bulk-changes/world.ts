import { bulkRequest } from '#app/domain/bulk-changes/bulk-changes.input.server.ts'
import { findBulkChange, startBulkChange } from '#app/domain/bulk-changes/bulk-changes.server.ts'
import { carryOutBulkChanges } from '#app/domain/bulk-changes/carrying-out.server.ts'
import { previewBulkChange } from '#app/domain/bulk-changes/preview.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import type { InstrumentKind } from '#db/schema/index.ts'
import { startBulk } from '#tests/support/bulk.ts'
import { system } from '#tests/support/context.ts'
import { createRulesWorld } from '../rules/world.ts'

/** The world of rules with the verbs of bulk changes, asked as the forms ask. */
export async function createBulkWorld() {
  const world = await createRulesWorld()
  const { companyId, owner } = world
  const request = (kind: InstrumentKind, fields: Record<string, unknown>) => bulkRequest(kind).parse(fields)
  const preview = (
    fields: Record<string, unknown>,
    { kind = 'card' as InstrumentKind, ctx = owner } = {},
  ) => {
    const { selection, params } = request(kind, fields)
    return previewBulkChange(ctx, companyId, selection, params)
  }
  /** Confirms what is shown now. @returns its id */
  function start(
    fields: Record<string, unknown>,
    { kind = 'card' as InstrumentKind, ctx = owner, digest = '' } = {},
  ): Promise<number> {
    if (digest === '') return startBulk(ctx, companyId, fields, kind)
    return startBulkChange(ctx, companyId, { ...request(kind, fields), digest })
  }
  const worker: Context = { ...owner, actor: system }
  /** The worker, until nothing waits. */
  async function work(): Promise<void> {
    while (await carryOutBulkChanges(worker));
  }
  async function change(fields: Record<string, unknown>, options = {}): Promise<number> {
    const id = await start(fields, options)
    await work()
    return id
  }
  const find = (id: number) => findBulkChange(owner, companyId, id)
  return { ...world, preview, start, work, worker, change, find }
}

export const idsOf = (cards: readonly { id: number }[]) => cards.map(({ id }) => String(id))
