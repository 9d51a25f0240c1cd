/**
 * Parts of the product that a retailer may do without. Each has a setting, `MODULE_REGISTRATION=0` for one; what is
 * switched off has no page, no menu entry and no path of the API. Client-safe. Source: docs/operations.md
 */
export const modules = [
  'registration',
  'api',
  'webhooks',
  'till',
  'phone',
  'fleet',
  'handovers',
  'prints',
  'rules',
  'account',
  'orders',
  'requests',
  'readonly',
  'unusual',
  'signals',
] as const
export type Module = (typeof modules)[number]

/**
 * What a part cannot do without.
 * @internal tests leave out each part, and what needs it
 */
export const moduleNeeds: Readonly<Partial<Record<Module, Module>>> = {
  // A message leads its receiver to the API.
  webhooks: 'api',
  // At the prices of the contract, and paid to its account.
  orders: 'account',
}

/** Those that nobody switched off, and whose need nobody did. */
export function modulesWithout(off: (module: Module) => boolean): Module[] {
  return modules.filter((module) => {
    const need = moduleNeeds[module]
    return !off(module) && !(need && off(need))
  })
}

/** Of a page and of all below it; the first line that fits. Whatever is in no line is always there. */
const modulesOfPages: readonly (readonly [string, ...Module[]])[] = [
  ['/registration', 'registration'],
  ['/admin/requests', 'registration'],
  ['/integrations/webhooks', 'webhooks'],
  ['/admin/webhooks', 'webhooks'],
  ['/api', 'api'],
  ['/integrations', 'api'],
  ['/admin/api-keys', 'api'],
  ['/admin/station-shifts', 'api'],
  ['/till/phone-code', 'till', 'phone'],
  ['/till', 'till'],
  ['/admin/shifts', 'till'],
  ['/admin/phone-authorizations', 'phone'],
  ['/drivers', 'fleet'],
  ['/vehicles', 'fleet'],
  ['/cards/:id/assignment', 'fleet'],
  ['/coupons/:id/assignment', 'fleet'],
  ['/transactions/:id/odometer', 'fleet'],
  ['/handovers', 'handovers'],
  ['/coupons/hand-over', 'handovers'],
  ['/coupons/pick', 'handovers'],
  ['/coupons/:id/hand-over', 'handovers'],
  ['/coupons/:id/return', 'handovers'],
  ['/d', 'handovers'],
  ['/coupons/print', 'prints'],
  ['/coupons/print.pdf', 'prints'],
  ['/rules', 'rules'],
  ['/groups', 'rules'],
  ['/cards/:id/rule', 'rules'],
  ['/cards/:id/group', 'rules'],
  ['/account', 'account'],
  ['/admin/companies/:id/account', 'account'],
  ['/admin/companies/:id/contracts', 'account'],
  ['/admin/payments', 'account'],
  ['/admin/prices', 'account'],
  ['/admin/periods', 'account'],
  ['/orders', 'orders'],
  ['/admin/orders', 'orders'],
  ['/service-requests', 'requests'],
  ['/admin/service-requests', 'requests'],
  ['/coupons/request', 'requests'],
  ['/readonly-links', 'readonly'],
  ['/r', 'readonly'],
  ['/unusual', 'unusual'],
  ['/admin/signals', 'signals'],
  ['/admin/companies/:id/cards/:cardId/suspicion', 'signals'],
  ['/admin/companies/:id/coupons/:couponId/suspicion', 'signals'],
  ['/transactions/:id/not-received', 'signals'],
]

/** The parts of the product that a page needs, all of them; none: it is always there. `page` is a path or its pattern. */
export function modulesOfPage(page: string): readonly Module[] {
  const segments = page.split('/')
  const owner = modulesOfPages.find(([owned]) =>
    owned
      .split('/')
      .every((part, at) => (part.startsWith(':') ? Boolean(segments[at]) : part === segments[at])),
  )
  return owner ? (owner.slice(1) as Module[]) : []
}
