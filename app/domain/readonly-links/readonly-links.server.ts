import { record } from '#app/domain/audit/audit.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { newToken, shownAddressOf } from '#app/domain/kernel/link-tokens.server.ts'
import { type Page, readPageById } from '#app/domain/kernel/page.server.ts'
import { requireClientRightIn } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { enforceRateLimit } from '#app/domain/rate-limits/rate-limits.server.ts'
import {
  insertReadonlyLink,
  type ReadonlyLinkRow,
  selectCompanyOfReadonlyLink,
  selectReadonlyLink,
  selectReadonlyLinks,
  selectVisits,
  sumVisits,
  updateReadonlyLinkRevoked,
  type VisitRow,
} from '#db/queries/readonly-links/links.ts'
import type { NewReadonlyLink } from './readonly-links.input.server.ts'
import { type ReadonlyLinkState, readonlyLinkState } from './readonly-links.ts'

/** Visits that the page of a link shows. */
const MAX_VISITS = 100

export interface ListedReadonlyLink extends ReadonlyLinkRow {
  state: ReadonlyLinkState
  visits: number
  lastVisit: Date | null
}

export interface ReadonlyLinkDetails extends ReadonlyLinkRow {
  state: ReadonlyLinkState
  /** The whole address while the link lives; null: a key is gone. */
  address: string | null
  /** The newest first. */
  visits: VisitRow[]
}

/**
 * A link by which whoever holds it reads coupons, cards and refuellings of a period, without names and without a code.
 * @returns its id. @throws DomainError too_many_requests
 */
export async function createReadonlyLink(
  ctx: Context,
  companyId: CompanyId,
  { name, from, to, days }: NewReadonlyLink,
): Promise<number> {
  const userId = requireClientRightIn(ctx, companyId, 'share_readonly') ?? reject('not_allowed')
  await enforceRateLimit(ctx, 'readonly_link')
  return transact(ctx, async (ctx) => {
    const period = { period_from: from, period_to: to }
    const row = {
      company_id: companyId,
      name,
      ...period,
      ...newToken(ctx.keyring, 'readonly'),
      created_by: userId,
      days,
    }
    const id = await insertReadonlyLink(ctx.db, { ...row, revoked_by: null })
    const subject = { kind: 'readonly_link', id, companyId } as const
    await record(ctx, 'readonly_link.created', subject, { name, startsOn: from, endsOn: to, days })
    return id
  })
}

/** The newest first, whatever has become of them. */
export async function listReadonlyLinks(
  ctx: Context,
  companyId: CompanyId,
  cursor?: string | undefined,
): Promise<Page<ListedReadonlyLink>> {
  requireClientRightIn(ctx, companyId, 'share_readonly')
  const page = await readPageById({
    cursor,
    read: (request) => selectReadonlyLinks(ctx.db, companyId, request),
  })
  const ids = page.rows.map(({ id }) => id)
  const sums = await sumVisits(ctx.db, ids)
  const rows = page.rows.map((row) => ({
    ...row,
    state: readonlyLinkState(row),
    visits: sums.get(row.id)?.visits ?? 0,
    lastVisit: sums.get(row.id)?.last ?? null,
  }))
  return { ...page, rows }
}

/** @throws DomainError not_found */
export async function findReadonlyLink(
  ctx: Context,
  companyId: CompanyId,
  id: number,
): Promise<ReadonlyLinkDetails> {
  requireClientRightIn(ctx, companyId, 'share_readonly')
  const link = (await selectReadonlyLink(ctx.db, companyId, id)) ?? reject('not_found')
  const state = readonlyLinkState(link)
  return {
    ...link,
    state,
    address: state === 'live' ? shownAddressOf(ctx, { ...link, purpose: 'readonly' }) : null,
    visits: await selectVisits(ctx.db, id, MAX_VISITS),
  }
}

/** From the next request on it leads nowhere. One that was revoked before stays so. @throws DomainError not_found */
export function revokeReadonlyLink(
  ctx: Context,
  companyId: CompanyId,
  id: number,
): Promise<{ name: string }> {
  const userId = requireClientRightIn(ctx, companyId, 'share_readonly') ?? reject('not_allowed')
  return transact(ctx, async (ctx) => {
    const { name } = (await selectReadonlyLink(ctx.db, companyId, id)) ?? reject('not_found')
    if (await updateReadonlyLinkRevoked(ctx.db, id, userId))
      await record(ctx, 'readonly_link.revoked', { kind: 'readonly_link', id, companyId }, { name })
    return { name }
  })
}

/** Which of the person's companies a link belongs to. */
export function companyOfReadonlyLink(
  ctx: Context,
  companyIds: readonly CompanyId[],
  id: number,
): Promise<CompanyId | undefined> {
  return selectCompanyOfReadonlyLink(ctx.db, companyIds, id)
}
