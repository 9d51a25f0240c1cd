import { setTimeout as sleep } from 'node:timers/promises'
import { receiveResendWebhook } from '#app/api/webhooks/resend.server.ts'
import { MAIL_PRIORITIES } from '#app/domain/mail/priorities.ts'
import { createLog } from '#app/runtime/log.server.ts'
import { jobs } from '#app/worker/jobs.ts'
import { runJobs } from '#app/worker/scheduler.server.ts'
import { selectJobs } from '#db/queries/jobs/jobs.ts'
import { selectDueLetters } from '#db/queries/mail/claims.ts'
import type { Cabinet } from '#tests/support/fixtures.ts'
import { mailerTo } from '#tests/support/mail.ts'
import { ResendStandIn } from '#tests/support/resend-stand-in.ts'
import { nowhere, webhookSender } from '#tests/support/webhooks.ts'

/**
 * The worker until nothing is due: letters go out, one is refused for good, and the provider tells of two more; the
 * audit log is sealed, every job has run.
 */
export async function workForAWhile(cabinet: Cabinet): Promise<void> {
  const provider = await ResendStandIn.start()
  try {
    provider.next({ kind: 'refuse', status: 422, name: 'validation_error' })
    await runWorker(cabinet, provider)
    await hearOfLetters(cabinet, provider)
  } finally {
    await provider.stop()
  }
}

async function runWorker(cabinet: Cabinet, provider: ResendStandIn): Promise<void> {
  const stop = new AbortController()
  const log = createLog('warn', { write: (line) => process.stdout.write(line) })
  const services = {
    ...(await cabinet.system()),
    log,
    mailer: mailerTo(provider),
    webhooks: webhookSender({ transport: nowhere }),
  }
  const working = runJobs(jobs, services, stop.signal)
  while (!(await isAtRest(cabinet))) await sleep(100)
  stop.abort()
  await working
}

async function isAtRest({ db }: Cabinet): Promise<boolean> {
  const leased = jobs.filter(({ leaseSeconds }) => leaseSeconds !== undefined)
  const { unsealed } = await db
    .selectFrom('audit_log')
    .select((eb) => eb.fn.countAll<number>().as('unsealed'))
    .where('batch_id', 'is', null)
    .executeTakeFirstOrThrow()
  return (
    (await selectDueLetters(db, 1, MAIL_PRIORITIES)).length === 0 &&
    (await selectJobs(db)).length >= leased.length &&
    Number(unsealed) === 0
  )
}

async function hearOfLetters(cabinet: Cabinet, provider: ResendStandIn): Promise<void> {
  const [delivered, bounced] = provider.messages
  if (!delivered || !bounced) throw new Error('no letter went out')
  const bounce = { bounce: { type: 'Permanent', subType: 'General', message: 'No such mailbox' } }
  const services = {
    ...(await cabinet.system()),
    log: createLog('warn', { write: () => {} }),
    resendWebhookSecret: provider.webhookSecret,
  }
  for (const event of [
    provider.event('email.delivered', delivered),
    provider.event('email.bounced', bounced, bounce),
  ]) {
    const answer = await receiveResendWebhook(provider.webhook(event), services)
    if (answer.status !== 200) throw new Error(`the webhook was not taken: ${answer.status}`)
  }
}
