import { z } from 'zod'
import { Email } from '#app/domain/kernel/email.input.server.ts'

/** As typed: what a good password is, the verb decides. The bound only keeps floods out. */
const Password = z.string({ error: 'required' }).min(1).max(2000)

export const SignIn = z.object({
  email: Email,
  password: Password,
  remember: z
    .enum(['on', '1', 'true', '0', 'false', ''])
    .optional()
    .transform((value) => value === 'on' || value === '1' || value === 'true'),
})
export type SignIn = z.output<typeof SignIn>

/** The one field of "Forgot your password?" and "Resend instructions". */
export const AddressForm = z.object({ email: Email })

/** Whatever else the form holds (`role`, `companyId`) is ignored. */
export const NewPassword = z
  .object({ password: Password, passwordConfirmation: Password })
  .refine((form) => form.password === form.passwordConfirmation, {
    error: 'passwords_differ',
    path: ['passwordConfirmation'],
  })
export type NewPassword = z.output<typeof NewPassword>

/** An account that exists needs no password to accept one company more. */
export const AcceptInvitation = z
  .object({
    password: z.string().max(2000).default(''),
    passwordConfirmation: z.string().max(2000).default(''),
  })
  .refine((form) => form.password === form.passwordConfirmation, {
    error: 'passwords_differ',
    path: ['passwordConfirmation'],
  })

export const ChangePassword = z
  .object({ currentPassword: Password, password: Password, passwordConfirmation: Password })
  .refine((form) => form.password === form.passwordConfirmation, {
    error: 'passwords_differ',
    path: ['passwordConfirmation'],
  })
export type ChangePassword = z.output<typeof ChangePassword>

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
