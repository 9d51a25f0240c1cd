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
