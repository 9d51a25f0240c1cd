import type { RouteConfigEntry } from '@remix-run/route-config'
import { serviceRequestKinds } from '#app/domain/service-requests/service-requests.ts'
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
  add('guest', '/api/docs')
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

  add('client', '/cabinet', ['/cabinet', '/cabinet?by=tenge'])
  add('client', '/cards', ['/cards', '/cards?status=blocked&q=719', '/cards?q=nothing-like-this'])
  add('client', '/cards/:id', [`/cards/${scene.cardId}`, `/cards/${scene.blockedCardId}`])
  add('client', '/cards/:id/block', [`/cards/${scene.cardId}/block`])
  add('client', '/cards/:id/unblock', [`/cards/${scene.ownBlockedCardId}/unblock`])
  add('client', '/cards/:id/blocks', [
    `/cards/${scene.cardId}/blocks`,
    `/cards/${scene.blockedCardId}/blocks`,
  ])
  add(
    'client',
    '/cards/:id/blocks',
    [`/cards/${scene.cardId}/blocks`],
    200,
    refused({ until: '2026-01-01T10:00' }),
  )
  add('client', '/cards/:id/lost', [`/cards/${scene.cardId}/lost`])
  add('client', '/cards/:id/pin', [`/cards/${scene.cardId}/pin`])
  add('client', '/cards/:id/assignment', [`/cards/${scene.cardId}/assignment`])
  add('client', '/coupons/:id/assignment', [`/coupons/${scene.couponId}/assignment`])
  add('client', '/drivers', ['/drivers', '/drivers?status=archived', '/drivers?q=nothing-like-this'])
  add('client', '/drivers/new')
  add('client', '/drivers/import')
  add('client', '/drivers/:id', [`/drivers/${scene.driverId}`])
  add('client', '/drivers/:id/edit', [`/drivers/${scene.driverId}/edit`])
  add('client', '/vehicles', ['/vehicles', '/vehicles?q=nothing-like-this'])
  add('client', '/vehicles/new')
  add('client', '/vehicles/import')
  add('client', '/vehicles/:id', [`/vehicles/${scene.vehicleId}`])
  add('client', '/vehicles/:id/edit', [`/vehicles/${scene.vehicleId}/edit`])
  add('client', '/vehicles/:id/odometer', [`/vehicles/${scene.vehicleId}/odometer`])
  add(
    'client',
    '/vehicles/:id/odometer',
    [`/vehicles/${scene.vehicleId}/odometer`],
    200,
    refused({ km: '5' }),
  )
  const tried = 'unit=l&perDay=5&products=diesel&stationMode=all&whatIf=1'
  add('client', '/cards/:id/rule', [
    `/cards/${scene.cardId}/rule`,
    `/cards/${scene.blockedCardId}/rule`,
    `/cards/${scene.cardId}/rule?${tried}`,
  ])
  add('client', '/cards/:id/rule/permit', [`/cards/${scene.cardId}/rule/permit`])
  add('client', '/cards/:id/group', [`/cards/${scene.cardId}/group`])
  const changed = 'name=%D0%93%D0%B0%D1%80%D0%B0%D0%B6&unit=l&perDay=5&stationMode=all&whatIf=1'
  add('client', '/rules', ['/rules', '/rules?q=nothing-like-this'])
  add('client', '/rules/new', ['/rules/new'])
  add('client', '/rules/:id', [`/rules/${scene.templateId}`, `/rules/${scene.templateId}?${changed}`])
  add('client', '/groups', ['/groups', '/groups?q=nothing-like-this'])
  add('client', '/groups/new', ['/groups/new'])
  add('client', '/groups/:id', [
    `/groups/${scene.groupId}`,
    `/groups/${scene.groupId}?q=719`,
    `/groups/${scene.groupId}?${changed}`,
  ])
  add('client', '/coupons', [
    '/coupons',
    '/coupons?status=active&product=ai95',
    '/coupons?q=nothing-like-this',
  ])
  add('client', '/coupons/:id', [
    `/coupons/${scene.couponId}`,
    `/coupons/${scene.usedCouponId}`,
    `/coupons/${scene.restCouponId}`,
  ])
  add('client', '/coupons/:id/qr', [`/coupons/${scene.couponId}/qr`])
  add('client', '/coupons/:id/qr', [`/coupons/${scene.couponId}`], 200, {
    name: 'qr',
    perform: async (visitor) => {
      await visitor.press(visitor.t('coupons:qr.show'))
      await visitor.tab.locator('main figure.qr').waitFor()
    },
  })
  add('client', '/coupons/:id', [`/coupons/${scene.handedCouponId}`])
  add('client', '/coupons/:id/hand-over', [`/coupons/${scene.couponId}/hand-over`])
  add(
    'client',
    '/coupons/:id/hand-over',
    [`/coupons/${scene.couponId}/hand-over`],
    200,
    refused({ driverPhone: '12' }),
  )
  add('client', '/coupons/hand-over', ['/coupons/hand-over', `/coupons/hand-over?ids=${scene.couponId}`])
  add('client', '/coupons/pick', [
    '/coupons/pick',
    '/coupons/pick?product=ai95&volume=47',
    '/coupons/pick?product=ai95&volume=2000',
    '/coupons/pick?product=ai95&volume=x',
  ])
  add('client', '/coupons/print', [
    `/coupons/print?handover=${scene.handoverIds[0]}`,
    '/coupons/print?ticked=1',
    `/coupons/print?ids=${scene.usedCouponId}`,
  ])
  add('client', '/coupons/print', [`/coupons/print?handover=${scene.handoverIds[0]}`], 200, {
    name: 'sheets',
    perform: async (visitor) => {
      await visitor.press(visitor.t('prints:browser'))
      await visitor.tab.locator('main .sheet figure.qr').first().waitFor()
    },
  })
  add('client', '/handovers/journal', [
    '/handovers/journal',
    '/handovers/journal?from=2020-01-01&to=2020-01-31',
  ])
  add('client', '/handovers/:id/journal', [`/handovers/${scene.handoverIds[0]}/journal`])
  add('client', '/readonly-links')
  add('client', '/readonly-links/new')
  add('client', '/readonly-links/new', ['/readonly-links/new'], 200, refused({ name: 'Аудит', days: '91' }))
  add(
    'client',
    '/readonly-links/:id',
    scene.readonlyIds.map((id) => `/readonly-links/${id}`),
  )
  add('guest', '/r/:token', [`/r/${scene.readonlyToken}`])
  add('guest', '/r/:token', [`/r/${scene.deadToken}`], 410)
  for (const list of ['', '/transactions', '/coupons', '/cards']) {
    add('guest', `/r/:token${list}`, [`/r/${scene.readonlyToken}`], 200, {
      name: `read${list.replace('/', '-')}`,
      perform: async (visitor) => {
        const isOpen = (await visitor.tab.locator('main .tabs').count()) > 0
        if (!isOpen) await visitor.press(visitor.t('readonly-links:read.open'))
        await visitor.tab.locator('main .tabs').waitFor()
        await visitor.tab.goto(`/r/${scene.readonlyToken}${list}`)
        await visitor.tab.locator('main .tabs').waitFor()
      },
    })
  }
  add('client', '/handovers', ['/handovers', `/handovers?driver=${scene.driverId}`])
  add(
    'client',
    '/handovers/:id',
    scene.handoverIds.map((id) => `/handovers/${id}`),
  )
  add('guest', '/d/:token', [`/d/${scene.sealedToken}`])
  add('guest', '/d/:token', [`/d/${scene.deadToken}`], 410)
  add('guest', '/d/:token', [`/d/${scene.openedToken}`], 200, { name: 'elsewhere', perform: pressOpen })
  add('guest', '/d/:token', [`/d/${scene.sealedToken}`], 200, { name: 'code', perform: openAny(scene) })
  add('guest', '/d/:token/trouble', [`/d/${scene.sealedToken}`], 200, {
    name: 'trouble',
    perform: async (visitor) => {
      await openAny(scene)(visitor)
      await visitor.tab.locator('main a[href*="/trouble"]').click()
      await visitor.tab.locator('main [name=said][value=not_read]').check()
      await visitor.tab.locator('main form[method=get] button').last().click()
      await visitor.tab.locator('main [name=said][value=not_read]:checked').waitFor()
    },
  })
  add('client', '/coupons/:id/block', [`/coupons/${scene.couponId}/block`])
  add('client', '/coupons/:id/unblock', [`/coupons/${scene.ownBlockedCouponId}/unblock`])
  add('client', '/transactions', [
    '/transactions',
    '/transactions?product=diesel',
    '/transactions?q=nothing-like-this',
  ])
  add(
    'client',
    '/transactions/:id',
    [scene.transactionId, scene.answeredId].map((id) => `/transactions/${id}`),
  )
  add('client', '/transactions/:id/odometer', [`/transactions/${scene.fuelledId}/odometer`])
  add('client', '/transactions/:id/not-received', [`/transactions/${scene.transactionId}/not-received`])
  add('client', '/cards/bulk', [
    `/cards/bulk?ids=${scene.cardId}&ids=${scene.ownBlockedCardId}`,
    ...['block', 'unblock', 'no_rule', 'template', 'rule', 'group', 'holder'].map(
      (action) => `/cards/bulk?action=${action}`,
    ),
    '/cards/bulk?action=holder&ready=1&driver=none',
    '/cards/bulk?action=template&ready=1',
    '/cards/bulk?ticked=1',
  ])
  add('client', '/coupons/bulk', ['/coupons/bulk', '/coupons/bulk?action=block&status=active'])
  add('client', '/cards/:id/days', [`/cards/${scene.cardId}/days`, `/cards/${scene.ownBlockedCardId}/days`])
  add('client', '/unusual', ['/unusual', '/unusual?show=settled'])
  add(
    'client',
    '/unusual/:id',
    scene.unusualIds.map((id) => `/unusual/${id}`),
  )
  add('client', '/bulk-changes', ['/bulk-changes'])
  add(
    'client',
    '/bulk-changes/:id',
    scene.bulkChangeIds.map((id) => `/bulk-changes/${id}`),
  )
  add('client', '/service-requests', ['/service-requests', '/service-requests?status=withdrawn'])
  add('client', '/service-requests/new', [
    '/service-requests/new',
    ...serviceRequestKinds.map((kind) => `/service-requests/new?kind=${kind}&card=${scene.cardId}`),
  ])
  add(
    'client',
    '/service-requests/new',
    ['/service-requests/new?kind=raise_limit'],
    200,
    refused({ number: '12' }),
  )
  add(
    'client',
    '/service-requests/:id',
    scene.serviceRequestIds.map((id) => `/service-requests/${id}`),
  )
  add('staff', '/admin/service-requests', [
    '/admin/service-requests',
    '/admin/service-requests?status=in_work',
    '/admin/service-requests?status=withdrawn',
  ])
  add(
    'staff',
    '/admin/service-requests/:id',
    scene.serviceRequestIds.map((id) => `/admin/service-requests/${id}`),
  )
  const [sentId, , , extensionId, , exchangeId] = scene.serviceRequestIds
  add('staff', '/admin/service-requests/:id/extend', [`/admin/service-requests/${extensionId}/extend`])
  add('staff', '/admin/service-requests/:id/exchange', [`/admin/service-requests/${exchangeId}/exchange`])
  add('client', '/coupons/expiring', ['/coupons/expiring', '/coupons/expiring?span=week&by=tenge'])
  add('client', '/coupons/expired', ['/coupons/expired', '/coupons/expired?product=lpg'])
  add('client', '/coupons/request', [
    '/coupons/request',
    `/coupons/request?kind=extension&ids=${scene.couponId}`,
    '/coupons/request?kind=exchange&to=2099-12-31',
  ])
  add('client', '/coupons/request', [`/coupons/request?ids=${scene.couponId}`], 200, refused({ until: '' }))
  for (const deed of ['take', 'finish', 'refuse']) {
    add('staff', `/admin/service-requests/:id/${deed}`, [`/admin/service-requests/${sentId}/${deed}`])
  }
  add('client', '/orders', ['/orders', '/orders?status=cancelled'])
  add('client', '/orders/new', ['/orders/new', `/orders/new?repeat=${scene.orderIds[1]}`])
  add('client', '/orders/new', ['/orders/new'], 200, refused({ quantity1: '0' }))
  add(
    'client',
    '/orders/:id',
    scene.orderIds.map((id) => `/orders/${id}`),
  )
  add('client', '/orders/:id/invoice', [`/orders/${scene.orderIds[2]}/invoice`])
  add('client', '/orders/:id/edit', [`/orders/${scene.orderIds[0]}/edit`])
  add('client', '/account', ['/account', '/account?from=2026-01-01&to=2026-02-01'])
  add('client', '/account/statement', [
    '/account/statement',
    '/account/statement?from=2026-01-01&to=2027-12-31',
  ])
  add(
    'client',
    '/account/entries/:id',
    scene.entryIds.map((id) => `/account/entries/${id}`),
  )
  add('client', '/check', ['/check', `/check?coupon=${scene.couponId}`, '/check?instrument=404'])
  add('staff', '/check', ['/check', `/check?coupon=${scene.couponId}`, '/check?instrument=404'])
  add('client', '/refusals/:id', [`/refusals/${scene.refusalId}`])
  add('client', '/refusals', ['/refusals', '/refusals?whose=client', '/refusals?q=nothing-like-this'])
  add('client', '/stations', ['/stations', '/stations?status=shortage', '/stations?q=nothing-like-this'])
  add(
    'client',
    '/stations/:code',
    scene.stationCodes.map((code) => `/stations/${encodeURIComponent(code)}`),
  )
  add('client', '/integrations')
  add('client', '/integrations/new')
  add('client', '/integrations/created', ['/integrations/new'], 200, newKey('read'))
  addWebhooks(add, 'client', '/integrations/webhooks', scene.webhook)
  add('client', '/team')
  add('client', '/search', ['/search', '/search?q=99', '/search?q=nothing-like-this'])
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
    `/admin/companies/${scene.companyId}/cards/${scene.suspectedCardId}`,
  ])
  add('staff', '/admin/companies/:id/coupons/:couponId', [
    `/admin/companies/${scene.companyId}/coupons/${scene.couponId}`,
  ])
  for (const [noun, id] of [
    ['card', scene.cardId],
    ['coupon', scene.couponId],
  ] as const) {
    const own = { card: scene.ownBlockedCardId, coupon: scene.ownBlockedCouponId }[noun]
    const pattern = `/admin/companies/:id/${noun}s/:${noun}Id`
    const base = `/admin/companies/${scene.companyId}/${noun}s`
    add('staff', pattern, [`${base}/${own}`])
    add('staff', `${pattern}/suspicion`, [`${base}/${id}/suspicion`])
    add('staff', `${pattern}/block`, [`${base}/${id}/block`])
    add('staff', `${pattern}/unblock`, [`${base}/${own}/unblock`])
  }
  add('staff', '/admin/invitations')
  add(
    'staff',
    '/admin/invitations/:id',
    [scene.invitationId, scene.revokedId, scene.expiredId].map((id) => `/admin/invitations/${id}`),
  )
  for (const part of ['new', 'colleague', 'contacts']) add('staff', `/admin/invitations/${part}`)
  add('staff', '/admin/exceptions', ['/admin/exceptions', '/admin/exceptions?status=settled'])
  add(
    'staff',
    '/admin/exceptions/:id',
    [scene.exceptionId, scene.settledId].map((id) => `/admin/exceptions/${id}`),
  )
  add('staff', '/admin/signals', ['/admin/signals', '/admin/signals?status=settled'])
  add(
    'staff',
    '/admin/signals/:id',
    scene.signalIds.map((id) => `/admin/signals/${id}`),
  )
  add('staff', '/admin/signals/:id/settle', [`/admin/signals/${scene.signalIds[0]}/settle`])
  add('staff', '/admin/stations-network')
  add('staff', '/admin/exceptions/:id/settle', [`/admin/exceptions/${scene.exceptionId}/settle`])
  add('staff', '/admin/invitations/contacts', ['/admin/companies'], 200, {
    name: 'contacts',
    perform: async (visitor) => {
      for (const box of await visitor.tab.locator('main [name=companyIds]:enabled').all()) await box.check()
      await visitor.press(visitor.t('companies:inviteMany.action'))
      await visitor.tab.locator('main [name=locale]').waitFor()
    },
  })
  add('staff', '/admin/requests', ['/admin/requests', '/admin/requests?status=approved'])
  add('staff', '/admin/requests/:id', [
    `/admin/requests/${scene.requestId}`,
    `/admin/requests/${scene.declinedId}`,
  ])
  for (const part of ['approve', 'decline'])
    add('staff', `/admin/requests/:id/${part}`, [`/admin/requests/${scene.requestId}/${part}`])
  add('staff', '/admin/users')
  add('staff', '/admin/users/:id', [`/admin/users/${scene.userId}`, `/admin/users/${scene.disabledId}`])
  add('staff', '/admin/prices')
  add('staff', '/admin/prices/new')
  add('staff', '/admin/prices/:id', [`/admin/prices/${scene.priceListId}`])
  const account = `/admin/companies/${scene.companyId}/account`
  add('staff', '/admin/companies/:id/account', [account, `/admin/companies/${scene.secondId}/account`])
  add('staff', '/admin/companies/:id/account/statement', [
    `${account}/statement?from=2026-01-01&to=2027-12-31`,
  ])
  add('staff', '/admin/companies/:id/account/new', [`${account}/new`, `${account}/new?corrects=1`])
  add('staff', '/admin/companies/:id/account/new', [`${account}/new`], 200, refused({ amount: '0' }))
  add('staff', '/admin/companies/:id/account/promise', [`${account}/promise`])
  add('staff', '/admin/companies/:id/account/entries/:entryId', [`${account}/entries/${scene.entryIds[0]}`])
  add('staff', '/admin/payments', [
    '/admin/payments',
    '/admin/payments?status=all',
    '/admin/payments?q=nothing-like-this',
  ])
  add('staff', '/admin/payments/import')
  add(
    'staff',
    '/admin/payments/:id',
    scene.paymentIds.map((id) => `/admin/payments/${id}`),
  )
  add('staff', '/admin/payments/:id/match', [`/admin/payments/${scene.paymentIds[0]}/match`])
  add('staff', '/admin/orders', ['/admin/orders', '/admin/orders?status=cancelled'])
  add(
    'staff',
    '/admin/orders/:id',
    scene.orderIds.map((id) => `/admin/orders/${id}`),
  )
  add('staff', '/admin/orders/:id/invoice', [`/admin/orders/${scene.orderIds[2]}/invoice`])
  add('staff', '/admin/orders/:id/pay', [`/admin/orders/${scene.orderIds[2]}/pay`])
  add('staff', '/admin/periods')
  add('staff', '/admin/periods/close')
  const contracts = `/admin/companies/${scene.companyId}/contracts`
  add('staff', '/admin/companies/:id/contracts', [contracts, `/admin/companies/${scene.secondId}/contracts`])
  add('staff', '/admin/companies/:id/contracts/new', [`${contracts}/new`])
  add(
    'staff',
    '/admin/companies/:id/contracts/new',
    [`${contracts}/new`],
    200,
    refused({ supplierIban: 'KZ00' }),
  )
  add('staff', '/admin/companies/:id/contracts/:contractId', [`${contracts}/${scene.contractId}`])
  add('staff', '/admin/companies/:id/contracts/:contractId/edit', [`${contracts}/${scene.contractId}/edit`])
  add('staff', '/admin/products')
  add('staff', '/admin/products/new')
  add('staff', '/admin/products/new', ['/admin/products/new'], 200, refused({ code: 'ai92' }))
  add('staff', '/admin/products/substitutions')
  add('staff', '/admin/api-keys/:id/products', [`/admin/api-keys/${scene.keyId}/products`])
  add('staff', '/admin/products/:id', [`/admin/products/${scene.productId}`])
  add('staff', '/admin/refusals/:id', [`/admin/refusals/${scene.refusalId}`])
  add('staff', '/admin/refusals', ['/admin/refusals', '/admin/refusals?whose=station'])
  addWebhooks(add, 'staff', '/admin/webhooks', scene.retailersWebhook)
  add('staff', '/admin/api-keys')
  add('staff', '/admin/api-keys/new')
  add('staff', '/admin/api-keys/created', ['/admin/api-keys/new'], 200, newKey('pump'))
  add('staff', '/admin/api-keys/new', ['/admin/api-keys/new'], 200, refused({ name: 'x' }))
  add('staff', '/admin/stations')
  const [station = '', closed = ''] = scene.stationCodes.map(
    (code) => `/admin/stations/${encodeURIComponent(code)}`,
  )
  add('staff', '/admin/stations/:code', [station, closed])
  for (const part of ['edit', 'close', 'shortage'])
    add('staff', `/admin/stations/:code/${part}`, [`${station}/${part}`])
  add('staff', '/admin/stations/:code/close', [`${station}/close`], 200, refused({ endsOn: '2020-01-01' }))
  add('staff', '/admin/announcements')
  add('staff', '/admin/announcements/new')
  add('staff', '/admin/announcements/new', ['/admin/announcements/new'], 200, refused({ bins: '123' }))
  add('staff', '/admin/announcements/:id', [`/admin/announcements/${scene.announcementId}`])
  add('staff', '/admin/imports')
  add('staff', '/admin/imports/new')
  add(
    'staff',
    '/admin/imports/:id',
    [scene.importId, scene.doneImportId, scene.faultyImportId, scene.stationImportId].map(
      (id) => `/admin/imports/${id}`,
    ),
  )
  add('staff', '/admin/imports/:id/rows', [
    `/admin/imports/${scene.importId}/rows?outcome=new`,
    `/admin/imports/${scene.doneImportId}/rows?outcome=changed`,
    `/admin/imports/${scene.stationImportId}/rows?outcome=left_out`,
  ])
  add('staff', '/admin/imports/:id/difference', [`/admin/imports/${scene.doneImportId}/difference`])
  add('staff', '/admin/mail')
  add('staff', '/admin/mail/:id', [`/admin/mail/${scene.letterId}`])
  add('staff', '/admin/audit')
  add('staff', '/search', ['/search?q=99'])
  add('staff', '/profile')

  add('cashier', '/till')
  add('cashier', '/till/authorizations')
  const held = scene.fills.map((fill) => `/till/authorizations/${fill.held}`)
  const done = scene.fills.map((fill) => `/till/authorizations/${fill.done}`)
  add('cashier', '/till/authorizations/:id', ['/till'], 200, own('held', held))
  add('cashier', '/till/authorizations/:id', ['/till'], 200, own('done', done))
  const parts = (fills: string[], part: string) => fills.map((fill) => `${fill}/${part}`)
  add(
    'cashier',
    '/till/authorizations/:id/complete',
    ['/till'],
    200,
    own('complete', parts(held, 'complete')),
  )
  add('cashier', '/till/authorizations/:id/less', ['/till'], 200, own('less', parts(done, 'less')))
  add('cashier', '/till/authorizations/:id/pump', ['/till'], 200, own('pump', parts(held, 'pump')))
  add('cashier', '/till/authorizations/:id', ['/till'], 200, {
    name: 'declined',
    perform: async (visitor) => {
      await visitor.fill({ code: '404' })
      await visitor.press(visitor.t('till:present.submit'))
      await visitor.tab.locator('main [data-status=declined]').waitFor()
    },
  })
  for (const part of ['', '/unlock', '/resume']) add('cashier', `/till/shift${part}`)
  const reports = scene.shifts.map((id) => `/till/shifts/${id}`)
  add('cashier', '/till/shifts/:id', ['/till'], 200, own('closed', reports))
  add('staff', '/admin/shifts', ['/admin/shifts', '/admin/shifts?status=open'])
  add(
    'staff',
    '/admin/shifts/:id',
    [...scene.shifts.slice(0, 2), ...scene.closedFills.slice(-1).map(({ shift }) => shift)].map(
      (id) => `/admin/shifts/${id}`,
    ),
  )
  add(
    'staff',
    '/admin/shifts/:id/fills/:fillId/take-back',
    scene.closedFills.slice(0, 2).map(({ shift, fill }) => `/admin/shifts/${shift}/fills/${fill}/take-back`),
  )
  add('cashier', '/till/phone-code')
  add('cashier', '/till/photo')
  add('staff', '/admin/phone-authorizations')
  add('staff', '/admin/phone-authorizations/new')
  for (const part of ['', '/settle'])
    add('staff', `/admin/phone-authorizations/:id${part}`, [
      `/admin/phone-authorizations/${scene.phoneId}${part}`,
    ])
  add('staff', '/admin/station-shifts')
  add(
    'staff',
    '/admin/station-shifts/:id',
    scene.stationShiftIds.map((id) => `/admin/station-shifts/${id}`),
  )
  add('cashier', '/profile')
  add('guest', '/mailbox')
  add('guest', '/mailbox/:id', [`/mailbox/${scene.letterId}`])
  add('guest', '/mailbox/templates')
  return visits
}

/** The button on a driver's link that no phone has opened, or another one has. */
async function pressOpen({ tab }: Visitor): Promise<void> {
  await tab.locator('main [data-sealed] button').click()
  await tab.locator('main :is([data-state], form[action*="/help"])').first().waitFor()
}

/** Opens the first of the scene's links that no phone has opened. */
function openAny({ driverTokens }: Scene) {
  return async (visitor: Visitor): Promise<void> => {
    for (const token of driverTokens) {
      await visitor.open(`/d/${token}`)
      if ((await visitor.tab.locator('main [data-sealed]').count()) > 0) await pressOpen(visitor)
      else await visitor.tab.locator('main [data-state] form button').first().click()
      await visitor.tab.locator('main :is([data-state], form[action*="/help"])').first().waitFor()
      if ((await visitor.tab.locator('main figure.qr').count()) > 0) return
    }
    throw new Error('every link is open on another phone')
  }
}

/** Opens the first of these pages that is this visitor's. */
function own(name: string, paths: readonly string[]): Deed {
  return {
    name,
    perform: async (visitor) => {
      for (const path of paths) {
        const url = new URL(path, visitor.tab.url()).href
        if ((await visitor.context.request.get(url)).status() !== 200) continue
        await visitor.open(path)
        return
      }
      throw new Error(`none of ${paths.join(' ')} is theirs`)
    },
  }
}

type Add = (role: 'client' | 'staff', pattern: string, paths?: string[], status?: number, deed?: Deed) => void

function addWebhooks(add: Add, role: 'client' | 'staff', base: string, webhook: Scene['webhook']): void {
  const { id, off, delivered, failed, waiting } = webhook
  add(role, base)
  add(role, `${base}/new`)
  add(role, `${base}/new`, [`${base}/new`], 200, refused({ name: '1C', url: 'https://10.0.0.8/' }))
  add(role, `${base}/:id`, [`${base}/${id}`, `${base}/${id}?status=failed`, `${base}/${off}`])
  add(role, `${base}/:id/edit`, [`${base}/${id}/edit`])
  add(role, `${base}/:id/secret`, [`${base}/new`], 200, newWebhook)
  const messages = [delivered, failed, waiting].map((message) => `${base}/${id}/deliveries/${message}`)
  add(role, `${base}/:id/deliveries/:deliveryId`, messages)
}

/** A webhook is made, and its secret shown once. */
const newWebhook: Deed = {
  name: 'secret',
  perform: async (visitor) => {
    await visitor.fill({ name: 'Dispatch', url: 'https://hooks.altyn-dala.kz/new' })
    await visitor.press(visitor.t('webhooks:create'))
    await visitor.tab.waitForURL(/\/secret$/)
  },
}

/** A key is made, and shown once. */
function newKey(scope: string): Deed {
  return {
    name: 'created',
    perform: async (visitor) => {
      const { tab } = visitor
      await tab.locator('main [name=name]').fill('АСУ АЗС')
      await tab.locator(`main [name=scopes][value=${scope}]`).check()
      await visitor.press(visitor.t('integrations:create'))
      await tab.waitForURL(/\/created$/)
    },
  }
}

/** The form is sent, and refused. */
function refused(fields: Record<string, string>): Deed {
  return {
    name: 'refused',
    perform: async (visitor) => {
      await visitor.fill(fields)
      await visitor.tab
        .locator('main form[method=post] button[type=submit]:is(.btn-primary, .btn-danger)')
        .first()
        .click()
      await visitor.tab.locator('main .errors').waitFor()
    },
  }
}

/** What answers no page to a GET: deeds, files, letters' bodies in their frames. */
export const withoutPage = new Set([
  '/',
  '/words/:file',
  '/coupons/:id/return',
  '/handovers/:id/return',
  '/handovers/:id/recall',
  '/coupons/print.pdf',
  '/readonly-links/:id/revoke',
  '/r/:token/export',
  '/handovers/journal.pdf',
  '/handovers/:id/journal.pdf',
  '/handovers/:id/renew',
  '/handovers/:id/help/:helpId',
  '/d/:token/state',
  '/d/:token/help',
  '/d/:token/keep',
  '/language',
  '/theme',
  '/sign-out',
  '/profile/sessions/end',
  '/profile/sessions/:id/end',
  '/team/:id/role',
  '/team/:id/remove',
  '/team/invitations/:id/resend',
  '/team/invitations/:id/revoke',
  '/cards/:id/blocks/:blockId/cancel',
  '/cards/:id/pin/remove',
  '/unusual/:id/settle',
  '/bulk-changes/:id/undo',
  '/service-requests/:id/withdraw',
  '/orders/:id/send',
  '/orders/:id/cancel',
  '/account/statement.pdf',
  '/account/statement/export',
  '/admin/companies/:id/account/statement.pdf',
  '/admin/companies/:id/account/statement/export',
  '/orders/:id/invoice.pdf',
  '/admin/orders/:id/invoice.pdf',
  '/admin/orders/:id/issue-invoice',
  '/admin/orders/:id/issue',
  '/admin/orders/:id/refuse',
  '/coupons/:id/new-code',
  '/admin/orders/:id/issue-register',
  '/admin/payments/:id/undo',
  '/admin/payments/:id/set-aside',
  '/admin/payments/:id/reopen',
  '/admin/prices/:id/cancel',
  '/admin/companies/:id/account/promises/:promiseId/withdraw',
  '/drivers/export',
  '/drivers/import/commit',
  '/drivers/:id/archive',
  '/drivers/:id/restore',
  '/vehicles/export',
  '/vehicles/import/commit',
  '/vehicles/:id/archive',
  '/vehicles/:id/restore',
  '/cards/:id/rule/remove',
  '/cards/:id/rule/end',
  '/cards/:id/rule/template',
  '/cards/:id/rule/own',
  '/rules/:id/remove',
  '/rules/shadows/:id/promote',
  '/rules/shadows/:id/drop',
  '/groups/:id/cards',
  '/groups/:id/cards/remove',
  '/groups/:id/remove',
  '/cards/export',
  '/coupons/export',
  '/transactions/export',
  '/admin/stations/:code/outages/:id/lift',
  '/admin/stations-network/:id/lift',
  '/admin/companies/:id/close',
  '/admin/companies/:id/reopen',
  '/admin/invitations/:id/resend',
  '/admin/invitations/:id/revoke',
  '/admin/users/:id/unblock',
  '/admin/users/:id/disable',
  '/admin/users/:id/enable',
  '/admin/users/:id/end-sessions',
  '/admin/users/:id/role',
  '/integrations/:id/replace',
  '/integrations/:id/revoke',
  '/integrations/webhooks/:id/test',
  '/integrations/webhooks/:id/rotate',
  '/integrations/webhooks/:id/disable',
  '/integrations/webhooks/:id/enable',
  '/integrations/webhooks/:id/delete',
  '/integrations/webhooks/:id/deliveries/:deliveryId/resend',
  '/admin/webhooks/:id/test',
  '/admin/webhooks/:id/rotate',
  '/admin/webhooks/:id/disable',
  '/admin/webhooks/:id/enable',
  '/admin/webhooks/:id/delete',
  '/admin/webhooks/:id/deliveries/:deliveryId/resend',
  '/admin/api-keys/:id/replace',
  '/admin/api-keys/:id/revoke',
  '/admin/api-keys/:id/products/remove',
  '/admin/products/substitutions/:id/end',
  '/announcements/:id/read',
  '/admin/announcements/:id/withdraw',
  '/admin/imports/:id/faults.csv',
  '/admin/imports/:id/adjust',
  '/admin/imports/:id/commit',
  '/admin/imports/:id/discard',
  '/admin/imports/:id/stop',
  '/admin/imports/:id/undo',
  '/admin/shifts/:id/end',
  '/till/authorizations/:id/void',
  '/till/scan',
  '/till/scan/:id',
  '/till/shift/close',
  '/till/shifts/:id/export',
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
