import type { SiteRoute } from './site-map.ts'
import { type VisitorRole, visitorRoles } from './world.ts'

const everybody = visitorRoles
const signedIn = ['viewer', 'manager', 'owner', 'person', 'support', 'administrator'] as const
const clients = ['viewer', 'manager', 'owner'] as const
const staff = ['support', 'administrator'] as const

type Allowed = readonly VisitorRole[]

/** Open by nature. Whatever is not here, nor below, is a client's page: a new page is shut until somebody says more. */
const open = new Set([
  '/',
  '/*',
  '/words/:file',
  '/privacy',
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
  ['/admin', staff],
  ['/profile', signedIn],
  ['/team', ['owner']],
  ['/company', ['viewer', 'manager', 'owner', 'person']],
]

/** Narrower than their area: the matrix of roles and pages. */
const narrower: Record<string, Allowed> = {
  '/cards/:id/block': ['manager', 'owner'],
  '/cards/:id/unblock': ['manager', 'owner'],
  '/coupons/:id/block': ['manager', 'owner'],
  '/coupons/:id/unblock': ['manager', 'owner'],
  '/coupons/:id/qr': ['manager', 'owner'],
  '/admin/companies/new': ['administrator'],
  '/admin/companies/:id/edit': ['administrator'],
  '/admin/companies/:id/close': ['administrator'],
  '/admin/companies/:id/reopen': ['administrator'],
  '/admin/invitations/colleague': ['administrator'],
  '/admin/users/:id/disable': ['administrator'],
  '/admin/users/:id/enable': ['administrator'],
  '/admin/users/:id/role': ['administrator'],
  '/admin/mail/:id/retry': ['administrator'],
  '/admin/imports/new': ['administrator'],
  '/admin/imports/:id/commit': ['administrator'],
  '/admin/imports/:id/discard': ['administrator'],
  '/admin/imports/:id/adjust': ['administrator'],
  '/admin/audit': ['administrator'],
}

/**
 * Forms that are read before anybody asks whose they are: with these fields nothing is wrong with them, so that who may
 * not send them hears that and nothing else.
 */
export const wholeForms: Record<string, Record<string, string>> = {
  '/team': { email: 'colleague@altyn-dala.kz', role: 'viewer', locale: 'ru' },
  '/team/:id/role': { role: 'owner' },
  '/company': { companyId: '1' },
  '/admin/companies/new': { bin: '150540000017', name: 'ТОО «Своя»' },
  '/admin/companies/:id/edit': { bin: '150540000017', name: 'ТОО «Своя»' },
  '/admin/invitations/colleague': { email: 'own@altyn-dala.kz', role: 'administrator', locale: 'ru' },
  '/admin/users/:id/role': { role: 'administrator' },
  '/admin/imports/:id/adjust': { kind: 'companies' },
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
