import { sql } from 'kysely'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { createDb, type Db, nodesOf } from '#db/connection/client.server.ts'
import { selectCommitOutcome } from '#db/queries/kernel/operations.ts'
import { system, testContext } from '#tests/support/context.ts'
import { createTestDatabase } from '#tests/support/database.ts'
import { startNodeProxies } from '#tests/support/node-proxies.ts'

const { db: direct, url, destroy } = await createTestDatabase()
const { url: clusterUrl, nodes, stop } = await startNodeProxies(url, 3)
const [first, second, third] = nodes as [(typeof nodes)[0], (typeof nodes)[0], (typeof nodes)[0]]
const open: Db[] = []

/** As a process of its own. */
function openCluster(): Db {
  const db = createDb(clusterUrl, { connections: 5 })
  open.push(db)
  return db
}

afterEach(async () => {
  for (const node of nodes) {
    await node.become('well')
    node.statements.length = 0
  }
  await Promise.all(open.splice(0).map((db) => db.destroy().catch(() => {})))
})
afterAll(async () => {
  await stop()
  await destroy()
})

const ask = async (db: Db) =>
  (await sql<{ n: number }>`select count(*) as n from facts`.execute(db)).rows.length
const write = async (db: Db, name: string) =>
  transact(await testContext(db, { actor: system }), ({ db }) =>
    db.insertInto('facts').values({ name, value: '1' }).execute(),
  )
const countOf = async (name: string) =>
  Number(
    (
      await direct
        .selectFrom('facts')
        .select(({ fn }) => fn.countAll().as('n'))
        .where('name', '=', name)
        .executeTakeFirstOrThrow()
    ).n,
  )
const asked = (node: (typeof nodes)[0]) =>
  node.statements.filter((statement) => /facts/.test(statement)).length

describe('a cluster of several hosts', () => {
  test('everything goes to the first that serves', async () => {
    const db = openCluster()
    for (let i = 0; i < 3; i++) await ask(db)
    await write(db, 'first')
    expect([asked(first), asked(second), asked(third)]).toEqual([4, 0, 0])
  })

  test.each(['dead', 'silent', 'without quorum', 'out of step'] as const)(
    'a first node that is %s is passed by',
    async (health) => {
      await first.become(health)
      const db = openCluster()
      await ask(db)
      await write(db, `passed by ${health}`)
      expect(await countOf(`passed by ${health}`)).toBe(1)
      expect(asked(second)).toBeGreaterThanOrEqual(2)
      expect(nodesOf(db).map(({ serving }) => serving)).toEqual([false, true, true])
    },
  )

  test.each(['dead', 'silent', 'without quorum', 'out of step'] as const)(
    'nobody who reads or writes meanwhile notices that a node becomes %s',
    async (health) => {
      const db = openCluster()
      await Promise.all(Array.from({ length: 5 }, () => ask(db)))
      await first.become(health)
      const names = Array.from({ length: 8 }, (_, i) => `${health} ${i}`)
      await Promise.all([...names.map((name) => write(db, name)), ...names.map(() => ask(db))])
      for (const name of names) expect(await countOf(name)).toBe(1)
      expect(nodesOf(db)[0]?.serving).toBe(false)
    },
  )

  test('a connection that was refused for want of quorum is used no more', async () => {
    const db = openCluster()
    await ask(db)
    await first.become('without quorum')
    await ask(db)
    await first.become('well')
    await expect.poll(() => nodesOf(db)[0]?.serving).toBe(true)
    first.statements.length = 0
    await ask(db)
    // Its settings are those of a new one.
    expect(first.statements.some((statement) => statement.includes('time_zone'))).toBe(true)
  })

  test('the preferred node is gone back to', async () => {
    const db = openCluster()
    await first.become('dead')
    await ask(db)
    await first.become('well')
    await expect.poll(() => nodesOf(db).every(({ serving }) => serving)).toBe(true)
    first.statements.length = 0
    await ask(db)
    expect(asked(first)).toBe(1)
  })

  test('with no node at all it says so at once, and goes on as soon as one is back', async () => {
    const db = openCluster()
    for (const node of nodes) await node.become('dead')
    await expect(ask(db)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    expect(nodesOf(db).some(({ serving }) => serving)).toBe(false)
    await expect(ask(db)).rejects.toThrow()
    await third.become('well')
    await expect.poll(() => ask(db).catch(() => 0)).toBe(1)
    expect(nodesOf(db).map(({ serving }) => serving)).toEqual([false, false, true])
  })

  test('a long statement is no silence', async () => {
    const db = openCluster()
    const { rows } = await sql<{ slept: number }>`select sleep(3.5) as slept`.execute(db)
    expect(rows).toEqual([{ slept: 0 }])
    expect(first.statements.filter((statement) => /sleep\(3.5\) as/.test(statement))).toHaveLength(1)
    expect(nodesOf(db).every(({ serving }) => serving)).toBe(true)
  })
})

describe('a COMMIT of which nobody knows what became', () => {
  test.each(['unsure of commits', 'losing commits'] as const)(
    'is looked up on another node when the first is %s, and not repeated',
    async (health) => {
      const db = openCluster()
      await ask(db)
      await first.become(health)
      await write(db, health)
      expect(await countOf(health)).toBe(1)
    },
  )

  test('is answered alike however often somebody asks', async () => {
    const never = Buffer.alloc(16, 7)
    expect(await selectCommitOutcome(direct, never)).toBe(false)
    expect(await selectCommitOutcome(direct, never)).toBe(false)
    const happened = Buffer.alloc(16, 9)
    await direct.insertInto('operations').values({ id: happened }).execute()
    expect(await selectCommitOutcome(direct, happened)).toBe(true)
    expect(await selectCommitOutcome(direct, happened)).toBe(true)
  })
})

test('one that failed beside somebody on another node meets him on the node where all processes meet', async () => {
  const order = nodes.map(({ port }) => `127.0.0.1:${port}`).sort()
  const db = createDb(clusterUrl.replace(/127[^/]+/, order.toReversed().join(',')))
  open.push(db)
  const ctx = await testContext(db, { actor: system })
  let tries = 0
  await transact(ctx, async ({ db }) => {
    tries += 1
    await db
      .insertInto('facts')
      .values({ name: `meeting ${tries}`, value: '1' })
      .execute()
    if (tries === 1) throw Object.assign(new Error('Deadlock found'), { errno: 1213 })
  })
  const wrote = (node: (typeof nodes)[0]) =>
    node.statements.filter((statement) => /insert into `facts`/.test(statement)).length
  expect(order.map((name) => wrote(nodes.find(({ port }) => name.endsWith(`:${port}`)) ?? first))).toEqual([
    1, 0, 1,
  ])
  expect([await countOf('meeting 1'), await countOf('meeting 2')]).toEqual([0, 1])
})

test('a read sees what every node of the cluster acknowledged before it', async () => {
  const { rows } = await sql<{ wait: number }>`select @@session.wsrep_sync_wait as wait`.execute(direct)
  expect(rows).toEqual([{ wait: 1 }])
})
