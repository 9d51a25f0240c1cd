import type { RouteConfigEntry } from '@remix-run/route-config'
import routeConfig from '#app/routes.ts'
import type { Scene } from './scene.ts'
import type { Visitor } from './visitor.ts'

/** Who looks: nobody signed in, a client, somebody without an open company, the staff. */
export type Onlooker = 'guest' | 'client' | 'outsider' | 'staff' | 'cashier'

export interface Visit {
  /** As in app/routes.ts, with the first slash. */
  pattern: string
  path: string
  as: Onlooker
  status: number
  /** What makes a page show another face: a refused form, a coupon's code. */
  deed?: Deed
}

interface Deed {
  name: string
  perform: (visitor: Visitor) => Promise<void>
}

/** Every page, and more than one visit where a page has several faces. */
export function visitsOf(scene: Scene): Visit[] {
  const visits: Visit[] = []
  const add = (as: Onlooker, pattern: string, paths: string[] = [pattern], status = 200, deed?: Deed) => {
    visits.push(...paths.map((path) => ({ pattern, path, as, status, deed })))
  }

  add('guest', '/privacy')
  add('guest', '/sign-in', ['/sign-in', '/sign-in?redirectTo=%2Fcards'])
  add('guest', '/registration', ['/registration', '/registration?sent=1'])
  add(
    'guest',
    '/sign-in',
    ['/sign-in'],
    200,
    refused({ email: 'nobody@example.kz', password: 'не-тот-пароль' }),
  )
  add('guest', '/registration', ['/registration'], 200, refused({ bin: '123456789012', email: 'x' }))
  add('guest', '/forgot-password', ['/forgot-password', '/forgot-password?sent=1'])
  add('guest', '/resend-instructions', ['/resend-instructions', '/resend-instructions?sent=1'])
  add('guest', '/invitation/:token', [`/invitation/${scene.invitationToken}`])
  add('guest', '/invitation/:token', [`/invitation/${scene.deadToken}`], 410)
  add('client', '/invitation/:token', [`/invitation/${scene.invitationToken}`])
  add('guest', '/set-password/:token', [`/set-password/${scene.resetToken}`])
  add('guest', '/*', ['/no-such-page'], 404)
  add('client', '/*', ['/no-such-page'], 404)
  add('client', '/admin', ['/admin'], 403)

  add('client', '/cabinet')
  add('client', '/cards', ['/cards', '/cards?status=blocked&q=719', '/cards?q=nothing-like-this'])
  add('client', '/cards/:id', [`/cards/${scene.cardId}`, `/cards/${scene.blockedCardId}`])
  add('client', '/cards/:id/block', [`/cards/${scene.cardId}/block`])
  add('client', '/cards/:id/unblock', [`/cards/${scene.ownBlockedCardId}/unblock`])
  add('client', '/coupons', [
    '/coupons',
    '/coupons?status=active&product=ai95',
    '/coupons?q=nothing-like-this',
  ])
  add('client', '/coupons/:id', [`/coupons/${scene.couponId}`, `/coupons/${scene.usedCouponId}`])
  add('client', '/coupons/:id/qr', [`/coupons/${scene.couponId}/qr`])
  add('client', '/coupons/:id/qr', [`/coupons/${scene.couponId}`], 200, {
    name: 'qr',
    perform: async (visitor) => {
      await visitor.press(visitor.t('coupons:qr.show'))
      await visitor.tab.locator('main figure.qr').waitFor()
    },
  })
  add('client', '/coupons/:id/block', [`/coupons/${scene.couponId}/block`])
  add('client', '/coupons/:id/unblock', [`/coupons/${scene.ownBlockedCouponId}/unblock`])
  add('client', '/transactions', [
    '/transactions',
    '/transactions?product=diesel',
    '/transactions?q=nothing-like-this',
  ])
  add('client', '/team')
  add('client', '/profile')
  add('client', '/profile/password')
  add('client', '/company')
  add('outsider', '/company')
  add('outsider', '/profile')

  add('staff', '/admin')
  add('staff', '/admin/companies', ['/admin/companies', '/admin/companies?q=nothing-like-this'])
  add('staff', '/admin/companies/new')
  add('staff', '/admin/companies/new', ['/admin/companies/new'], 200, refused({ bin: '123456789012' }))
  add('staff', '/admin/companies/:id', [
    `/admin/companies/${scene.companyId}`,
    `/admin/companies/${scene.secondId}`,
  ])
  for (const part of ['edit', 'cards', 'coupons', 'transactions'])
    add('staff', `/admin/companies/:id/${part}`, [`/admin/companies/${scene.companyId}/${part}`])
  add('staff', '/admin/companies/:id/cards/:cardId', [
    `/admin/companies/${scene.companyId}/cards/${scene.blockedCardId}`,
  ])
  add('staff', '/admin/companies/:id/coupons/:couponId', [
    `/admin/companies/${scene.companyId}/coupons/${scene.couponId}`,
  ])
  add('staff', '/admin/invitations')
  add(
    'staff',
    '/admin/invitations/:id',
    [scene.invitationId, scene.revokedId, scene.expiredId].map((id) => `/admin/invitations/${id}`),
  )
  for (const part of ['new', 'colleague', 'contacts']) add('staff', `/admin/invitations/${part}`)
  add('staff', '/admin/requests', ['/admin/requests', '/admin/requests?status=approved'])
  add('staff', '/admin/requests/:id', [
    `/admin/requests/${scene.requestId}`,
    `/admin/requests/${scene.declinedId}`,
  ])
  for (const part of ['approve', 'decline'])
    add('staff', `/admin/requests/:id/${part}`, [`/admin/requests/${scene.requestId}/${part}`])
  add('staff', '/admin/users')
  add('staff', '/admin/users/:id', [`/admin/users/${scene.userId}`, `/admin/users/${scene.disabledId}`])
  add('staff', '/admin/products')
  add('staff', '/admin/products/new')
  add('staff', '/admin/products/new', ['/admin/products/new'], 200, refused({ code: 'ai92' }))
  add('staff', '/admin/products/:id', [`/admin/products/${scene.productId}`])
  add('staff', '/admin/imports')
  add('staff', '/admin/imports/new')
  add(
    'staff',
    '/admin/imports/:id',
    [scene.importId, scene.doneImportId, scene.faultyImportId].map((id) => `/admin/imports/${id}`),
  )
  add('staff', '/admin/mail')
  add('staff', '/admin/mail/:id', [`/admin/mail/${scene.letterId}`])
  add('staff', '/admin/audit')
  add('staff', '/profile')

  add('cashier', '/till')
  add('cashier', '/profile')
  add('guest', '/mailbox')
  add('guest', '/mailbox/:id', [`/mailbox/${scene.letterId}`])
  add('guest', '/mailbox/templates')
  return visits
}

/** The form is sent, and refused. */
function refused(fields: Record<string, string>): Deed {
  return {
    name: 'refused',
    perform: async (visitor) => {
      await visitor.fill(fields)
      await visitor.tab.locator('main form[method=post] button[type=submit].btn-primary').first().click()
      await visitor.tab.locator('main .errors').waitFor()
    },
  }
}

/** What answers no page to a GET: deeds, files, letters' bodies in their frames. */
export const withoutPage = new Set([
  '/',
  '/words/:file',
  '/language',
  '/theme',
  '/sign-out',
  '/profile/sessions/end',
  '/profile/sessions/:id/end',
  '/team/:id/role',
  '/team/:id/remove',
  '/team/invitations/:id/resend',
  '/team/invitations/:id/revoke',
  '/cards/export',
  '/coupons/export',
  '/transactions/export',
  '/admin/companies/:id/close',
  '/admin/companies/:id/reopen',
  '/admin/invitations/:id/resend',
  '/admin/invitations/:id/revoke',
  '/admin/users/:id/unblock',
  '/admin/users/:id/disable',
  '/admin/users/:id/enable',
  '/admin/users/:id/end-sessions',
  '/admin/users/:id/role',
  '/admin/imports/:id/faults.csv',
  '/admin/imports/:id/adjust',
  '/admin/imports/:id/commit',
  '/admin/imports/:id/discard',
  '/admin/mail/:id/body',
  '/admin/mail/:id/retry',
  '/mailbox/:id/body',
  '/mailbox/templates/:template/:locale',
])

/** Every URL of the site map, as patterns. */
export async function patternsOfSite(): Promise<string[]> {
  const patterns: string[] = []
  const walk = (entries: RouteConfigEntry[], parent: string) => {
    for (const { path, children } of entries) {
      const pattern = [parent, path].filter(Boolean).join('/')
      patterns.push(`/${pattern}`)
      walk(children ?? [], pattern)
    }
  }
  walk(await routeConfig, '')
  return patterns
}
