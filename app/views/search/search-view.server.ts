import { maskedNumber } from '#app/domain/cards/cards.ts'
import { almatyWallClock } from '#app/domain/kernel/calendar.ts'
import type { HitGroup, SearchResult } from '#app/domain/search/search.server.ts'
import { listHref } from '#app/ui/list/list-hrefs.ts'
import type { SearchGroup, SearchHit } from './search-view.ts'

type Hit = HitGroup['hits'][number]

/** What the page shows of a search, with a link for each hit, as clients or as staff open it. */
export function searchView(result: SearchResult, q: string, isStaff: boolean): SearchGroup[] {
  return result.groups.map(({ kind, hits, more }) => ({
    kind,
    hits: hits.map((hit) => viewOf(hit, isStaff)),
    moreHref: more ? listOf(kind, q, isStaff) : null,
    more,
  }))
}

function viewOf(hit: Hit, isStaff: boolean): SearchHit {
  const { kind, id, title, detail, note, status, moment } = hit
  return {
    key: `${kind} ${id}`,
    href: isStaff ? staffHref(hit) : clientHref(hit),
    title: kind === 'card' ? maskedNumber(title) : title,
    detail,
    note,
    status,
    moment: momentOf(kind, moment),
    company: isStaff && kind !== 'company' ? hit.company_name : null,
  }
}

/** The time of a sale is stored in UTC; days stay days. */
function momentOf(kind: Hit['kind'], moment: string | null): string | null {
  if (moment === null || kind === 'coupon' || kind === 'card') return moment
  return almatyWallClock(new Date(`${moment.replace(' ', 'T')}Z`))
}

function clientHref({ kind, id, title, detail }: Hit): string {
  switch (kind) {
    case 'coupon':
      return `/coupons/${id}`
    case 'card':
      return `/cards/${id}`
    case 'transaction':
      return listHref('/transactions', { q: title })
    case 'station':
      return `/stations/${encodeURIComponent(detail ?? '')}`
    default:
      return '/team'
  }
}

function staffHref({ kind, id, company_id: companyId, title, detail }: Hit): string {
  switch (kind) {
    case 'company':
      return `/admin/companies/${id}`
    case 'person':
      return `/admin/users/${id}`
    case 'invitation':
      return `/admin/invitations/${id}`
    case 'coupon':
      return `/admin/companies/${companyId}/coupons/${id}`
    case 'card':
      return `/admin/companies/${companyId}/cards/${id}`
    case 'transaction':
      return listHref(`/admin/companies/${companyId}/transactions`, { q: title })
    case 'station':
      return `/admin/stations/${encodeURIComponent(detail ?? '')}`
  }
}

const CLIENT_LISTS = {
  coupon: '/coupons',
  card: '/cards',
  transaction: '/transactions',
  station: '/stations',
}
const STAFF_LISTS = {
  company: '/admin/companies',
  person: '/admin/users',
  invitation: '/admin/invitations',
  station: '/admin/stations',
}

/** The list that finds the same; null where there is none across companies. */
function listOf(kind: Hit['kind'], q: string, isStaff: boolean): string | null {
  const lists: Partial<Record<Hit['kind'], string>> = isStaff ? STAFF_LISTS : CLIENT_LISTS
  const path = lists[kind]
  return path ? listHref(path, { q }) : null
}
