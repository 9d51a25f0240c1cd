import { afterAll, beforeAll, expect, test } from 'vitest'
import { clockSkew } from '#app/domain/nodes/nodes.server.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'

let cabinet: Cabinet

beforeAll(async () => {
  cabinet = await createCabinet()
})
afterAll(() => cabinet.destroy())

const MINUTE_MS = 60_000

test('the clocks of one machine agree', async () => {
  expect(Math.abs(await clockSkew(cabinet.db))).toBeLessThan(MINUTE_MS)
})
