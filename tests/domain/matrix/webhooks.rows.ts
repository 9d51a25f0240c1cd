import * as deliveries from '#app/domain/webhooks/deliveries.server.ts'
import * as endpoints from '#app/domain/webhooks/endpoints.server.ts'
import { resealWebhookSecrets } from '#app/domain/webhooks/resealing.server.ts'
import { type MatrixFile, type MatrixRow, NOWHERE } from './row.ts'

const readers = ['owner', 'administrator', 'auditor', 'key:manage'] as const
const managers = ['owner', 'administrator', 'key:manage'] as const
/** An address that is refused: nothing is made. */
const input = { name: 'x', url: 'https://10.0.0.8/', typeIds: [] }

const byId = (verb: keyof typeof endpoints, call: (ctx: Parameters<MatrixRow['call']>[0]) => unknown) => ({
  ...{ verb, may: managers, call },
})

export const file: MatrixFile = {
  rows: [
    { verb: 'listWebhooks', may: readers, call: (ctx) => endpoints.listWebhooks(ctx) },
    { verb: 'findWebhook', may: readers, call: (ctx) => endpoints.findWebhook(ctx, NOWHERE) },
    byId('createWebhook', (ctx) => endpoints.createWebhook(ctx, input)),
    byId('editWebhook', (ctx) => endpoints.editWebhook(ctx, NOWHERE, input)),
    byId('rotateWebhookSecret', (ctx) => endpoints.rotateWebhookSecret(ctx, NOWHERE)),
    byId('disableWebhook', (ctx) => endpoints.disableWebhook(ctx, NOWHERE)),
    byId('enableWebhook', (ctx) => endpoints.enableWebhook(ctx, NOWHERE)),
    byId('deleteWebhook', (ctx) => endpoints.deleteWebhook(ctx, NOWHERE)),
    {
      verb: 'listWebhookDeliveries',
      may: readers,
      call: (ctx) => deliveries.listWebhookDeliveries(ctx, NOWHERE, {}),
    },
    {
      verb: 'findWebhookDelivery',
      may: readers,
      call: (ctx) => deliveries.findWebhookDelivery(ctx, NOWHERE, NOWHERE),
    },
    {
      verb: 'resendWebhookDelivery',
      may: managers,
      call: (ctx) => deliveries.resendWebhookDelivery(ctx, NOWHERE, NOWHERE),
    },
    { verb: 'resealWebhookSecrets', may: ['system'], call: resealWebhookSecrets },
    { verb: 'sendTestWebhook', may: managers, call: (ctx) => deliveries.sendTestWebhook(ctx, NOWHERE) },
  ],
  steps: {
    queueWebhooks: 'a step of whatever makes an event happen',
    queueImportWebhooks: 'a step of bringing in an import',
    queueTestWebhook: 'a step of sending a test',
    readableBy: 'asks for the right itself, for the verbs above',
    changeableBy: 'asks for the right itself, for the verbs above',
    readEndpoint: 'a step of the verbs above',
    holdEndpoint: 'a step of the verbs above',
    settleDelivery: 'a step of the job of the worker',
    shutEndpoint: 'a step of settling an attempt',
    activeOwners: 'a step of writing to a company',
  },
  open: {
    sendDueWebhooks: 'the job of the worker',
    purgeWebhooks: 'a job of the worker',
  },
}
