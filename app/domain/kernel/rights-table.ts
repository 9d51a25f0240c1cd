import { type ApiScope, apiScopes, clientRoles, staffRoles } from './roles.ts'

/** What an integration with this scope is in the table below; with several scopes it is several of them. */
export type KeyRole = `key:${ApiScope}`
const keyRoles = apiScopes.map((scope): KeyRole => `key:${scope}`)

/** Every role there is; who signed in with an account that has no open company is a `person`. */
export const roles = ['guest', ...staffRoles, ...clientRoles, 'person', 'system', ...keyRoles] as const
export type Role = (typeof roles)[number]

/** Who reads the pages of the staff: everybody but a cashier. An auditor is in no other right. */
const readers = ['administrator', 'operator', 'support', 'auditor'] as const satisfies readonly Role[]

/** What can be done with the things of one company: `requireRightIn` asks whose they are too. */
const companyRights = {
  see_company: clientRoles,
  see_cards: [...clientRoles, 'key:read'],
  see_coupons: [...clientRoles, 'key:read'],
  see_transactions: [...clientRoles, 'key:read'],
  see_declines: [...clientRoles, 'key:read'],
  export_lists: clientRoles,
  block_cards: ['owner', 'manager', 'key:manage'],
  block_coupons: ['owner', 'manager', 'key:manage'],
  report_cards_lost: ['owner', 'manager'],
  manage_card_pins: ['owner', 'manager'],
  see_fleet: clientRoles,
  manage_fleet: ['owner', 'manager'],
  manage_card_rules: ['owner', 'manager', 'key:manage'],
  undo_bulk_changes: ['owner', 'manager'],
  show_coupon_qr: ['owner', 'manager'],
  hand_over_coupons: ['owner', 'manager'],
  renew_coupon_codes: ['owner', 'manager'],
  report_fuel: ['owner', 'manager'],
  settle_unusual: ['owner', 'manager'],
  see_service_requests: clientRoles,
  send_service_requests: ['owner', 'manager'],
  see_orders: clientRoles,
  propose_orders: clientRoles,
  send_orders: ['owner', 'manager'],
  see_contract: clientRoles,
  see_account: clientRoles,
  share_readonly: ['owner'],
} as const satisfies Record<string, readonly Role[]>

export type CompanyRight = keyof typeof companyRights

/** Who may do what: the one table; the role x verb matrix of the tests is stated beside it. */
export const rights = {
  ...companyRights,
  // the client's own
  read_announcements: clientRoles,
  see_stations: [...clientRoles, ...readers, 'system', 'key:pump', 'key:read'],
  get_money_letters: ['owner', 'manager'],
  manage_team: ['owner'],
  manage_own_api_keys: ['owner'],
  // anybody's own account
  manage_own_account: [...staffRoles, ...clientRoles, 'person'],
  // the box in the header: only ever kinds of things that the asker may see
  see_search_results: [...clientRoles, ...readers],
  // staff: reading
  see_staff_pages: readers,
  see_companies: readers,
  see_any_company_records: readers,
  see_invitations: readers,
  see_requests: readers,
  see_users: readers,
  see_imports: [...readers, 'system'],
  see_mail: [...readers, 'system'],
  see_products: [...readers, 'system'],
  see_api_keys: ['administrator', 'auditor', 'system'],
  see_webhooks: ['owner', 'administrator', 'auditor', 'key:manage'],
  see_audit: ['administrator', 'auditor', 'system'],
  see_discrepancies: readers,
  see_signals: readers,
  see_announcements: readers,
  // staff: acting
  block_for_clients: ['administrator', 'operator', 'support'],
  manage_api_keys: ['administrator', 'system'],
  manage_webhooks: ['owner', 'administrator', 'key:manage'],
  edit_companies: ['administrator', 'operator'],
  close_companies: ['administrator', 'operator'],
  invite_clients: ['administrator', 'operator', 'support', 'system'],
  revoke_invitations: ['administrator', 'operator', 'support', 'system'],
  decide_requests: ['administrator', 'operator', 'support'],
  answer_service_requests: ['administrator', 'operator'],
  unblock_users: ['administrator', 'support', 'system'],
  disable_users: ['administrator'],
  end_user_sessions: ['administrator', 'support'],
  invite_staff: ['administrator', 'system'],
  disable_staff: ['administrator'],
  run_imports: ['administrator', 'operator', 'system'],
  // a system of the retailer: its own files only
  send_registers: ['key:registers'],
  edit_products: ['administrator'],
  see_prices: readers,
  edit_prices: ['administrator', 'operator'],
  edit_contracts: ['administrator', 'operator'],
  see_payments: readers,
  manage_payments: ['administrator', 'operator'],
  match_payments: ['system'],
  manage_orders: ['administrator', 'operator'],
  book_entries: ['administrator', 'operator'],
  see_periods: readers,
  close_periods: ['administrator'],
  watch_balances: ['system'],
  tell_of_expiry: ['system'],
  count_coupon_values: ['system'],
  write_announcements: ['administrator', 'operator'],
  edit_stations: ['administrator', 'operator'],
  settle_discrepancies: ['administrator', 'operator'],
  settle_signals: ['administrator', 'operator'],
  mark_suspects: ['administrator', 'operator'],
  find_signals: ['system'],
  reseal_webhooks: ['system'],
  apply_planned_blocks: ['system'],
  carry_out_bulk_changes: ['system'],
  load_demo: ['system'],
  settle_restores: ['system'],
  retry_mail: ['administrator', 'system'],
  // the till of one station
  use_till: ['cashier'],
  see_shifts: readers,
  end_shifts: ['administrator', 'operator', 'support'],
  take_back_fills: ['administrator', 'operator'],
  // a station on the telephone
  authorize_by_phone: ['administrator', 'operator', 'support'],
  see_phone_authorizations: readers,
  // systems of stations and processors
  use_pump: ['key:pump'],
  take_instructions: ['key:instructions'],
  export_instructions: ['system'],
  compare_state_registers: ['system'],
  see_operations: ['key:pump', 'key:read'],
} as const satisfies Record<string, readonly Role[]>

export type Right = keyof typeof rights
