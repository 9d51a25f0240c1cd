import type { Context } from '#app/domain/kernel/context.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import {
  countClients,
  countWaitingWork,
  selectLastCommits,
  type WaitingWork,
} from '#db/queries/overview/staff.ts'
import type { RegisterKind } from '#db/schema/index.ts'
import { registerKinds } from '../imports/parsing/kinds.ts'

export interface StaffOverview {
  work: WaitingWork
  companies: number
  users: number
  /** Of every register, when it last took effect; null: never. */
  registers: { kind: RegisterKind; at: Date | null }[]
}

export async function staffOverview(ctx: Context): Promise<StaffOverview> {
  requireRight(ctx, 'see_staff_pages')
  const [work, clients, commits] = await Promise.all([
    countWaitingWork(ctx.db),
    countClients(ctx.db),
    selectLastCommits(ctx.db),
  ])
  const registers = registerKinds.map((kind) => ({
    kind,
    at: commits.find((commit) => commit.kind === kind)?.at ?? null,
  }))
  return { work, ...clients, registers }
}
