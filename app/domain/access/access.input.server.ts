import { z } from 'zod'
import { Email } from '#app/domain/kernel/email.input.server.ts'

/** As typed, or empty: what a good password is, the verb decides. The bound only keeps floods out. */
export const TypedPassword = z.string({ error: 'required' }).max(2_000)
export const Password = TypedPassword.min(1)

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

/** In its stored form; empty for what is no address. */
export function typedAddress(text: string): string {
  const parsed = Email.safeParse(text)
  return parsed.success ? parsed.data : ''
}

/** Whatever else the form holds (`role`, `companyId`) is ignored. */
export const NewPassword = z
  .object({ password: Password, passwordConfirmation: Password })
  .refine((form) => form.password === form.passwordConfirmation, {
    error: 'passwords_differ',
    path: ['passwordConfirmation'],
  })

export type NewPassword = z.output<typeof NewPassword>

export const ChangePassword = z
  .object({ currentPassword: Password, password: Password, passwordConfirmation: Password })
  .refine((form) => form.password === form.passwordConfirmation, {
    error: 'passwords_differ',
    path: ['passwordConfirmation'],
  })

export type ChangePassword = z.output<typeof ChangePassword>
