import { asCompanyId } from '#app/domain/kernel/context.ts'
import * as finding from '#app/domain/signals/finding.server.ts'
import * as reports from '#app/domain/signals/reports.server.ts'
import * as signals from '#app/domain/signals/signals.server.ts'
import * as suspicions from '#app/domain/signals/suspicions.server.ts'
import { type MatrixFile, NOWHERE, readers } from './row.ts'

const keepers = ['administrator', 'operator'] as const

function companyOf({ actor }: { actor: { companyId?: number | null } | object }) {
  return asCompanyId('companyId' in actor && typeof actor.companyId === 'number' ? actor.companyId : NOWHERE)
}

export const file: MatrixFile = {
  rows: [
    {
      verb: 'setSuspicion',
      may: keepers,
      call: (ctx) =>
        suspicions.setSuspicion(
          ctx,
          asCompanyId(NOWHERE),
          { kind: 'card', id: NOWHERE },
          { to: 'suspected', reason: 'x' },
        ),
    },
    { verb: 'findSignals', may: ['system'], call: (ctx) => finding.findSignals(ctx) },
    { verb: 'listSignals', may: readers, call: (ctx) => signals.listSignals(ctx, { status: 'open' }) },
    { verb: 'findSignal', may: readers, call: (ctx) => signals.findSignal(ctx, NOWHERE) },
    {
      verb: 'settleSignal',
      may: keepers,
      call: (ctx) => signals.settleSignal(ctx, NOWHERE, { outcome: 'expected', answer: 'x' }),
    },
    {
      verb: 'findFuelReport',
      may: ['owner', 'manager', 'viewer', 'key:read', ...readers],
      call: (ctx) => reports.findFuelReport(ctx, companyOf(ctx), NOWHERE),
    },
    {
      verb: 'reportFuelNotReceived',
      may: ['owner', 'manager'],
      call: (ctx) => reports.reportFuelNotReceived(ctx, companyOf(ctx), NOWHERE, { note: '' }),
    },
  ],
  steps: {},
}
