import type { Context } from '#app/domain/kernel/context.ts'
import { normaliseEmail } from '#app/domain/kernel/email.input.server.ts'
import { DomainError, type ErrorCode, reject } from '#app/domain/kernel/errors.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { enforceRateLimit } from '#app/domain/rate-limits/rate-limits.server.ts'
import { selectCompany } from '#db/queries/companies/companies.ts'
import { selectPendingOf } from '#db/queries/invitations/invitations.ts'
import type { Locale } from '#db/schema/index.ts'
import { assertInvitable } from './invitable.server.ts'
import { addClientInvitation } from './invitations.server.ts'

export interface ContactOutcome {
  companyId: number
  /** Empty when there is no such company. */
  name: string
  outcome: 'invited' | ErrorCode
  invitationId?: number
}

export interface ContactReview {
  companyId: number
  name: string
  email: string
  /** The company's own; null: that of the operator's choice. */
  locale: Locale | null
  /** Why this company would be skipped. */
  refusal: ErrorCode | null
}

/** What inviting the contacts of these companies would do; nothing is sent. */
export async function reviewCompanyContacts(
  ctx: Context,
  companyIds: readonly number[],
): Promise<ContactReview[]> {
  requireRight(ctx, 'invite_clients')
  const reviews: ContactReview[] = []
  for (const companyId of new Set(companyIds)) reviews.push(await reviewContact(ctx, companyId))
  return reviews
}

async function reviewContact(ctx: Context, companyId: number): Promise<ContactReview> {
  const company = await selectCompany(ctx.db, companyId)
  const { name = '', email, locale = null } = company ?? {}
  const about = { companyId, name, email: email ?? '', locale }
  const refusal = await refusalOf(async () => {
    const email = addressOf(company)
    if (company?.closed_at) reject('company_closed')
    await assertInvitable(ctx, email, companyId)
    const pending = await selectPendingOf(ctx.db, companyId, email)
    // An expired one is replaced.
    if (pending.some(({ expires_at: end }) => end > ctx.now)) reject('already_invited')
  })
  return { ...about, refusal }
}

/**
 * Invites the address in each company's contract as its owner, in the language that was chosen for it in `locales`, the
 * company's or else `locale`; one result a company, in the order given.
 */
export async function inviteCompanyContacts(
  ctx: Context,
  companyIds: readonly number[],
  locale: Locale,
  locales: Readonly<Record<string, Locale>> = {},
): Promise<ContactOutcome[]> {
  requireRight(ctx, 'invite_clients')
  const outcomes: ContactOutcome[] = []
  for (const companyId of new Set(companyIds)) {
    outcomes.push(await inviteContact(ctx, companyId, { chosen: locales[companyId], other: locale }))
  }
  return outcomes
}

async function inviteContact(
  ctx: Context,
  companyId: number,
  { chosen, other }: { chosen: Locale | undefined; other: Locale },
): Promise<ContactOutcome> {
  const company = await selectCompany(ctx.db, companyId)
  const name = company?.name ?? ''
  let invitationId: number | undefined
  const refusal = await refusalOf(async () => {
    const email = addressOf(company)
    await enforceRateLimit(ctx, 'invitation')
    const locale = chosen ?? company?.locale ?? other
    const input = { email, companyId, role: 'owner', locale } as const
    invitationId = (await transact(ctx, (ctx) => addClientInvitation(ctx, input, 'bulk'))).id
  })
  return refusal
    ? { companyId, name, outcome: refusal }
    : { companyId, name, outcome: 'invited', invitationId }
}

function addressOf(company: { email: string | null } | undefined): string {
  if (!company) reject('company_not_found')
  if (!company.email) reject('company_without_email')
  return normaliseEmail(company.email) ?? reject('email_invalid')
}

async function refusalOf(work: () => Promise<void>): Promise<ErrorCode | null> {
  try {
    await work()
    return null
  } catch (error) {
    if (error instanceof DomainError && error.status < 500) return error.code
    throw error
  }
}
