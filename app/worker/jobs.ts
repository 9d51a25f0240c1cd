import { sealAuditLog } from '#app/domain/audit/seal.server.ts'
import { carryOutBulkChanges } from '#app/domain/bulk-changes/carrying-out.server.ts'
import { tellUsedLimits } from '#app/domain/cards/limit-watch.server.ts'
import { applyDueBlocks } from '#app/domain/cards/planned-blocks.server.ts'
import { tellLowBalances } from '#app/domain/contract-account/low-balance.server.ts'
import { countCouponValues } from '#app/domain/contracts/coupon-values.server.ts'
import { fillQrLookups } from '#app/domain/coupons/qr-lookups.server.ts'
import { tellOfExpiry } from '#app/domain/expiries/telling.server.ts'
import { discardForgottenImports } from '#app/domain/imports/imports.server.ts'
import { takeInbox } from '#app/domain/imports/inbox.server.ts'
import { settleUnattended } from '#app/domain/imports/unattended.server.ts'
import { workOnNextImport } from '#app/domain/imports/work.server.ts'
import { beat } from '#app/domain/jobs/jobs.server.ts'
import { sendDueMail } from '#app/domain/mail/sender.server.ts'
import { matchNewPayments, renewNamedPayments } from '#app/domain/payments/matching.server.ts'
import { tidyExpiredHolds } from '#app/domain/pump-operations/expiry.server.ts'
import { findSignals } from '#app/domain/signals/finding.server.ts'
import { compareStateRegisters } from '#app/domain/state-registers/comparing.server.ts'
import { watchStateRegisters } from '#app/domain/state-registers/watching.server.ts'
import { findUnusualFills } from '#app/domain/unusual/finding.server.ts'
import { sendDueWebhooks } from '#app/domain/webhooks/dispatch.server.ts'
import { resealWebhookSecrets } from '#app/domain/webhooks/resealing.server.ts'
import type { Job } from './job.ts'
import { purges } from './purges.server.ts'

/** Everything that happens in the background, each with its rhythm. */
export const jobs: readonly Job[] = [
  {
    name: 'heartbeat',
    everySeconds: 5,
    run: async ({ ctx }) => {
      await beat(ctx.db)
      return false
    },
  },
  {
    name: 'mail',
    everySeconds: 1,
    run: async ({ ctx, services, signal }) => {
      await sendDueMail(ctx, services.mailer, signal)
      return false
    },
  },
  {
    name: 'webhooks',
    everySeconds: 1,
    run: async ({ ctx, services, signal }) => {
      await sendDueWebhooks(ctx, services.webhooks, signal)
      return false
    },
  },
  {
    name: 'audit-seal',
    everySeconds: 5,
    leaseSeconds: 60,
    run: async ({ ctx }) => {
      await sealAuditLog(ctx)
      return false
    },
  },
  { name: 'imports', everySeconds: 1, run: ({ ctx, signal }) => workOnNextImport(ctx, signal) },
  {
    name: 'payments',
    module: 'account',
    everySeconds: 2,
    leaseSeconds: 60,
    run: async ({ ctx, signal }) => (await matchNewPayments(ctx, signal)) > 0,
  },
  {
    name: 'named-accounts',
    module: 'account',
    everySeconds: 60,
    leaseSeconds: 60,
    run: async ({ ctx }) => (await renewNamedPayments(ctx)) > 0,
  },
  {
    name: 'inbox',
    everySeconds: 5,
    run: async ({ ctx, services }) => {
      if (services.inbox) await takeInbox(ctx, services.inbox)
      await settleUnattended(ctx)
      return false
    },
  },
  {
    name: 'forgotten-imports',
    everySeconds: 3_600,
    leaseSeconds: 60,
    run: async ({ ctx }) => (await discardForgottenImports(ctx)) > 0,
  },
  {
    name: 'expired-holds',
    everySeconds: 60,
    leaseSeconds: 60,
    run: async ({ ctx }) => (await tidyExpiredHolds(ctx)) > 0,
  },
  {
    name: 'card-blocks',
    everySeconds: 10,
    leaseSeconds: 60,
    run: async ({ ctx }) => (await applyDueBlocks(ctx)) > 0,
  },
  {
    name: 'bulk-changes',
    everySeconds: 1,
    leaseSeconds: 60,
    run: ({ ctx, services, signal }) => {
      const told = (err: unknown) => services.log.error({ err }, 'A row of a bulk change could not be done')
      return carryOutBulkChanges(ctx, signal, told)
    },
  },
  {
    name: 'state-registers',
    everySeconds: 5,
    leaseSeconds: 60,
    run: ({ ctx }) => compareStateRegisters(ctx),
  },
  {
    name: 'webhook-secrets',
    everySeconds: 600,
    leaseSeconds: 60,
    run: ({ ctx }) => resealWebhookSecrets(ctx),
  },
  {
    name: 'late-state-registers',
    everySeconds: 600,
    leaseSeconds: 60,
    run: async ({ ctx }) => {
      await watchStateRegisters(ctx)
      return false
    },
  },
  { name: 'used-limits', everySeconds: 10, leaseSeconds: 60, run: ({ ctx }) => tellUsedLimits(ctx) },
  {
    name: 'unusual-fills',
    module: 'unusual',
    everySeconds: 30,
    leaseSeconds: 60,
    run: ({ ctx }) => findUnusualFills(ctx),
  },
  {
    name: 'low-balances',
    module: 'account',
    everySeconds: 60,
    leaseSeconds: 60,
    run: async ({ ctx, signal }) => {
      await tellLowBalances(ctx, signal)
      return false
    },
  },
  {
    name: 'expiring-coupons',
    everySeconds: 600,
    leaseSeconds: 600,
    run: async ({ ctx, signal }) => {
      await tellOfExpiry(ctx, signal)
      return false
    },
  },
  {
    name: 'coupon-values',
    everySeconds: 600,
    leaseSeconds: 600,
    run: ({ ctx, signal }) => countCouponValues(ctx, signal),
  },
  {
    name: 'signals',
    module: 'signals',
    everySeconds: 30,
    leaseSeconds: 60,
    run: ({ ctx }) => findSignals(ctx),
  },
  { name: 'qr-lookups', everySeconds: 60, leaseSeconds: 60, run: ({ ctx }) => fillQrLookups(ctx) },
  ...purges,
]
