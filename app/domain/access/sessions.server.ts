import { sha256 } from '#app/domain/kernel/keyring.server.ts'
import { type Db, isRetryable } from '#db/connection/client.server.ts'
import {
  deleteSessionsOf,
  selectLiveSessionRows,
  selectSessionsOf,
  updateSessionExpiry,
  updateVisit,
} from '#db/queries/access/sessions.ts'
import type { ClientRole, Locale, StaffRole } from '#db/schema/index.ts'
import { idleLimitOf } from './session-life.ts'

export interface ResumedSession {
  sessionId: number
  /** The database's clock. */
  now: Date
  user: {
    id: number
    email: string
    name: string
    locale: Locale
    staffRole: StaffRole | null
    /** A cashier's. */
    stationId: number | null
    /** False until the first visit to the cabinet was greeted. */
    welcomed: boolean
  }
  /** The company that the cabinet shows; null for staff and for who has none that is open. */
  membership: { companyId: number; role: ClientRole } | null
  /** The person's open companies, by name. */
  companies: { id: number; name: string; role: ClientRole }[]
}

type Row = Awaited<ReturnType<typeof selectLiveSessionRows>>[number]

/**
 * Who is behind a session cookie, as the database knows it at this moment: an ended, idle or made-up session and a
 * disabled account are null, a changed role or a closed company shows at once. `prolong`: it counts as a visit.
 */
export async function resumeSession(
  db: Db,
  token: string,
  { prolong = true } = {},
): Promise<ResumedSession | null> {
  const rows = await selectLiveSessionRows(db, sha256(token))
  const [first] = rows
  if (!first) return null
  if (prolong && first.stale)
    await unlessRaced(updateSessionExpiry(db, first.session_id, idleLimitOf(first.remembered === 1)))
  const companies = openCompaniesOf(rows)
  const membership = first.staff_role ? null : chosenMembership(first.session_company_id, companies)
  const visited = rows.find((row) => row.company_id !== null && row.company_id === membership?.companyId)
  if (prolong && membership && visited?.visit_stale)
    await unlessRaced(updateVisit(db, first.user_id, membership.companyId))
  return {
    sessionId: first.session_id,
    now: first.now,
    user: {
      id: first.user_id,
      email: first.email,
      name: first.name,
      locale: first.locale,
      staffRole: first.staff_role,
      stationId: first.station_id,
      welcomed: first.welcomed_at !== null,
    },
    membership,
    companies,
  }
}

/** Whether it still stands, for who asks on nobody's behalf. */
export async function isSessionLive(db: Db, token: string): Promise<boolean> {
  return (await selectLiveSessionRows(db, sha256(token))).length > 0
}

/** A lost race writes nothing down; the next request will. */
async function unlessRaced(writing: Promise<void>): Promise<void> {
  try {
    await writing
  } catch (error) {
    if (!isRetryable(error)) throw error
  }
}

function openCompaniesOf(rows: Row[]): ResumedSession['companies'] {
  return rows.flatMap((row) =>
    row.company_id !== null && row.role !== null && row.company_closed_at === null
      ? [{ id: row.company_id, name: row.company_name ?? '', role: row.role }]
      : [],
  )
}

/** The chosen company or, when none was chosen yet, the first: never another one in place of a closed one. */
function chosenMembership(
  chosen: number | null,
  companies: ResumedSession['companies'],
): ResumedSession['membership'] {
  const company = chosen === null ? companies[0] : companies.find(({ id }) => id === chosen)
  return company ? { companyId: company.id, role: company.role } : null
}

/** Of one person, for staff; the latest seen first. */
export function sessionsOf(db: Db, userId: number) {
  return selectSessionsOf(db, userId)
}

/** A step of shutting an account. @returns how many ended. */
export function endSessionsOf(db: Db, userId: number): Promise<number> {
  return deleteSessionsOf(db, userId)
}
