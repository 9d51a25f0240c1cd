import * as limits from '#app/domain/cards/limit-watch.server.ts'
import { clientRoles } from '#app/domain/kernel/roles.ts'
import * as finding from '#app/domain/unusual/finding.server.ts'
import * as unusual from '#app/domain/unusual/unusual.server.ts'
import { companyOf, type MatrixFile, NOWHERE, readers } from './row.ts'

const seers = [...clientRoles, ...readers, 'key:read'] as const

export const file: MatrixFile = {
  rows: [
    { verb: 'tellUsedLimits', may: ['system'], call: (ctx) => limits.tellUsedLimits(ctx) },
    {
      verb: 'findUnusualFills',
      may: ['system'],
      call: (ctx) => finding.findUnusualFills(ctx),
    },
    { verb: 'listUnusual', may: seers, call: (ctx) => unusual.listUnusual(ctx, companyOf(ctx), {}) },
    { verb: 'findUnusual', may: seers, call: (ctx) => unusual.findUnusual(ctx, companyOf(ctx), NOWHERE) },
    { verb: 'countUnusual', may: seers, call: (ctx) => unusual.countUnusual(ctx, companyOf(ctx), 9) },
    {
      verb: 'settleUnusual',
      may: ['owner', 'manager'],
      call: (ctx) => unusual.settleUnusual(ctx, companyOf(ctx), NOWHERE, { outcome: 'handled', comment: '' }),
    },
  ],
  steps: {
    watchNearLimits: 'a step of the job that tells of used limits',
    watchLoweredLimits: 'a step of an import',
    watchHeirs: 'a step of an import',
    nextTransactions: 'a step of jobs, which ask for find_signals',
    markTransactionsRead: 'a step of jobs, which ask for find_signals',
    stretchUpTo: 'a step of the job that looks at refuellings',
  },
  open: {
    purgeLimitNotices: 'a job without a person',
    purgeLimitCandidates: 'a job without a person',
  },
}
