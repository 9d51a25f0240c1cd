import { asCompanyId, type Context } from '#app/domain/kernel/context.ts'
import type { Role } from '#app/domain/kernel/rights-table.ts'
import { clientRoles, staffRoles } from '#app/domain/kernel/roles.ts'

/**
 * One verb of the matrix. `may` says whom the right lets through; `call` sends arguments that name nothing (`NOWHERE`), so
 * that who passes is told "not found" or gets a list, and nothing is changed for the rows that follow.
 */
export interface MatrixRow {
  verb: string
  may: readonly Role[]
  call: (ctx: Context) => unknown
}

/**
 * A file `<noun>.rows.ts` beside this one is picked up by matrix.test.ts. All of them together hold every exported
 * function of app/domain that takes a Context: as a row, in `steps` or in `open`.
 */
export interface MatrixFile {
  rows: MatrixRow[]
  /** What only other functions of app/domain call, after a check of the right; each with its caller. */
  steps: Record<string, string>
  /** What is called from outside app/domain without a right of a role; each with the reason. */
  open?: Record<string, string>
}

/** An id that nothing has. */
export const NOWHERE = 999_999_999

export const signedIn = [...staffRoles, ...clientRoles, 'person'] as const
/** Who reads the staff's pages: everybody but a cashier. */
export const readers = ['administrator', 'operator', 'support', 'auditor'] as const
/** Who invites clients and decides on their requests. */
export const inviters = ['administrator', 'operator', 'support'] as const

/** The company of a client or of an integration; for everybody else one that there is. */
export function companyOf({ actor }: Context) {
  return ('companyId' in actor && actor.companyId) || asCompanyId(1)
}
