import { z } from 'zod'
import { Email } from '#app/domain/kernel/email.input.server.ts'
import { ClientRole, LocaleChoice, StaffRole, StationCode } from '../accounts/accounts.input.server.ts'
import { invitationStates } from './invitations.ts'

const Id = z.coerce.number().int().positive()
const PersonName = z.string().trim().max(200).default('')

export const InviteClient = z.object({
  email: Email,
  companyId: Id,
  role: ClientRole,
  locale: LocaleChoice,
  name: PersonName,
})
export type InviteClient = z.output<typeof InviteClient>

/** The company is the owner's own, whatever the form says. */
export const InviteColleague = InviteClient.omit({ companyId: true })
export type InviteColleague = z.output<typeof InviteColleague>

export const InviteStaff = z.object({
  email: Email,
  role: StaffRole,
  station: StationCode,
  locale: LocaleChoice,
  name: PersonName,
})
export type InviteStaff = z.output<typeof InviteStaff>

export const InvitationFilter = z.object({
  /** Beginning of the address or of the company's name. */
  q: z.string().trim().max(254).optional().catch(undefined),
  state: z.enum(invitationStates).optional().catch(undefined),
  /** Only those whose owner asked for a new one. */
  wished: z.enum(['1']).optional().catch(undefined),
  companyId: Id.optional().catch(undefined),
  /** The id of the last invitation seen. */
  cursor: Id.optional().catch(undefined),
})
export type InvitationFilter = z.output<typeof InvitationFilter>

/** The companies ticked in the list; at most as many as the list shows and a hand may add. */
export const InviteContacts = z.object({ companyIds: z.array(Id).min(1).max(500) })

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
