import { sha256 } from '#app/domain/kernel/keyring.server.ts'
import { type Db, isRetryable } from '#db/connection/client.server.ts'
import {
  deleteSessionsOf,
  selectLiveSessionRows,
  selectSessionsOf,
  slideSession,
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
  closedCompanies: number
}

type Row = Awaited<ReturnType<typeof selectLiveSessionRows>>[number]

/**
 * Who is behind a session cookie, as the database knows it at this moment: an ended, idle or made-up session and a
 * disabled account are null, a changed role or a closed company shows at once.
 */
export async function resumeSession(db: Db, token: string): Promise<ResumedSession | null> {
  const rows = await selectLiveSessionRows(db, sha256(token))
  const [first] = rows
  if (!first) return null
  if (first.stale) await keepAlive(db, first)
  const companies = openCompaniesOf(rows)
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
    membership: first.staff_role ? null : chosenMembership(first.session_company_id, companies),
    companies,
    closedCompanies: rows.filter((row) => row.company_closed_at !== null).length,
  }
}

/** A lost race slides nothing; the next request will. */
async function keepAlive(db: Db, row: Row): Promise<void> {
  try {
    await slideSession(db, row.session_id, idleLimitOf(row.remembered === 1))
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
