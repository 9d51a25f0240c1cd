import { clientRoles, staffRoles } from '#app/domain/kernel/roles.ts'
import { announcementTyped } from '#tests/support/announcements.ts'
import { contractTyped } from '#tests/support/contracts.ts'
import type { SiteRoute } from './site-map.ts'
import { type VisitorRole, visitorRoles } from './world.ts'

const everybody = visitorRoles
const signedIn = [...clientRoles, 'person', ...staffRoles] as const
const clients = clientRoles
/** Everybody of the staff but a cashier. */
const readers = ['administrator', 'operator', 'support', 'auditor'] as const
const inviters = ['administrator', 'operator', 'support'] as const
const keepers = ['administrator', 'operator'] as const
const helpers = ['administrator', 'support'] as const

type Allowed = readonly VisitorRole[]

/** Open by nature. Whatever is not here, nor below, is a client's page: a new page is shut until somebody says more. */
const open = new Set([
  '/',
  '/*',
  '/words/:file',
  '/privacy',
  '/api/docs',
  '/language',
  '/theme',
  '/sign-in',
  '/sign-out',
  '/registration',
  '/forgot-password',
  '/resend-instructions',
  '/invitation/:token',
  '/set-password/:token',
  // For who sits at this machine, signed in or not; see the mailbox's own tests.
  '/mailbox',
  '/mailbox/:id',
  '/mailbox/:id/body',
  '/mailbox/templates',
  '/mailbox/templates/:template/:locale',
])

const byArea: [beginning: string, allowed: Allowed][] = [
  ['/admin/api-keys', ['administrator', 'auditor']],
  ['/admin/webhooks', ['administrator', 'auditor']],
  ['/admin', readers],
  ['/till', ['cashier']],
  ['/check', [...readers, 'viewer', 'manager', 'owner']],
  ['/profile', signedIn],
  ['/search', [...clients, ...readers]],
  ['/team', ['owner']],
  ['/integrations', ['owner']],
  ['/company', ['viewer', 'manager', 'owner', 'person']],
]

/** Narrower than their area: the matrix of roles and pages. */
const narrower: Record<string, Allowed> = {
  '/cards/:id/block': ['manager', 'owner'],
  '/cards/:id/unblock': ['manager', 'owner'],
  '/cards/:id/blocks': ['manager', 'owner'],
  '/cards/:id/blocks/:blockId/cancel': ['manager', 'owner'],
  '/cards/:id/lost': ['manager', 'owner'],
  '/cards/:id/pin': ['manager', 'owner'],
  '/cards/:id/pin/remove': ['manager', 'owner'],
  '/cards/:id/rule': ['manager', 'owner'],
  '/cards/:id/rule/remove': ['manager', 'owner'],
  '/cards/:id/rule/permit': ['manager', 'owner'],
  '/cards/:id/rule/end': ['manager', 'owner'],
  '/cards/:id/rule/template': ['manager', 'owner'],
  '/cards/:id/rule/own': ['manager', 'owner'],
  '/cards/:id/group': ['manager', 'owner'],
  '/rules/new': ['manager', 'owner'],
  '/rules/:id': ['manager', 'owner'],
  '/rules/:id/remove': ['manager', 'owner'],
  '/rules/shadows/:id/promote': ['manager', 'owner'],
  '/rules/shadows/:id/drop': ['manager', 'owner'],
  '/groups/new': ['manager', 'owner'],
  '/groups/:id': ['manager', 'owner'],
  '/groups/:id/cards': ['manager', 'owner'],
  '/groups/:id/cards/remove': ['manager', 'owner'],
  '/groups/:id/remove': ['manager', 'owner'],
  '/coupons/:id/block': ['manager', 'owner'],
  '/coupons/:id/unblock': ['manager', 'owner'],
  '/coupons/:id/qr': ['manager', 'owner'],
  '/transactions/:id/not-received': ['manager', 'owner'],
  '/service-requests/new': ['manager', 'owner'],
  '/service-requests/:id/withdraw': ['manager', 'owner'],
  '/admin/service-requests/:id/take': keepers,
  '/admin/service-requests/:id/finish': keepers,
  '/admin/service-requests/:id/refuse': keepers,
  '/cards/:id/assignment': ['manager', 'owner'],
  '/coupons/:id/assignment': ['manager', 'owner'],
  '/drivers/new': ['manager', 'owner'],
  '/drivers/import': ['manager', 'owner'],
  '/drivers/import/commit': ['manager', 'owner'],
  '/drivers/:id/edit': ['manager', 'owner'],
  '/drivers/:id/archive': ['manager', 'owner'],
  '/drivers/:id/restore': ['manager', 'owner'],
  '/vehicles/new': ['manager', 'owner'],
  '/vehicles/import': ['manager', 'owner'],
  '/vehicles/import/commit': ['manager', 'owner'],
  '/vehicles/:id/edit': ['manager', 'owner'],
  '/vehicles/:id/odometer': ['manager', 'owner'],
  '/vehicles/:id/archive': ['manager', 'owner'],
  '/vehicles/:id/restore': ['manager', 'owner'],
  '/transactions/:id/odometer': ['manager', 'owner'],
  '/admin/companies/new': keepers,
  '/admin/companies/:id/edit': keepers,
  '/admin/companies/:id/close': keepers,
  '/admin/companies/:id/reopen': keepers,
  '/admin/companies/:id/contracts/new': keepers,
  '/admin/companies/:id/contracts/:contractId/edit': keepers,
  '/admin/companies/:id/account/new': keepers,
  '/admin/companies/:id/account/promise': keepers,
  '/admin/companies/:id/account/promises/:promiseId/withdraw': keepers,
  '/admin/periods/close': ['administrator'],
  '/admin/prices/new': keepers,
  '/admin/prices/:id/cancel': keepers,
  '/admin/companies/:id/cards/:cardId/block': inviters,
  '/admin/companies/:id/cards/:cardId/unblock': inviters,
  '/admin/companies/:id/coupons/:couponId/block': inviters,
  '/admin/companies/:id/coupons/:couponId/unblock': inviters,
  '/admin/companies/:id/cards/:cardId/suspicion': keepers,
  '/admin/companies/:id/coupons/:couponId/suspicion': keepers,
  '/admin/invitations/new': inviters,
  '/admin/invitations/contacts': inviters,
  '/admin/invitations/:id/resend': inviters,
  '/admin/invitations/:id/revoke': inviters,
  '/admin/requests/:id/approve': inviters,
  '/admin/requests/:id/decline': inviters,
  '/admin/users/:id/unblock': helpers,
  '/admin/users/:id/end-sessions': helpers,
  '/admin/invitations/colleague': ['administrator'],
  '/admin/users/:id/disable': ['administrator'],
  '/admin/users/:id/enable': ['administrator'],
  '/admin/users/:id/role': ['administrator'],
  '/admin/mail/:id/retry': ['administrator'],
  '/admin/products/new': ['administrator'],
  '/admin/products/:id': ['administrator'],
  '/admin/api-keys/new': ['administrator'],
  '/admin/api-keys/created': ['administrator'],
  '/admin/api-keys/:id/replace': ['administrator'],
  '/admin/api-keys/:id/revoke': ['administrator'],
  '/admin/api-keys/:id/products/remove': ['administrator'],
  '/admin/webhooks/new': ['administrator'],
  '/admin/webhooks/:id/secret': ['administrator'],
  '/admin/webhooks/:id/edit': ['administrator'],
  '/admin/webhooks/:id/test': ['administrator'],
  '/admin/webhooks/:id/rotate': ['administrator'],
  '/admin/webhooks/:id/disable': ['administrator'],
  '/admin/webhooks/:id/enable': ['administrator'],
  '/admin/webhooks/:id/delete': ['administrator'],
  '/admin/webhooks/:id/deliveries/:deliveryId/resend': ['administrator'],
  '/admin/products/substitutions/:id/end': ['administrator'],
  '/admin/stations/:code/edit': keepers,
  '/admin/stations/:code/close': keepers,
  '/admin/stations/:code/shortage': keepers,
  '/admin/stations/:code/outages/:id/lift': keepers,
  '/admin/stations-network/:id/lift': keepers,
  '/admin/exceptions/:id/settle': keepers,
  '/admin/signals/:id/settle': keepers,
  '/admin/announcements/new': keepers,
  '/admin/announcements/:id/withdraw': keepers,
  '/admin/shifts/:id/end': inviters,
  '/admin/phone-authorizations/new': inviters,
  '/admin/phone-authorizations/:id/settle': inviters,
  '/admin/imports/new': keepers,
  '/admin/imports/:id/commit': keepers,
  '/admin/imports/:id/discard': keepers,
  '/admin/imports/:id/adjust': keepers,
  '/admin/imports/:id/stop': keepers,
  '/admin/imports/:id/undo': keepers,
  '/admin/imports/:id/rows': keepers,
  '/admin/imports/:id/difference': keepers,
  '/admin/audit': ['administrator', 'auditor'],
}

const WEBHOOK = { name: '1C', url: 'https://hooks.altyn-dala.kz/', typeIds: 'card.blocked' }

/**
 * Forms that are read before anybody asks whose they are: with these fields nothing is wrong with them, so that who may
 * not send them hears that and nothing else.
 */
export const wholeForms: Record<string, Record<string, string>> = {
  '/team': { email: 'colleague@altyn-dala.kz', role: 'viewer', locale: 'ru' },
  '/integrations/new': { name: '1C', scopes: 'read' },
  '/integrations/webhooks/new': WEBHOOK,
  '/integrations/webhooks/:id/edit': WEBHOOK,
  '/admin/webhooks/new': WEBHOOK,
  '/admin/webhooks/:id/edit': WEBHOOK,
  '/cards/:id/pin': { pin: '4925' },
  '/cards/:id/rule': { perDay: '60', version: '1' },
  '/cards/:id/rule/remove': { version: '1' },
  '/cards/:id/rule/permit': { kind: 'open' },
  '/cards/:id/assignment': { driver: '' },
  '/coupons/:id/assignment': { driver: '' },
  '/drivers/new': { name: 'Ахметов Ержан' },
  '/drivers/:id/edit': { name: 'Ахметов Ержан', version: '1' },
  '/drivers/import/commit': { lines: '[{"row":2,"name":"Ахметов Ержан"}]' },
  '/vehicles/new': { plate: '777 AAA 02' },
  '/vehicles/:id/edit': { plate: '778 AAA 02', version: '1' },
  '/vehicles/:id/odometer': { km: '90010' },
  '/vehicles/import/commit': { lines: '[{"row":2,"plate":"779 AAA 02"}]' },
  '/transactions/:id/odometer': { km: '90005' },
  '/cards/:id/rule/template': { templateId: '1', version: '1' },
  '/cards/:id/rule/own': { version: '1' },
  '/cards/:id/group': { groupId: '' },
  '/rules/new': { name: 'Дальние рейсы', perDay: '60', version: '0' },
  '/rules/:id': { name: 'Дальние рейсы', perDay: '60', version: '1' },
  '/rules/:id/remove': { version: '1' },
  '/rules/shadows/:id/promote': { version: '1', ruleVersion: '1' },
  '/rules/shadows/:id/drop': { version: '1' },
  '/groups/new': { name: 'Гараж', perDay: '60', version: '0' },
  '/groups/:id': { name: 'Гараж', perDay: '60', version: '1' },
  '/groups/:id/cards': { cardIds: '1' },
  '/groups/:id/cards/remove': { cardIds: '1' },
  '/groups/:id/remove': { version: '1' },
  '/admin/api-keys/new': { name: 'АЗС 1', scopes: 'pump' },
  '/team/:id/role': { role: 'owner' },
  '/company': { companyId: '1' },
  '/admin/companies/new': { bin: '150540000017', name: 'ТОО «Своя»' },
  '/admin/companies/:id/contracts/new': contractTyped(),
  '/admin/companies/:id/contracts/:contractId/edit': contractTyped({ version: '1' }),
  '/admin/companies/:id/account/new': { kind: 'payment', amount: '100', occurredOn: '2026-11-22' },
  '/admin/companies/:id/account/promise': { amount: '100', untilOn: '2026-12-01', reason: 'x' },
  '/admin/periods/close': { month: '2026-09' },
  '/admin/prices/new': { name: 'Второй' },
  '/admin/prices/:id': { product: 'ai92', price: '250', startsOn: '2099-01-01' },
  '/admin/prices/:id/cancel': { priceId: '1' },
  '/admin/companies/:id/edit': { bin: '150540000017', name: 'ТОО «Своя»' },
  '/admin/invitations/new': { email: 'own@altyn-dala.kz', companyId: '1', role: 'owner', locale: 'ru' },
  '/admin/invitations/colleague': { email: 'own@altyn-dala.kz', role: 'administrator', locale: 'ru' },
  '/admin/users/:id/role': { role: 'administrator' },
  '/admin/products/new': {
    code: 'ai100',
    nameEn: 'AI-100',
    nameRu: 'АИ-100',
    nameKk: 'АИ-100',
    colour: 'pink',
    position: '70',
    active: 'on',
  },
  '/admin/products/:id': {
    nameEn: 'AI-92',
    nameRu: 'АИ-92',
    nameKk: 'АИ-92',
    colour: 'teal',
    position: '10',
    active: 'on',
    version: '1',
  },
  '/admin/api-keys/:id/products': { code: '3', product: 'ai92' },
  '/admin/api-keys/:id/products/remove': { code: '3' },
  '/admin/products/substitutions': {
    ...{ served: 'diesel_winter', insteadOf: 'diesel' },
    ...{ startsOn: '2026-12-01', endsOn: '2027-03-31' },
  },
  '/admin/stations/:code/edit': { name: 'АЗС 1', hoursMode: 'register', version: '1' },
  '/admin/stations/:code/close': { version: '1' },
  '/admin/stations/:code/shortage': { product: 'ai92', version: '1' },
  '/admin/phone-authorizations/new': { code: '1', station: '1', volume: '1' },
  '/admin/phone-authorizations/:id/settle': { volume: '0' },
  '/till/phone-code': { phoneCode: '00000000', volume: '1' },
  '/admin/stations-network': { product: 'ai92', cap: '100' },
  '/admin/companies/:id/cards/:cardId/suspicion': { to: 'suspected', reason: 'x' },
  '/admin/companies/:id/coupons/:couponId/suspicion': { to: 'suspected', reason: 'x' },
  '/admin/signals/:id/settle': { outcome: 'expected', answer: 'x' },
  '/admin/imports/:id/adjust': { kind: 'companies' },
  '/admin/announcements/new': announcementTyped(),
}

/** Who may ask for it and send to it. */
export function allowedAt({ pattern }: Pick<SiteRoute, 'pattern'>): Allowed {
  if (open.has(pattern)) return everybody
  const area = byArea.find(([beginning]) => pattern === beginning || pattern.startsWith(`${beginning}/`))
  return narrower[pattern] ?? area?.[1] ?? clients
}

export function isOpen({ pattern }: Pick<SiteRoute, 'pattern'>): boolean {
  return open.has(pattern)
}

/** Names in the tables above that no page has any more. */
export function strayNames(routes: readonly SiteRoute[]): string[] {
  const known = new Set(routes.map(({ pattern }) => pattern))
  return [...open, ...Object.keys(narrower)].filter((pattern) => !known.has(pattern))
}
