import type { Logger } from 'pino'
import { PasswordHasher } from '#app/domain/access/password-hash.server.ts'
import type { Settings } from '#app/domain/kernel/context.ts'
import { Keyring } from '#app/domain/kernel/keyring.server.ts'
import { localMailbox, type Mailer } from '#app/domain/mail/provider.ts'
import { resendProvider } from '#app/domain/mail/resend-provider.server.ts'
import type { WebhookSender } from '#app/domain/webhooks/dispatch.server.ts'
import { createTransport } from '#app/domain/webhooks/transport.server.ts'
import { createDb, type Db } from '#db/connection/client.server.ts'
import type { NodeChange } from '#db/connection/node.ts'
import { createLog } from './log.server.ts'
import type { Env } from './settings.server.ts'

/** What each process builds once and hands to every request, job or command. */
export interface Services {
  db: Db
  settings: Settings
  keyring: Keyring
  hasher: PasswordHasher
  log: Logger
}

/** Out of the environment; nothing is connected yet. */
export function createServices(env: Env): Services {
  const log = createLog(env.logLevel)
  const onNodeChange = ({ node, serving, error }: NodeChange) =>
    serving
      ? log.info({ node }, 'A node of the database serves again')
      : log.warn({ node, err: error }, 'A node of the database is left for another one')
  return {
    db: createDb(env.databaseUrl, { connections: env.databasePool, onNodeChange }),
    settings: settingsOf(env),
    keyring: new Keyring(env.secretKeys),
    hasher: new PasswordHasher({ processes: env.webConcurrency }),
    log,
  }
}

/** For the worker and `mail send-due`; nobody else sends. */
export function createMailer(env: Env, log: Services['log']): Mailer {
  return { log, provider: env.resend ? resendProvider({ ...env.resend, rate: env.mailRate }) : localMailbox }
}

/** For the worker. */
export function createWebhookSender(env: Env, log: Services['log']): WebhookSender {
  return { log, transport: createTransport({ allowLoopback: env.webhookLoopback }) }
}

function settingsOf(env: Env): Settings {
  return {
    publicUrl: env.publicUrl,
    brandName: env.brandName,
    brandLegalName: env.brandLegalName,
    brandBin: env.brandBin,
    supportEmail: env.supportEmail,
    supportPhone: env.supportPhone,
    mailFrom: env.mailFrom,
    invitationDays: env.invitationDays,
    invoiceDays: env.invoiceDays,
    paymentCode: env.paymentCode,
    couponIssue: env.couponIssue,
    resetHours: env.resetHours,
    signInAttempts: env.signInAttempts,
    rateLimitFactor: env.rateLimitFactor,
    modules: env.modules,
    holdMinutes: env.holdMinutes,
    fullTank: env.fullTank,
    processing: env.processing,
    webhookLoopback: env.webhookLoopback,
    localMailbox: env.resend === undefined,
  }
}
