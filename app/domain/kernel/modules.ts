/**
 * Parts of the product that a retailer may do without. Each has a setting, `MODULE_REGISTRATION=0` for one; what is
 * switched off has no page, no menu entry and no path of the API. Client-safe. Source: docs/operations.md
 */
export const modules = ['registration', 'api', 'till'] as const
export type Module = (typeof modules)[number]
