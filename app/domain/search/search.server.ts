import { cardState } from '#app/domain/cards/cards.ts'
import { couponState } from '#app/domain/coupons/coupons.ts'
import { businessDay, type Day } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { may, requireRight } from '#app/domain/kernel/rights.ts'
import type { Right } from '#app/domain/kernel/rights-table.ts'
import { MAX_SEARCH_LENGTH } from '#app/domain/kernel/search-length.ts'
import { isStatementTimeout } from '#db/connection/client.server.ts'
import { type HitKind, type HitRow, hitKinds, selectHits } from '#db/queries/search/hits.ts'
import type { CardStatus, CouponStatus } from '#db/schema/index.ts'

/** Shown of each kind. */
const SHOWN = 5
const MIN_LENGTH = 2

export interface HitGroup {
  kind: HitKind
  hits: HitRow[]
  /** There are others. */
  more: boolean
}

export interface SearchResult {
  groups: HitGroup[]
  /** Why it did not look: the text is too short or too long, or what it found would have taken too long. */
  refused: 'too_short' | 'too_long' | 'too_slow' | null
}

/** The right to see a kind: a client's own, and the staff's. */
const rightTo: Record<HitKind, { client: Right | null; staff: Right }> = {
  company: { client: null, staff: 'see_companies' },
  person: { client: 'manage_team', staff: 'see_users' },
  invitation: { client: null, staff: 'see_invitations' },
  coupon: { client: 'see_coupons', staff: 'see_any_company_records' },
  card: { client: 'see_cards', staff: 'see_any_company_records' },
  transaction: { client: 'see_transactions', staff: 'see_any_company_records' },
  station: { client: 'see_stations', staff: 'see_stations' },
}

/**
 * Whatever the text may mean, by kind: staff find the things of every company, a client those of its own. The kind whose
 * hit came by the likeliest way is first.
 */
export async function searchEverything(ctx: Context, q: string | undefined): Promise<SearchResult> {
  requireRight(ctx, 'see_search_results')
  if (!q) return { groups: [], refused: null }
  if (q.length > MAX_SEARCH_LENGTH) return { groups: [], refused: 'too_long' }
  if (q.length < MIN_LENGTH) return { groups: [], refused: 'too_short' }
  const { actor } = ctx
  const scope = actor.kind === 'client' ? actor.companyId : null
  const kinds = hitKinds.filter((kind) => {
    const right = rightTo[kind][scope === null ? 'staff' : 'client']
    return right !== null && may(actor, right)
  })
  try {
    const rows = await selectHits(ctx.db, { scope, q, kinds, limit: SHOWN + 1 })
    return { groups: groupsOf(rows, businessDay(ctx.now)), refused: null }
  } catch (error) {
    if (isStatementTimeout(error)) return { groups: [], refused: 'too_slow' }
    throw error
  }
}

function groupsOf(rows: readonly HitRow[], today: Day): HitGroup[] {
  const sorted = hitKinds
    .flatMap((kind) => rows.filter((row) => row.kind === kind))
    .sort((one, other) => one.way - other.way)
  const kinds = new Set(sorted.map(({ kind }) => kind))
  return [...kinds].map((kind) => {
    const hits = sorted.filter((row) => row.kind === kind)
    return { kind, hits: hits.slice(0, SHOWN).map((hit) => asOfToday(hit, today)), more: hits.length > SHOWN }
  })
}

/** Expiry is the date's, never only what is stored. */
function asOfToday(hit: HitRow, today: Day): HitRow {
  if (hit.kind === 'coupon') {
    const coupon = { status: hit.status as CouponStatus, valid_until: hit.moment ?? today }
    return { ...hit, status: couponState(coupon, today) }
  }
  if (hit.kind === 'card') {
    const card = { status: hit.status as CardStatus, valid_until: hit.moment }
    return { ...hit, status: cardState(card, today) }
  }
  return hit
}
