import type { ClientRole, StaffRole } from '#db/schema/index.ts'

export type { ClientRole, StaffRole }

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

/** Every role of a person in a client's company, the widest first. */
export const clientRoles = ['owner', 'manager', 'viewer'] as const satisfies readonly ClientRole[]
