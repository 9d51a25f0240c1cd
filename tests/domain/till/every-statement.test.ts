import { afterAll, beforeAll, expect, test } from 'vitest'
import { DomainError } from '#app/domain/kernel/errors.ts'
import { findOwnShift } from '#app/domain/till/own-shift.server.ts'
import { closeShift, openShift } from '#app/domain/till/shifts.server.ts'
import { createDb, type Db, isConnectionLost } from '#db/connection/client.server.ts'
import { type CutStep, type DatabaseProxy, startDatabaseProxy } from '#tests/support/database-proxy.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'

const MAX_STATEMENTS = 40

let cabinet: Cabinet
let cashier: Person
let proxy: DatabaseProxy
let proxied: Db

beforeAll(async () => {
  cabinet = await createCabinet()
  cashier = await cabinet.staff('cashier')
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
    const isUnknown = error instanceof DomainError && error.code === 'outcome_unknown'
    if (!isConnectionLost(error) && !isUnknown) throw error
  }
}

test.each<{ at: RegExp; step: CutStep }>([
  { at: /^/, step: 'unanswered' },
  { at: /^commit/i, step: 'unsent' },
])('a shift is closed once, whichever statement of $at is $step', async ({ at, step }) => {
  let statements = 0
  for (; statements < MAX_STATEMENTS; statements++) {
    const { id, device } = await openShift(cashier.ctx, { pin: '2468' })
    let caught: string | undefined
    const trapped = proxy.trap({ statement: at, step, after: statements })
    void trapped.then((statement) => {
      caught = statement
    })
    await attempt(() => closeShift({ ...cashier.ctx, db: proxied }, device))
    await proxy.restore()
    const { state } = await findOwnShift(cashier.ctx, device)
    if (state === 'open') await closeShift(cashier.ctx, device)
    const told = await cabinet.actions({ kind: 'shift', id })
    expect([caught, told]).toEqual([caught, ['shift.opened', 'shift.closed']])
    if (caught === undefined) break
  }
  expect(statements).toBeGreaterThan(0)
  expect(statements).toBeLessThan(MAX_STATEMENTS)
})
