import { z } from 'zod'

export const Profile = z.object({
  name: z.string().trim().max(200).default(''),
  locale: z.enum(['en', 'ru', 'kk']),
})
export type Profile = z.output<typeof Profile>

const StaffRole = z.enum(['administrator', 'support'])
export const ClientRole = z.enum(['owner', 'manager', 'viewer'])
export const LocaleChoice = z.enum(['en', 'ru', 'kk'])

export const ChangeStaffRole = z.object({ role: StaffRole })
export const ChangeColleagueRole = z.object({ role: ClientRole })

export const UserFilter = z.object({
  q: z.string().trim().max(254).optional().catch(undefined),
  kind: z.enum(['staff', 'client']).optional().catch(undefined),
  state: z.enum(['active', 'blocked', 'disabled']).optional().catch(undefined),
  /** The id of the last user seen. */
  cursor: z.coerce.number().int().positive().optional().catch(undefined),
})
export type UserFilter = z.output<typeof UserFilter>
