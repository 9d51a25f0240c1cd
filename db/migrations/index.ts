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
import * as m0046 from './0046-transaction-operations.ts'
import * as m0047 from './0047-import-choices.ts'
import * as m0048 from './0048-import-batches.ts'
import * as m0049 from './0049-import-profiles.ts'
import * as m0050 from './0050-station-hours.ts'
import * as m0051 from './0051-known-station-hours.ts'
import * as m0052 from './0052-station-outages.ts'
import * as m0053 from './0053-station-rules.ts'
import * as m0054 from './0054-import-commit-times.ts'
import * as m0055 from './0055-integrations.ts'
import * as m0056 from './0056-authorizations.ts'
import * as m0057 from './0057-reversals.ts'
import * as m0058 from './0058-fuel-exceptions.ts'
import * as m0059 from './0059-coupon-ledger.ts'
import * as m0060 from './0060-card-versions.ts'
import * as m0061 from './0061-pump-transactions.ts'
import * as m0062 from './0062-transaction-total-slots.ts'
import * as m0063 from './0063-api-keys.ts'
import * as m0064 from './0064-test-companies.ts'
import * as m0073 from './0073-refusal-lists.ts'
import * as m0074 from './0074-company-search.ts'
import * as m0075 from './0075-user-search.ts'
import * as m0076 from './0076-card-search.ts'
import * as m0077 from './0077-search-keys.ts'
import * as m0082 from './0082-import-fault-batches.ts'
import * as m0083 from './0083-sealed-layouts.ts'
import * as m0086 from './0086-station-contacts.ts'
import * as m0091 from './0091-register-senders.ts'
import * as m0092 from './0092-card-pins.ts'
import * as m0093 from './0093-station-number-only.ts'
import * as m0094 from './0094-odometers.ts'
import * as m0095 from './0095-product-codes.ts'
import * as m0096 from './0096-company-visits.ts'
import * as m0097 from './0097-known-company-visits.ts'
import * as m0098 from './0098-till-shifts.ts'
import * as m0099 from './0099-till-operations.ts'
import * as m0100 from './0100-till-integration.ts'
import * as m0103 from './0103-announcements.ts'
import * as m0104 from './0104-announcement-companies.ts'
import * as m0105 from './0105-announcement-reads.ts'
import * as m0106 from './0106-suspicions.ts'
import * as m0107 from './0107-network-shortages.ts'
import * as m0108 from './0108-signals.ts'
import * as m0109 from './0109-signals-from-now.ts'
import * as m0113 from './0113-company-events.ts'
import * as m0117 from './0117-webhook-endpoints.ts'
import * as m0118 from './0118-webhook-deliveries.ts'
import * as m0119 from './0119-webhook-attempts.ts'
import * as m0120 from './0120-station-shifts.ts'
import * as m0121 from './0121-instructions.ts'
import * as m0122 from './0122-processor-events.ts'
import * as m0124 from './0124-phone-authorizations.ts'
import * as m0125 from './0125-phone-integration.ts'
import * as m0126 from './0126-card-rules.ts'
import * as m0127 from './0127-drivers.ts'
import * as m0128 from './0128-vehicles.ts'
import * as m0129 from './0129-assignments.ts'
import * as m0130 from './0130-odometer-readings.ts'
import * as m0134 from './0134-rule-templates.ts'
import * as m0135 from './0135-card-rule-templates.ts'
import * as m0136 from './0136-card-groups.ts'
import * as m0137 from './0137-card-group-members.ts'
import * as m0138 from './0138-shadow-rules.ts'
import * as m0139 from './0139-shadow-refusals.ts'
import * as m0143 from './0143-service-requests.ts'
import * as m0144 from './0144-card-block-ends.ts'
import * as m0145 from './0145-planned-card-blocks.ts'
import * as m0146 from './0146-handovers.ts'
import * as m0147 from './0147-handover-coupons.ts'
import * as m0148 from './0148-driver-help.ts'
import * as m0149 from './0149-coupon-link-stops.ts'
import * as m0153 from './0153-price-lists.ts'
import * as m0154 from './0154-prices.ts'
import * as m0155 from './0155-contracts.ts'
import * as m0156 from './0156-contract-accounts.ts'
import * as m0157 from './0157-account-entries.ts'
import * as m0158 from './0158-account-totals.ts'
import * as m0159 from './0159-account-periods.ts'
import * as m0160 from './0160-account-lock.ts'
import * as m0161 from './0161-promised-payments.ts'
import * as m0162 from './0162-coupon-values.ts'
import * as m0163 from './0163-orders.ts'
import * as m0164 from './0164-order-lines.ts'
import * as m0165 from './0165-order-terms.ts'
import * as m0170 from './0170-bulk-changes.ts'
import * as m0171 from './0171-unusual-fills.ts'
import * as m0172 from './0172-document-counters.ts'
import * as m0173 from './0173-documents.ts'
import * as m0175 from './0175-limit-notices.ts'
import * as m0176 from './0176-expiry-notices.ts'
import * as m0177 from './0177-coupon-requests.ts'
import * as m0178 from './0178-returned-coupons.ts'
import * as m0179 from './0179-coupons-settled-here.ts'
import * as m0180 from './0180-handovers-by-day.ts'
import * as m0181 from './0181-readonly-links.ts'
import * as m0182 from './0182-readonly-link-visits.ts'
import * as m0183 from './0183-payments.ts'
import * as m0184 from './0184-payment-credits.ts'
import * as m0185 from './0185-coupon-keys.ts'
import * as m0186 from './0186-order-coupons.ts'
import * as m0187 from './0187-coupon-revisions.ts'
import * as m0188 from './0188-orders-with-coupons.ts'
import * as m0190 from './0190-limit-candidates.ts'
import * as m0191 from './0191-counts-of-fleets.ts'
import * as m0192 from './0192-expired-before-activation.ts'
import * as m0194 from './0194-booked-by-hand.ts'
import * as m0195 from './0195-supplier-accounts.ts'
import * as m0196 from './0196-given-coupons.ts'
import * as m0204 from './0204-closed-shifts.ts'
import * as m0208 from './0208-state-registers.ts'
import * as m0209 from './0209-processor-states.ts'
import * as m0210 from './0210-processor-discrepancies.ts'
import * as m0211 from './0211-old-instructions.ts'

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
  '0046-transaction-operations': m0046,
  '0047-import-choices': m0047,
  '0048-import-batches': m0048,
  '0049-import-profiles': m0049,
  '0050-station-hours': m0050,
  '0051-known-station-hours': m0051,
  '0052-station-outages': m0052,
  '0053-station-rules': m0053,
  '0054-import-commit-times': m0054,
  '0055-integrations': m0055,
  '0056-authorizations': m0056,
  '0057-reversals': m0057,
  '0058-fuel-exceptions': m0058,
  '0059-coupon-ledger': m0059,
  '0060-card-versions': m0060,
  '0061-pump-transactions': m0061,
  '0062-transaction-total-slots': m0062,
  '0063-api-keys': m0063,
  '0064-test-companies': m0064,
  '0073-refusal-lists': m0073,
  '0074-company-search': m0074,
  '0075-user-search': m0075,
  '0076-card-search': m0076,
  '0077-search-keys': m0077,
  '0082-import-fault-batches': m0082,
  '0083-sealed-layouts': m0083,
  '0086-station-contacts': m0086,
  '0091-register-senders': m0091,
  '0092-card-pins': m0092,
  '0093-station-number-only': m0093,
  '0094-odometers': m0094,
  '0095-product-codes': m0095,
  '0096-company-visits': m0096,
  '0097-known-company-visits': m0097,
  '0098-till-shifts': m0098,
  '0099-till-operations': m0099,
  '0100-till-integration': m0100,
  '0103-announcements': m0103,
  '0104-announcement-companies': m0104,
  '0105-announcement-reads': m0105,
  '0106-suspicions': m0106,
  '0107-network-shortages': m0107,
  '0108-signals': m0108,
  '0109-signals-from-now': m0109,
  '0113-company-events': m0113,
  '0117-webhook-endpoints': m0117,
  '0118-webhook-deliveries': m0118,
  '0119-webhook-attempts': m0119,
  '0120-station-shifts': m0120,
  '0124-phone-authorizations': m0124,
  '0125-phone-integration': m0125,
  '0126-card-rules': m0126,
  '0127-drivers': m0127,
  '0128-vehicles': m0128,
  '0129-assignments': m0129,
  '0130-odometer-readings': m0130,
  '0121-instructions': m0121,
  '0122-processor-events': m0122,
  '0143-service-requests': m0143,
  '0144-card-block-ends': m0144,
  '0145-planned-card-blocks': m0145,
  '0170-bulk-changes': m0170,
  '0171-unusual-fills': m0171,
  '0175-limit-notices': m0175,
  '0134-rule-templates': m0134,
  '0135-card-rule-templates': m0135,
  '0136-card-groups': m0136,
  '0137-card-group-members': m0137,
  '0138-shadow-rules': m0138,
  '0139-shadow-refusals': m0139,
  '0146-handovers': m0146,
  '0147-handover-coupons': m0147,
  '0148-driver-help': m0148,
  '0149-coupon-link-stops': m0149,
  '0153-price-lists': m0153,
  '0154-prices': m0154,
  '0155-contracts': m0155,
  '0156-contract-accounts': m0156,
  '0157-account-entries': m0157,
  '0158-account-totals': m0158,
  '0159-account-periods': m0159,
  '0160-account-lock': m0160,
  '0161-promised-payments': m0161,
  '0162-coupon-values': m0162,
  '0163-orders': m0163,
  '0164-order-lines': m0164,
  '0165-order-terms': m0165,
  '0172-document-counters': m0172,
  '0173-documents': m0173,
  '0190-limit-candidates': m0190,
  '0191-counts-of-fleets': m0191,
  '0196-given-coupons': m0196,
  '0192-expired-before-activation': m0192,
  '0180-handovers-by-day': m0180,
  '0181-readonly-links': m0181,
  '0182-readonly-link-visits': m0182,
  '0176-expiry-notices': m0176,
  '0177-coupon-requests': m0177,
  '0178-returned-coupons': m0178,
  '0179-coupons-settled-here': m0179,
  '0183-payments': m0183,
  '0184-payment-credits': m0184,
  '0185-coupon-keys': m0185,
  '0186-order-coupons': m0186,
  '0187-coupon-revisions': m0187,
  '0188-orders-with-coupons': m0188,
  '0194-booked-by-hand': m0194,
  '0195-supplier-accounts': m0195,
  '0204-closed-shifts': m0204,
  '0208-state-registers': m0208,
  '0209-processor-states': m0209,
  '0210-processor-discrepancies': m0210,
  '0211-old-instructions': m0211,
}
