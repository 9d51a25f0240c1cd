import type { Logger } from 'pino'
import type { Context } from '#app/domain/kernel/context.ts'
import type { Module } from '#app/domain/kernel/modules.ts'
import type { Mailer } from '#app/domain/mail/provider.ts'
import type { WebhookSender } from '#app/domain/webhooks/dispatch.server.ts'

/** What the entry builds once for all jobs. */
export interface WorkerServices extends Pick<Context, 'db' | 'settings' | 'keyring' | 'hasher'> {
  log: Logger
  mailer: Mailer
  webhooks: WebhookSender
  /** The watched folder, with one folder for each register; left out: none is watched. */
  inbox?: string
}

/** What one run of a job gets. */
export interface Run {
  /** The worker's; `ctx.now` is the database's clock at the start of the run. */
  ctx: Context
  services: WorkerServices
  /** Asks to stop: finish what is in hand, begin nothing new, return. */
  signal: AbortSignal
}

export interface Job {
  /** Unique; kebab-case. */
  name: string
  /** Left out where this part of the product is switched off. */
  module?: Module
  /** Between the end of a run and the next. */
  everySeconds: number
  /**
   * At most one worker of all nodes runs it at a time, for so long at most; a run that takes longer may overlap with
   * the next. Left out, each worker runs it: a job that leases its own rows.
   */
  leaseSeconds?: number
  /** @returns true when more waits, to be run again at once. */
  run(run: Run): Promise<boolean>
}
