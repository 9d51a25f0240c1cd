import { actingAs } from '#app/domain/access/acting-as.ts'
import { consumeLink, findJustUsedLink, findLinkByToken, openLink } from '#app/domain/access/links.server.ts'
import { type Device, type StartedSession, startSession } from '#app/domain/access/own-sessions.server.ts'
import { assertAcceptablePassword } from '#app/domain/access/password-policy.server.ts'
import { liftBlockOf, withPassword } from '#app/domain/access/sign-in-attempts.server.ts'
import { record } from '#app/domain/audit/audit.server.ts'
import { DAY_SECONDS } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { DomainError, reject } from '#app/domain/kernel/errors.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { askerOf } from '#app/domain/rate-limits/asker.ts'
import { enforceRateLimit } from '#app/domain/rate-limits/rate-limits.server.ts'
import { isDuplicateKey } from '#db/connection/client.server.ts'
import type { LinkRow } from '#db/queries/access/links.ts'
import { insertMembership, selectMembership } from '#db/queries/accounts/memberships.ts'
import { insertUser, selectUserByEmail, selectUserById, type UserRow } from '#db/queries/accounts/users.ts'
import { type CompanyRow, selectCompany } from '#db/queries/companies/companies.ts'
import {
  type InvitationRow,
  selectInvitation,
  updateInvitationAccepted,
} from '#db/queries/invitations/invitations.ts'
import type { ClientRole, Locale, StaffRole } from '#db/schema/index.ts'

/** The second half of a double click comes within seconds; a person who tries again, within minutes. */
const DOUBLE_CLICK_SECONDS = 600

/** People open an old email again for a while. */
const REMEMBERED_SECONDS = 365 * DAY_SECONDS

export interface OpenedInvitation {
  publicId: string
  email: string
  /** Null for an invitation to the staff. */
  companyName: string | null
  role: ClientRole | null
  staffRole: StaffRole | null
  locale: Locale
  /**
   * `new`: there is no account yet, and accepting sets its password. `current`: there is one, and its password is asked
   * for. `none`: its owner is signed in here.
   */
  password: 'new' | 'current' | 'none'
  /** The address as which somebody else is signed in here. */
  signedInAs: string | null
}

/** What the page of an invitation shows; changes nothing. @throws DomainError link_dead */
export async function openInvitation(ctx: Context, token: string): Promise<OpenedInvitation> {
  const link = await openLink(ctx, 'invitation', token)
  const account = await selectUserByEmail(ctx.db, link.email)
  const { invitation, company } = await loadOffer(ctx, link, account)
  return {
    publicId: link.public_id,
    email: link.email,
    companyName: company?.name ?? null,
    role: invitation.role,
    staffRole: invitation.staff_role,
    locale: invitation.locale,
    password: !account ? 'new' : isOwner(ctx, link.email) ? 'none' : 'current',
    signedInAs: somebodyElse(ctx, link.email),
  }
}

/** Whose account an accepted invitation led to, for a link that still names it; null for any other token. */
export async function findUsedInvitationAddress(ctx: Context, token: string): Promise<string | null> {
  return (await findJustUsedLink(ctx, 'invitation', token, REMEMBERED_SECONDS))?.email ?? null
}

export type Acceptance =
  /** A new account, or one whose password was given; signed in with a fresh session. */
  | { kind: 'signed_in'; session: StartedSession }
  /** The account that is signed in here has one company more. */
  | { kind: 'confirmed'; companyId: number | null; companyName: string }

/**
 * Accepts an invitation: makes the account, or adds the company to the one that exists, if its session or its password
 * comes along: programs that check mail open links and press buttons, and must not join anybody to a company. Sent
 * twice, it has one effect, and the right password gets a session both times. The link survives a password that is
 * refused.
 *
 * @throws DomainError link_dead, signed_in_as_other, password_*, address_blocked, account_disabled, too_many_requests.
 */
export async function acceptInvitation(
  ctx: Context,
  token: string,
  input: { password: string },
  device: Device,
): Promise<Acceptance> {
  await enforceRateLimit(ctx, 'link_post')
  const link = await findLinkByToken(ctx, 'invitation', token)
  if (!link) return acceptAgain(ctx, token, input, device)
  if (somebodyElse(ctx, link.email)) reject('signed_in_as_other')
  try {
    const account = await selectUserByEmail(ctx.db, link.email)
    if (account) return await joinAccount(ctx, link, account, input, device)
    return await createAccount(ctx, link, input, device)
  } catch (error) {
    // Meanwhile somebody made an account for the address, or the other half of a double click was quicker.
    if (isDuplicateKey(error)) return acceptInvitation(ctx, token, input, device)
    if (error instanceof DomainError && error.code === 'link_dead')
      return acceptAgain(ctx, token, input, device)
    throw error
  }
}

async function createAccount(
  ctx: Context,
  link: LinkRow,
  input: { password: string },
  device: Device,
): Promise<Acceptance> {
  if (input.password === '') reject('required', { field: 'password' })
  assertAcceptablePassword(ctx.settings, input.password, link.email)
  const passwordHash = await ctx.hasher.hash(input.password, askerOf(ctx))
  return transact(ctx, async (ctx) => {
    const { invitation, company } = await claimOffer(ctx, link, undefined)
    const userId = await insertUser(ctx.db, {
      email: link.email,
      name: invitation.name,
      locale: ctx.locale,
      password_hash: passwordHash,
      staff_role: invitation.staff_role,
      station_id: invitation.station_id,
    })
    const user = { id: userId, email: link.email, staff_role: invitation.staff_role, password_version: 1 }
    await join(ctx, invitation, user, { newAccount: true })
    await liftBlockOf(ctx, link.email)
    const session = await startSession(ctx, user, { remember: false, device, companyId: company?.id })
    return { kind: 'signed_in', session }
  })
}

async function joinAccount(
  ctx: Context,
  link: LinkRow,
  user: UserRow,
  input: { password: string },
  device: Device,
): Promise<Acceptance> {
  const joinNow = async (ctx: Context) => {
    const account = (await selectUserById(ctx.db, user.id)) ?? reject('link_dead')
    const { invitation, company } = await claimOffer(ctx, link, account)
    await join(ctx, invitation, account, { newAccount: false })
    return { account, company }
  }
  if (isOwner(ctx, link.email)) {
    const { company } = await transact(ctx, joinNow)
    return { kind: 'confirmed', companyId: company?.id ?? null, companyName: company?.name ?? '' }
  }
  if (input.password === '') reject('required', { field: 'password' })
  const attempt = { email: user.email, user, password: input.password, where: 'invitation' } as const
  const { verdict, result: session } = await withPassword(ctx, attempt, async (ctx) => {
    const { account, company } = await joinNow(ctx)
    if (account.password_version !== user.password_version) reject('password_wrong', { field: 'password' })
    if (account.disabled_at) reject('account_disabled')
    return startSession(ctx, account, { remember: false, device, companyId: company?.id })
  })
  if (verdict === 'wrong') reject('password_wrong', { field: 'password' })
  if (verdict !== 'right') reject('address_blocked')
  return { kind: 'signed_in', session }
}

async function claimOffer(ctx: Context, link: LinkRow, account: UserRow | undefined) {
  const offer = await loadOffer(ctx, link, account)
  await consumeLink(ctx, link)
  return offer
}

async function join(
  ctx: Context,
  invitation: InvitationRow,
  user: Pick<UserRow, 'id' | 'email' | 'staff_role'>,
  data: { newAccount: boolean },
): Promise<void> {
  if (!(await updateInvitationAccepted(ctx.db, invitation.id, user.id))) reject('link_dead')
  const { company_id: companyId, role } = invitation
  if (companyId !== null && role && !(await selectMembership(ctx.db, companyId, user.id))) {
    await insertMembership(ctx.db, { user_id: user.id, company_id: companyId, role })
  }
  const subject = { kind: 'invitation' as const, id: invitation.id, companyId }
  await record(actingAs(ctx, user), 'invitation.accepted', subject, data)
}

/** The link was used a moment ago: the same person with the same password comes in, anybody else finds it dead. */
async function acceptAgain(
  ctx: Context,
  token: string,
  input: { password: string },
  device: Device,
): Promise<Acceptance> {
  const link = await findJustUsedLink(ctx, 'invitation', token, DOUBLE_CLICK_SECONDS)
  const invitation = link?.invitation_id ? await selectInvitation(ctx.db, link.invitation_id) : undefined
  const user = invitation?.user_id ? await selectUserById(ctx.db, invitation.user_id) : undefined
  if (!link || !user || !invitation || user.disabled_at) reject('link_dead')
  if (somebodyElse(ctx, link.email)) reject('signed_in_as_other')
  if (input.password === '') {
    if (!isOwner(ctx, link.email)) reject('link_dead')
    const company = invitation.company_id ? await selectCompany(ctx.db, invitation.company_id) : undefined
    return { kind: 'confirmed', companyId: company?.id ?? null, companyName: company?.name ?? '' }
  }
  const attempt = { email: user.email, user, password: input.password, where: 'invitation' } as const
  const { verdict, result: session } = await withPassword(ctx, attempt, (ctx) =>
    startSession(ctx, user, { remember: false, device, companyId: invitation.company_id }),
  )
  if (verdict !== 'right') reject('link_dead')
  return { kind: 'signed_in', session }
}

/** What a live link offers, if its company is open and its kind of account is still possible. */
async function loadOffer(
  ctx: Context,
  link: LinkRow,
  account: UserRow | undefined,
): Promise<{ invitation: InvitationRow; company: CompanyRow | null }> {
  const invitation =
    link.invitation_id === null ? undefined : await selectInvitation(ctx.db, link.invitation_id)
  if (invitation?.status !== 'pending') reject('link_dead')
  // One address is a client's or a member of staff's, never both.
  if (account && (invitation.staff_role || account.staff_role)) reject('link_dead')
  if (invitation.company_id === null) return { invitation, company: null }
  const company = await selectCompany(ctx.db, invitation.company_id)
  if (!company || company.closed_at) reject('link_dead')
  return { invitation, company }
}

/** Whether the account of this address is signed in here. */
function isOwner(ctx: Context, email: string): boolean {
  return 'email' in ctx.actor && ctx.actor.email === email
}

function somebodyElse(ctx: Context, email: string): string | null {
  return 'email' in ctx.actor && ctx.actor.email !== email ? ctx.actor.email : null
}
