import type { ApiScope, ClientRole, StaffRole } from '#db/schema/index.ts'
import type { Module } from './modules.ts'

export type { ApiScope, ClientRole, StaffRole }

/**
 * Every role of the retailer's staff, the widest first: an administrator does everything; an operator keeps companies,
 * invitations and imports; support helps people to sign in; an auditor reads everything and changes nothing; a cashier
 * works at the till of one station.
 */
export const staffRoles = [
  'administrator',
  'operator',
  'support',
  'auditor',
  'cashier',
] as const satisfies readonly StaffRole[]

/** Those that somebody may be given: a cashier has nothing but the till. */
export function staffRolesWith(modules: readonly Module[]): StaffRole[] {
  return staffRoles.filter((role) => role !== 'cashier' || modules.includes('till'))
}

/** Every role of a person in a client's company, the widest first. */
export const clientRoles = ['owner', 'manager', 'viewer'] as const satisfies readonly ClientRole[]

/**
 * Every scope of an API key: `pump` asks for fuel at stations, `registers` brings registers in, `instructions` takes what
 * a processor has to do, `read` reads a company's things, `manage` blocks them and sets their rules.
 */
export const apiScopes = [
  'pump',
  'registers',
  'instructions',
  'read',
  'manage',
] as const satisfies readonly ApiScope[]
