import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { OutageKind, ProductCode } from '#db/schema/index.ts'
import { type PageRequest, readsDown } from '#db/sql/page-request.ts'
import { beginningWith } from '#db/sql/search.ts'
import type { StationRow } from './stations.ts'

/** Within the week of a station: where today's and yesterday's eight digits begin, and the minute of either day. */
interface WeekMoment {
  today: number
  yesterday: number
  minute: number
  ofYesterday: number
}

/** What a list shows; left out means any. */
export interface StationSelection {
  /** Each is a part of the code, the name, the city or the address. */
  words?: readonly string[] | undefined
  city?: string | undefined
  product?: ProductCode | undefined
  /** `open`: no closure, and within hours that are known. */
  condition?: 'open' | 'closed' | 'shortage' | undefined
  now: Date
  at: WeekMoment
}

/**
 * One page by code, read along the index. Few stations are closed or short of fuel: those are read out of the outages.
 * Stations are thousands, not millions: a part of a name is searched by a scan.
 */
export async function selectStationPage(
  db: Db,
  selection: StationSelection,
  request: PageRequest,
): Promise<StationRow[]> {
  const down = readsDown(false, request)
  const { rows } = await sql<StationRow>`
    select s.* from ${sourceOf(selection)}
    where ${matches(selection)} ${beyond(request, down)}
    order by s.code ${sql.raw(down ? 'desc' : 'asc')}
    limit ${request.limit}
  `.execute(db)
  return rows
}

/** Codes are unique, so the place alone says where a page begins. */
function beyond({ edge }: PageRequest, down: boolean): RawBuilder<unknown> {
  if (!edge) return sql``
  return down ? sql`and s.code < ${edge.position}` : sql`and s.code > ${edge.position}`
}

/** The place of a station in the order, for the page that begins beside it. */
export async function selectStationPosition(db: Db, id: number): Promise<string | undefined> {
  const row = await db.selectFrom('stations').select('code').where('id', '=', id).executeTakeFirst()
  return row?.code
}

function sourceOf({ city, condition, now }: StationSelection): RawBuilder<unknown> {
  if (condition === 'shortage') {
    return sql`(${outOfOrder('shortage', now)}) found join stations s on s.id = found.id`
  }
  if (condition === 'closed') {
    return sql`(${outOfOrder('closure', now)} union
      select id from stations force index (stations_status) where status = 'closed'
    ) found join stations s on s.id = found.id`
  }
  return city === undefined
    ? sql`stations s force index (stations_code)`
    : sql`stations s force index (stations_city)`
}

/** Stations with an outage in force. */
function outOfOrder(kind: OutageKind, now: Date): RawBuilder<unknown> {
  return sql`select distinct station_id as id from station_outages force index (station_outages_kind)
    where kind = ${kind} and ends_at > ${now} and starts_at <= ${now}`
}

function matches({ words = [], city, product, condition, now, at }: StationSelection): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = words.map((word) => {
    const part = `%${beginningWith(word)}`
    return sql`(s.code collate utf8mb4_unicode_ci like ${part} or s.name like ${part} or s.city like ${part} or s.address like ${part})`
  })
  if (city !== undefined) parts.push(sql`s.city = ${city}`)
  if (product !== undefined) parts.push(sql`find_in_set(${product}, s.products) > 0`)
  if (condition === 'open') parts.push(isOpen(now, at))
  return parts.length > 0 ? sql.join(parts, sql` and `) : sql`true`
}

function isOpen(now: Date, { today, yesterday, minute, ofYesterday }: WeekMoment): RawBuilder<unknown> {
  const time = digits(minute)
  return sql`s.status = 'open' and s.week <> ''
    and (
      (substring(s.week, ${today + 1}, 4) <= ${time} and ${time} < substring(s.week, ${today + 5}, 4))
      or ${digits(ofYesterday)} < substring(s.week, ${yesterday + 5}, 4)
    )
    and (
      select count(*) from station_outages o
      where o.station_id = s.id and o.ends_at > ${now} and o.starts_at <= ${now} and o.kind = 'closure'
    ) = 0`
}

function digits(minute: number): string {
  return String(minute).padStart(4, '0')
}
