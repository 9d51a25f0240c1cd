import { sql } from 'kysely'
import { signOut, startSession } from '#app/domain/access/own-sessions.server.ts'
import { resumeSession } from '#app/domain/access/sessions.server.ts'
import { sha256 } from '#app/domain/kernel/keyring.server.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { selectLiveSessionRows } from '#db/queries/access/sessions.ts'
import { contextsOf, percentile, WriteHistory } from '../processes.ts'
import type { Scenario } from '../scenario.ts'

const BUSY_LANES = 6

/** A session ended on one node is asked for on another at once, while all of them are busy. */
export const scenario: Scenario = {
  title: 'ended on one node, used on another: refused every time',
  count: 1_000,
  async run({ processes, count, fail }) {
    const contexts = await contextsOf(processes)
    const [first] = contexts as [(typeof contexts)[0]]
    const user = await transact(first, async ({ db }) => {
      const email = `reader-${Date.now()}@altyn-dala.kz`
      const { insertId } = await db
        .insertInto('users')
        .values({ email, name: 'Reader', password_hash: '', locale: 'ru', staff_role: 'support' })
        .executeTakeFirstOrThrow()
      return db.selectFrom('users').selectAll().where('id', '=', Number(insertId)).executeTakeFirstOrThrow()
    })
    let over = false
    const load = contexts.flatMap((ctx) => {
      const history = new WriteHistory()
      return Array.from({ length: BUSY_LANES / contexts.length }, async () => {
        while (!over) await history.write(ctx)
      })
    })
    let accepted = 0
    let careless = 0
    const waits: number[] = []
    for (let round = 0; round < count; round++) {
      const [here, there] = [contexts[round % 3], contexts[(round + 1) % 3]] as [typeof first, typeof first]
      const start = () =>
        transact(here, (ctx) => startSession(ctx, user, { remember: false, device: { userAgent: 'Test' } }))
      const { token } = await start()
      await signOut(here, token)
      const begun = performance.now()
      if (await resumeSession(there.db, token)) accepted += 1
      waits.push(performance.now() - begun)
      // The same without waiting, for comparison: it shows that there was something to wait for.
      const other = await start()
      await there.db.connection().execute(async (one) => {
        await sql`set session wsrep_sync_wait = 0`.execute(one)
        await signOut(here, other.token)
        if ((await selectLiveSessionRows(one, sha256(other.token))).length > 0) careless += 1
        await sql`set session wsrep_sync_wait = 1`.execute(one)
      })
    }
    over = true
    await Promise.all(load)
    if (accepted > 0) fail(`${accepted} sessions that had ended were accepted`)
    return {
      rounds: count,
      accepted,
      'without waiting': careless,
      'p50 ms': percentile(waits, 0.5),
      'p99 ms': percentile(waits, 0.99),
    }
  },
}
