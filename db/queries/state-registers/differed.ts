import { sql } from 'kysely'
import type { Db } from '#db/connection/client.server.ts'
import type { StateRegisterRow } from './registers.ts'

/** What differed of these numbers when the register before this one was compared, as it was kept then. */
export async function selectDifferedBefore(
  db: Db,
  { id, instrument_kind, company_id, as_of }: StateRegisterRow,
  numbers: readonly string[],
): Promise<Map<string, string>> {
  if (numbers.length === 0) return new Map()
  const { rows } = await sql<{ number: string; differed: string }>`
    select s.number, s.differed from processor_states s
    where s.register_id = (
        select r.id from state_registers r
        where r.instrument_kind = ${instrument_kind} and r.company_id <=> ${company_id} and r.as_of < ${as_of}
          and r.id <> ${id} and r.status = 'compared'
        order by r.as_of desc limit 1)
      and s.number in (${sql.join(numbers.map((number) => Buffer.from(number)))}) and s.differed is not null
  `.execute(db)
  return new Map(rows.map(({ number, differed }) => [number.toString(), differed]))
}

/** Of rows that are there. */
export async function updateDiffered(
  db: Db,
  registerId: number,
  rows: readonly { number: string; differed: string }[],
): Promise<void> {
  if (rows.length === 0) return
  const cases = rows.map(({ number, differed }) => sql`when ${Buffer.from(number)} then ${differed}`)
  await sql`
    update processor_states set differed = case number ${sql.join(cases, sql` `)} end
    where register_id = ${registerId} and number in (${sql.join(rows.map(({ number }) => Buffer.from(number)))})
  `.execute(db)
}
