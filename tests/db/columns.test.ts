import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { cutColumns } from '#db/sql/cut.ts'
import { createTestDatabase } from '#tests/support/database.ts'

const { db, destroy } = await createTestDatabase()
afterAll(destroy)

/**
 * Why a text never is longer than its column. A new column fails here until it stands in one of these lists, or in
 * `cutColumns` when somebody outside writes it and no form or register checks it.
 */
const bounded: Record<string, readonly string[]> = {
  'a word, a key or a number of our own': [
    'access_requests.consent_version access_requests.status',
    'audit_log.action audit_log.actor_kind audit_log.subject_kind audit_log.request_id',
    'facts.name form_submissions.request_id worker_jobs.name rate_limits.name',
    'imports.kind imports.status imports.encoding imports.failure import_faults.field import_faults.code',
    'import_mappings.kind',
    'invitations.live_key invitations.status links.live_key links.public_id links.purpose',
    'outbox.template outbox.status outbox.delivery outbox.last_error outbox_attempts.outcome outbox_pauses.name',
    'company_events.kind webhook_endpoints.secret_key_id webhook_endpoints.previous_key_id',
    'assignments.instrument_kind assignments.subject odometer_readings.source',
    'card_rules.unit card_rules.weekdays card_rules.station_mode card_rules.permission',
    'rule_templates.unit rule_templates.weekdays rule_templates.station_mode',
    'card_groups.unit card_groups.weekdays card_groups.station_mode',
    'shadow_rules.owner shadow_rules.unit shadow_rules.weekdays shadow_rules.station_mode shadow_refusals.code',
    'webhook_endpoints.status webhook_endpoints.disabled_reason webhook_attempts.error',
    'webhook_deliveries.webhook_id webhook_deliveries.type webhook_deliveries.thing',
    'webhook_deliveries.status webhook_deliveries.last_error',
    'instructions.instrument_kind instructions.asks instructions.status processor_events.type',
    'processor_events.instrument_kind processor_events.code processor_balances.instrument_kind processor_balances.unit',
    'state_registers.instrument_kind state_registers.status fuel_exceptions.instrument_kind fuel_exceptions.settled_as',
    'status_changes.subject_kind status_changes.from_status status_changes.to_status',
    'cards.status cards.issuer_status cards.scheme cards.limit_unit',
    'coupons.status coupons.issuer_status coupons.qr_key_id coupon_totals.status coupon_totals.span',
    'authorizations.kind authorizations.status authorizations.instrument_kind authorizations.presented',
    'authorizations.remainder_becomes authorizations.code authorizations.whose fuel_exceptions.kind',
    'authorizations.fill_id transactions.fill_id coupons.qr_lookup_key',
    'users.password_hash card_pins.pin_hash till_shifts.pin_hash uploads.key_id import_chunks.key_id import_batches.key_id import_fault_batches.key_id imports.detected_key_id',
    'unusual_fills.kind unusual_fills.settled_as',
    'limit_notices.subject_kind limit_notices.whose limit_notices.period',
    'bulk_changes.instrument_kind bulk_changes.action bulk_changes.status',
    'bulk_change_rows.status bulk_change_rows.refusal',
    'handovers.public_id driver_help.said driver_help.open_key',
    'readonly_links.public_id readonly_link_visits.network',
    'planned_card_blocks.cause service_requests.kind service_requests.status service_requests.cause',
    'service_requests.limit_period service_requests.limit_unit service_request_coupons.outcome',
    'suspicions.instrument_kind fraud_signals.kind fraud_signals.settled_as',
    'station_outages.kind station_rules.instrument_kind station_rules.whose station_rules.mode',
    'documents.kind document_counters.kind',
    'coupon_keys.key_id',
    'payments.status payments.reason payment_credits.matched_by',
    'orders.status order_lines.kind contracts.vat contracts.papers contracts.coupon_remainder account_entries.kind account_totals.span',
    'stations.week transactions.operation transactions.source integrations.public_id api_keys.public_id',
  ],
  'written by earlier releases only': ['import_faults.column_name'],
  'one of a list, checked where it comes in': [
    'access_requests.locale companies.locale invitations.locale outbox.locale users.locale',
    'access_requests.role invitations.role invitations.staff_role memberships.role users.staff_role',
    'rule_templates.products card_groups.products shadow_rules.products',
    'card_rules.products cards.products stations.products stations.status',
    'service_requests.wanted_product coupons.product coupon_totals.product transactions.product transaction_totals.product',
    'integration_products.product product_substitutions.served product_substitutions.instead_of',
    'webhook_endpoints.types drivers.locale handovers.locale vehicles.product',
    'prices.product account_entries.product order_lines.product',
    'authorizations.product products.code products.colour products.family station_outages.product integrations.scopes',
  ],
  'an address, a number or a moment in its stored form': [
    'access_requests.email companies.email invitations.email links.email users.email',
    'payments.payer_bin payments.recipient_bin payments.payment_code',
    'contracts.supplier_bin contracts.supplier_iban contracts.supplier_kbe contracts.supplier_bic',
    'contracts.buyer_iban contracts.buyer_kbe contracts.buyer_bic',
    'audit_log.actor_label outbox.to_email access_requests.bin companies.bin',
    'audit_log.ip sessions.ip access_requests.ip webhook_events.svix_id',
  ],
  'refused by the form or the register when it is longer': [
    'access_requests.company_name access_requests.contact_name access_requests.phone access_requests.city',
    'access_requests.comment access_requests.decline_reason service_requests.comment',
    'service_requests.answer planned_card_blocks.reason',
    'announcements.title_en announcements.title_ru announcements.title_kk',
    'drivers.name drivers.phone drivers.comment vehicles.plate vehicles.plate_key vehicles.live_key vehicles.make',
    'readonly_links.name handovers.driver_name handovers.driver_phone handovers.plate driver_help.answer',
    'rule_templates.name card_groups.name price_lists.name contracts.number contracts.terms',
    'payments.account payments.document_number payments.payer_name payments.payer_account payments.recipient_name',
    'payments.recipient_account payments.purpose payments.note',
    'account_entries.document account_entries.comment promised_payments.reason orders.comment orders.reason',
    'contracts.supplier_name contracts.supplier_address contracts.supplier_bank',
    'contracts.buyer_address contracts.buyer_bank',
    'cards.number cards.number_reversed cards.holder cards.plate cards.replaced_by',
    'state_registers.read_number processor_states.number fuel_exceptions.instrument_number',
    'webhook_endpoints.name webhook_endpoints.url instructions.reason',
    'processor_events.event_id processor_events.reverses processor_events.own_code',
    'processor_events.station_code processor_events.product',
    'companies.name companies.contract_number companies.phone companies.city companies.external_code companies.code',
    'coupons.number coupons.number_reversed coupons.batch service_request_coupons.number service_request_coupons.given_number',
    'integrations.name invitations.name users.name imports.file_name imports.sheet',
    'products.name_en products.name_ru products.name_kk products.short_en products.short_ru products.short_kk',
    'stations.code stations.name stations.city stations.address stations.hours',
    'station_shifts.shift_id station_shifts.station_code station_turns.station_code authorizations.operation_id authorizations.station_code till_shifts.station_code phone_authorizations.station_code authorizations.pos authorizations.pump',
    'authorizations.plate authorizations.receipt authorizations.pump_transaction authorizations.replaces',
    'reversals.reversal_id reversals.reason fuel_exceptions.station_code fuel_exceptions.settled_reason',
    'coupons.redeemed_station integration_products.code product_substitutions.station_code',
    'suspicions.reason fraud_signals.note unusual_fills.note fraud_signals.answer fraud_signals.station_code',
    'station_outages.reason transactions.till transactions.operation_id transactions.receipt_key',
    'transactions.station_code transactions.receipt transactions.instrument_number transactions.instrument_reversed',
  ],
  'made by the database from another column, and no longer': [
    'companies.name_words companies.name_tail_1 companies.name_tail_2 companies.name_tail_3 companies.name_tail_4',
    'companies.name_tail_5 companies.name_tail_6 companies.contract_key companies.phone_digits',
    'users.name_words users.name_tail_1 users.name_tail_2 users.name_tail_3',
    'cards.holder_words cards.holder_tail_1 cards.holder_tail_2 cards.holder_tail_3 cards.plate_key',
    'stations.name_words stations.name_tail_1 stations.name_tail_2 stations.name_tail_3',
  ],
  'a setting of the operator': ['outbox.from_email outbox.reply_to outbox.public_url'],
}

interface Column {
  name: string
  width: number
}

const { rows: columns } = await sql<Column>`
  select concat(table_name, '.', column_name) as name, character_maximum_length as width
  from information_schema.columns
  where table_schema = database() and data_type in ('char', 'varchar', 'varbinary')
    and table_name not like 'kysely%'
  order by table_name, ordinal_position
`.execute(db)

const listed = Object.values(bounded).flatMap((lines) => lines.flatMap((line) => line.split(' ')))
const sources = ['app', 'db/queries'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(folder, name), 'utf8')),
)

test('every column of text says why nothing longer reaches it', () => {
  const known = new Set([...listed, ...Object.keys(cutColumns)])
  expect(columns.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([])
})

describe.each(Object.entries(cutColumns))('%s', (name, width) => {
  test('is cut at its own width, where it is written', () => {
    expect(columns.find((column) => column.name === name)?.width).toBe(width)
    expect(listed).not.toContain(name)
    expect(sources.some((source) => source.includes(`cutTo('${name}'`))).toBe(true)
  })
})
