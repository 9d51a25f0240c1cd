import { z } from 'zod'
import { cursor, searchText } from '#app/domain/kernel/list-filter.input.server.ts'
import { clientRoles, staffRoles } from '#app/domain/kernel/roles.ts'

export const Profile = z.object({
  name: z.string().trim().max(200).default(''),
  locale: z.enum(['en', 'ru', 'kk']),
})
export type Profile = z.output<typeof Profile>

export const StaffRole = z.enum(staffRoles)
export const ClientRole = z.enum(clientRoles)
export const LocaleChoice = z.enum(['en', 'ru', 'kk'])

/** The code of a cashier's station; an empty field is none. */
export const StationCode = z
  .string()
  .trim()
  .max(64)
  .optional()
  .transform((code) => code || undefined)

export const ChangeStaffRole = z.object({ role: StaffRole, station: StationCode })
export const ChangeColleagueRole = z.object({ role: ClientRole })

export const UserFilter = z.object({
  q: searchText,
  kind: z.enum(['staff', 'client']).optional().catch(undefined),
  state: z.enum(['active', 'blocked', 'disabled']).optional().catch(undefined),
  cursor,
})
export type UserFilter = z.output<typeof UserFilter>
