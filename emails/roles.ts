/** The roles that letters name; a test compares them with those of the domain, which letters do not know. */
export const clientRoles = ['owner', 'manager', 'viewer'] as const
export const staffRoles = ['administrator', 'operator', 'support', 'auditor', 'cashier'] as const
