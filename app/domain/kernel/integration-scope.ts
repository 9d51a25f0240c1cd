import { asCompanyId, type CompanyId, type IntegrationActor } from './context.ts'

const NOBODY = asCompanyId(0)

/** Whose cards and coupons an integration is about; a test key without a test company has none. Null: everybody's. */
export function scopeOf({ companyId, isTest }: IntegrationActor): CompanyId | null {
  return companyId ?? (isTest ? NOBODY : null)
}
