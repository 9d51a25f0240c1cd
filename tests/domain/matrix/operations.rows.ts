import { settleRestore } from '#app/domain/backups/backups.server.ts'
import { registerVersion } from '#app/domain/exports/register-version.server.ts'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import { type MatrixFile, NOWHERE } from './row.ts'

const nobodys = asCompanyId(NOWHERE)

export const file: MatrixFile = {
  rows: [
    {
      verb: 'settleRestore',
      may: ['system'],
      call: (ctx) => settleRestore(ctx, '2026-11-21T20:00:00.000Z'),
    },
    {
      verb: 'registerVersion',
      may: ['owner', 'manager', 'viewer'],
      call: (ctx) => registerVersion(ctx, ('companyId' in ctx.actor && ctx.actor.companyId) || nobodys),
    },
  ],
  steps: {
    transact: 'a step of every verb that changes something',
  },
  open: {
    performOnce: 'runs a verb, which has its own right',
  },
}
