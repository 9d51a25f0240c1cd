import type { Logger } from 'pino'
import { localMailbox } from '#app/domain/mail/provider.ts'
import { createLog } from '#app/runtime/log.server.ts'
import type { WorkerServices } from '#app/worker/job.ts'
import type { Cabinet } from './fixtures.ts'
import { webhookSender } from './webhooks.ts'

/** What jobs get of the worker's entry: letters reach nobody, and nothing is logged unless told. */
export async function workerServices(
  cabinet: Cabinet,
  log: Logger = createLog('fatal', { write: () => {} }),
): Promise<WorkerServices> {
  const mailer = { provider: localMailbox, log }
  return { ...(await cabinet.system()), log, mailer, webhooks: webhookSender() }
}
