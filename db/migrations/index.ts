import type { Migration } from 'kysely/migration'
import * as m0001 from './0001-users.ts'
import * as m0002 from './0002-companies.ts'
import * as m0003 from './0003-memberships.ts'
import * as m0004 from './0004-sessions.ts'
import * as m0005 from './0005-invitations.ts'
import * as m0006 from './0006-links.ts'
import * as m0007 from './0007-sign-in-guards.ts'
import * as m0008 from './0008-sign-in-places.ts'
import * as m0009 from './0009-access-requests.ts'
import * as m0010 from './0010-cards.ts'
import * as m0011 from './0011-coupons.ts'
import * as m0012 from './0012-coupon-totals.ts'
import * as m0013 from './0013-stations.ts'
import * as m0014 from './0014-transactions.ts'
import * as m0015 from './0015-transaction-totals.ts'
import * as m0016 from './0016-imports.ts'
import * as m0017 from './0017-import-chunks.ts'
import * as m0018 from './0018-import-faults.ts'
import * as m0019 from './0019-import-mappings.ts'
import * as m0020 from './0020-outbox.ts'
import * as m0021 from './0021-outbox-attempts.ts'
import * as m0022 from './0022-outbox-pauses.ts'
import * as m0023 from './0023-webhook-events.ts'
import * as m0024 from './0024-audit-log.ts'
import * as m0025 from './0025-audit-batches.ts'
import * as m0026 from './0026-rate-limits.ts'
import * as m0027 from './0027-form-submissions.ts'
import * as m0028 from './0028-operations.ts'
import * as m0029 from './0029-facts.ts'
import * as m0030 from './0030-worker-jobs.ts'
import * as m0031 from './0031-status-changes.ts'
import * as m0032 from './0032-open-companies.ts'
import * as m0033 from './0033-user-kinds.ts'
import * as m0034 from './0034-audit-requests.ts'
import * as m0035 from './0035-submission-requests.ts'
import * as m0036 from './0036-products.ts'
import * as m0037 from './0037-first-products.ts'
import * as m0038 from './0038-cashier-stations.ts'
import * as m0039 from './0039-invitation-stations.ts'

/** Every migration in the order in which it runs. One change each: MySQL commits DDL by itself. */
export const migrations: Record<string, Migration> = {
  '0001-users': m0001,
  '0002-companies': m0002,
  '0003-memberships': m0003,
  '0004-sessions': m0004,
  '0005-invitations': m0005,
  '0006-links': m0006,
  '0007-sign-in-guards': m0007,
  '0008-sign-in-places': m0008,
  '0009-access-requests': m0009,
  '0010-cards': m0010,
  '0011-coupons': m0011,
  '0012-coupon-totals': m0012,
  '0013-stations': m0013,
  '0014-transactions': m0014,
  '0015-transaction-totals': m0015,
  '0016-imports': m0016,
  '0017-import-chunks': m0017,
  '0018-import-faults': m0018,
  '0019-import-mappings': m0019,
  '0020-outbox': m0020,
  '0021-outbox-attempts': m0021,
  '0022-outbox-pauses': m0022,
  '0023-webhook-events': m0023,
  '0024-audit-log': m0024,
  '0025-audit-batches': m0025,
  '0026-rate-limits': m0026,
  '0027-form-submissions': m0027,
  '0028-operations': m0028,
  '0029-facts': m0029,
  '0030-worker-jobs': m0030,
  '0031-status-changes': m0031,
  '0032-open-companies': m0032,
  '0033-user-kinds': m0033,
  '0034-audit-requests': m0034,
  '0035-submission-requests': m0035,
  '0036-products': m0036,
  '0037-first-products': m0037,
  '0038-cashier-stations': m0038,
  '0039-invitation-stations': m0039,
}
