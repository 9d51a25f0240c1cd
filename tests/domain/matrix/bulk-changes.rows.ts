import * as bulk from '#app/domain/bulk-changes/bulk-changes.server.ts'
import * as carrying from '#app/domain/bulk-changes/carrying-out.server.ts'
import * as choosing from '#app/domain/bulk-changes/choosing.server.ts'
import * as preview from '#app/domain/bulk-changes/preview.server.ts'
import { clientRoles } from '#app/domain/kernel/roles.ts'
import { companyOf, type MatrixFile, NOWHERE, readers } from './row.ts'

const people = ['owner', 'manager'] as const
const nothing = { kind: 'card', ids: [NOWHERE], filter: {} } as never
const block = { action: 'block', reason: '', cause: null, until: null } as const

export const file: MatrixFile = {
  rows: [
    {
      verb: 'previewBulkChange',
      may: [...people, 'key:manage'],
      call: (ctx) => preview.previewBulkChange(ctx, companyOf(ctx), nothing, block),
    },
    {
      verb: 'countChosen',
      may: [...people, 'key:manage'],
      call: (ctx) => choosing.countChosen(ctx, companyOf(ctx), nothing),
    },
    {
      verb: 'startBulkChange',
      may: people,
      call: (ctx) =>
        bulk.startBulkChange(ctx, companyOf(ctx), { selection: nothing, params: block, digest: null }),
    },
    {
      verb: 'undoBulkChange',
      may: people,
      call: (ctx) => bulk.undoBulkChange(ctx, companyOf(ctx), NOWHERE),
    },
    {
      verb: 'listBulkChanges',
      may: [...clientRoles, ...readers, 'key:read'],
      call: (ctx) => bulk.listBulkChanges(ctx, companyOf(ctx), undefined),
    },
    {
      verb: 'findBulkChange',
      may: [...clientRoles, ...readers, 'key:read'],
      call: (ctx) => bulk.findBulkChange(ctx, companyOf(ctx), NOWHERE),
    },
    {
      verb: 'carryOutBulkChanges',
      may: ['system'],
      call: (ctx) => carrying.carryOutBulkChanges(ctx),
    },
  ],
  steps: {
    holdCompany: 'a step of verbs that have asked for their right',
    actorOfMember: 'a step of the worker: who asked, with the role of now',
    choose: 'a step of the preview and of countChosen, which ask for a right',
    readStates: 'a step of the preview and of the worker',
    carryOut: 'a step of the worker: every verb in it asks for its right of the person who asked',
    restore: 'a step of the worker: every verb in it asks for its right of the person who asked',
  },
}
