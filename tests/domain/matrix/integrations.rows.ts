import { NewApiKey } from '#app/domain/integrations/integrations.input.server.ts'
import * as integrations from '#app/domain/integrations/integrations.server.ts'
import * as productCodes from '#app/domain/integrations/product-codes.server.ts'
import type { MatrixFile } from './row.ts'

const managers = ['administrator', 'system'] as const
const owner = ['owner'] as const
const key = NewApiKey.parse({ name: 'x', scopes: ['pump'], stations: ['no-such-station'] })

export const file: MatrixFile = {
  rows: [
    { verb: 'createApiKey', may: managers, call: (ctx) => integrations.createApiKey(ctx, key) },
    {
      verb: 'listApiKeys',
      may: ['administrator', 'auditor', 'system'],
      call: (ctx) => integrations.listApiKeys(ctx),
    },
    { verb: 'replaceApiKey', may: managers, call: (ctx) => integrations.replaceApiKey(ctx, 'nobody') },
    { verb: 'revokeApiKey', may: managers, call: (ctx) => integrations.revokeApiKey(ctx, 'nobody') },
    {
      verb: 'createOwnApiKey',
      may: owner,
      call: (ctx) => integrations.createOwnApiKey(ctx, { name: 'x', scopes: ['read'], days: undefined }),
    },
    {
      verb: 'listProductCodes',
      may: ['administrator', 'auditor', 'system'],
      call: (ctx) => productCodes.listProductCodes(ctx, 'nobody'),
    },
    {
      verb: 'setProductCode',
      may: managers,
      call: (ctx) => productCodes.setProductCode(ctx, 'nobody', { code: '3', product: 'ai92' }),
    },
    {
      verb: 'removeProductCode',
      may: managers,
      call: (ctx) => productCodes.removeProductCode(ctx, 'nobody', { code: '3' }),
    },
    { verb: 'listOwnApiKeys', may: owner, call: (ctx) => integrations.listOwnApiKeys(ctx) },
    { verb: 'replaceOwnApiKey', may: owner, call: (ctx) => integrations.replaceOwnApiKey(ctx, 'nobody') },
    { verb: 'revokeOwnApiKey', may: owner, call: (ctx) => integrations.revokeOwnApiKey(ctx, 'nobody') },
  ],
  steps: {
    productsByCode: 'a step of comparing a shift of a station',
    findOrCreateSandbox: 'a step of making a test key',
    findOrCreateTestCompany: 'a step of making a test key',
  },
  open: {
    actorOfKey: 'the key is the right',
    hasActiveKeyOf: 'of doctor, who reads everything',
  },
}
