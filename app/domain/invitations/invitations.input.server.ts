import { z } from 'zod'
import { TypedPassword } from '#app/domain/access/access.input.server.ts'
import {
  ClientRole,
  LocaleChoice,
  StaffRole,
  StationCode,
} from '#app/domain/accounts/accounts.input.server.ts'
import { Email } from '#app/domain/kernel/email.input.server.ts'
import { rowId, rowIdInAddress } from '#app/domain/kernel/id.input.server.ts'
import { cursor, searchText } from '#app/domain/kernel/list-filter.input.server.ts'
import { invitationFilters } from './invitations.ts'

const PersonName = z.string().trim().max(200).default('')

export const InviteClient = z.object({
  email: Email,
  companyId: rowId,
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

/** Links of earlier releases call `reinvite` `wished`. */
export const InvitationFilter = z.preprocess(
  (query) => {
    const { wished, ...rest } = z.record(z.string(), z.unknown()).parse(query)
    return { reinvite: wished, ...rest }
  },
  z.object({
    /** Beginning of the address or of the company's name. */
    q: searchText,
    state: z.enum(invitationFilters).optional().catch(undefined),
    /** Only those whose owner asked for a new one. */
    reinvite: z.enum(['1']).optional().catch(undefined),
    companyId: rowIdInAddress,
    cursor,
  }),
)
export type InvitationFilter = z.output<typeof InvitationFilter>

/** The companies ticked in the list; at most as many as the list shows and a hand may add. */
export const ContactChoice = z.object({ companyIds: z.array(rowId).min(1).max(500) })

/** The field that holds the language of the email to one company: `locale7`. */
const LOCALE_FIELD = /^locale(\d{1,15})$/

/** What was chosen for single companies, by their ids; one that was left as it is has no field, or an empty one. */
function withLocales(fields: unknown): unknown {
  const entries = Object.entries(fields ?? {}).flatMap(([name, value]) => {
    const id = LOCALE_FIELD.exec(name)?.[1]
    return id && value !== '' ? [[id, value] as const] : []
  })
  return { ...(fields as object | null), locales: Object.fromEntries(entries) }
}

/** The same after the review, with the language of the emails, and that of single ones. */
export const InviteContacts = z.preprocess(
  withLocales,
  ContactChoice.extend({ locale: LocaleChoice, locales: z.record(z.string(), LocaleChoice) }),
)

/** A new password is typed twice; the one of an account that exists once, and not at all by who is signed in. */
export const AcceptInvitation = z
  .object({
    password: TypedPassword.default(''),
    passwordConfirmation: TypedPassword.optional(),
  })
  .refine((form) => form.passwordConfirmation === undefined || form.password === form.passwordConfirmation, {
    error: 'passwords_differ',
    path: ['passwordConfirmation'],
  })
