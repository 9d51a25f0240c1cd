import { clientRoles } from '#app/domain/kernel/roles.ts'
import { searchEverything } from '#app/domain/search/search.server.ts'
import { type MatrixFile, readers } from './row.ts'

export const file: MatrixFile = {
  rows: [
    {
      verb: 'searchEverything',
      may: [...clientRoles, ...readers],
      call: (ctx) => searchEverything(ctx, '7825'),
    },
  ],
  steps: {},
}
