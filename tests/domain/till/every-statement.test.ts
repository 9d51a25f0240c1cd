import type { KyselyPlugin } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DomainError } from '#app/domain/kernel/errors.ts'
import { findOwnShift } from '#app/domain/till/own-shift.server.ts'
import { completeFill, presentAtTill } from '#app/domain/till/selling.server.ts'
import { reportClosedShift, reportOwnShift } from '#app/domain/till/shift-lists.server.ts'
import { closeShift, openShift } from '#app/domain/till/shifts.server.ts'
import { createDb, type Db, isConnectionLost } from '#db/connection/client.server.ts'
import { type CutStep, type DatabaseProxy, startDatabaseProxy } from '#tests/support/database-proxy.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { bringCards } from '#tests/support/registers.ts'

const MAX_STATEMENTS = 40

let cabinet: Cabinet
let cashier: Person
let card: string
let proxy: DatabaseProxy
let proxied: Db

beforeAll(async () => {
  cabinet = await createCabinet()
  cashier = await cabinet.staff('cashier')
  const [own] = await bringCards(await cabinet.system(), await cabinet.company(), [
    { products: ['diesel'], dailyLimit: null },
  ])
  card = own?.number ?? ''
  proxy = await startDatabaseProxy(cabinet.url)
  proxied = createDb(proxy.url, { connections: 2 })
})
afterAll(async () => {
  await proxied.destroy()
  await proxy.stop()
  await cabinet.destroy()
})

/** What a call answers whose connection dies, or whose outcome nobody knows, is no fault. */
async function attempt(call: () => Promise<unknown>): Promise<void> {
  try {
    await call()
  } catch (error) {
    if (error instanceof Error && error.message === 'killed') return
    const isUnknown = error instanceof DomainError && error.code === 'outcome_unknown'
    if (!isConnectionLost(error) && !isUnknown) throw error
  }
}

/** A handle of a process that lives no more once `kill` is called: not a statement leaves it. */
function mortal(db: Db): { db: Db; kill: () => void } {
  let isDead = false
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      if (isDead) throw new Error('killed')
      return node
    },
    transformResult: async ({ result }) => result,
  }
  return { db: db.withPlugin(plugin), kill: () => (isDead = true) }
}

/** 20 litres of a card, sold in this shift. */
async function sell(device: string) {
  const { id } = await presentAtTill(cashier.ctx, device, { code: card, volume: 20_000 })
  await completeFill(cashier.ctx, device, id, { volume: 20_000 })
}

const SOLD = { totals: [{ product: 'diesel', instrument: 'card', fills: 1, volume: 20_000 }] }

/** Closed with its totals, its time and its entry in the audit log, or open with none of them and still selling. */
async function expectWholeOrOpen(id: number, device: string) {
  const row = await cabinet.db
    .selectFrom('till_shifts')
    .select(['open_user_id', 'closed_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const isOpen = row.open_user_id !== null
  const told = await cabinet.actions({ kind: 'shift', id })
  expect([row.closed_at === null, told.includes('shift.closed')]).toEqual([isOpen, !isOpen])
  const report = isOpen ? await reportOwnShift(cashier.ctx, device) : await reportClosedShift(cashier.ctx, id)
  expect(report).toMatchObject({ ...SOLD, shift: { isOpen } })
}

test.each<{ dies: 'the connection' | 'the process'; at: RegExp; step: CutStep }>([
  { dies: 'the connection', at: /^/, step: 'unanswered' },
  { dies: 'the connection', at: /^commit/i, step: 'unsent' },
  { dies: 'the process', at: /^/, step: 'unanswered' },
])('a shift is closed whole or open, whichever statement of $at is $step when $dies dies', async (mode) => {
  const { dies, at, step } = mode
  let statements = 0
  for (; statements < MAX_STATEMENTS; statements++) {
    const { id, device } = await openShift(cashier.ctx, { pin: '2468' })
    await sell(device)
    const handle = mortal(proxied)
    let caught: string | undefined
    const trapped = proxy.trap({ statement: at, step, after: statements })
    void trapped.then((statement) => {
      caught = statement
      if (dies === 'the process') handle.kill()
    })
    await attempt(() => closeShift({ ...cashier.ctx, db: handle.db }, device))
    await proxy.restore()
    await expectWholeOrOpen(id, device)
    const { state } = await findOwnShift(cashier.ctx, device)
    if (state === 'open') await closeShift(cashier.ctx, device)
    expect(await reportClosedShift(cashier.ctx, id)).toMatchObject(SOLD)
    const told = await cabinet.actions({ kind: 'shift', id })
    expect([caught, told]).toEqual([caught, ['shift.opened', 'shift.closed']])
    if (caught === undefined) break
  }
  expect(statements).toBeGreaterThan(0)
  expect(statements).toBeLessThan(MAX_STATEMENTS)
})
