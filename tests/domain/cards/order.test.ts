import { afterAll, beforeAll, expect, test } from 'vitest'
import { listCards } from '#app/domain/cards/card-lists.server.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { bringCards } from '#tests/support/registers.ts'

let cabinet: Cabinet
let companyId: CompanyId
let owner: Context

beforeAll(async () => {
  cabinet = await createCabinet()
  companyId = await cabinet.company()
  owner = (await cabinet.client(companyId, 'owner')).ctx
  // Neither order is the other's, nor that in which they came.
  await bringCards(owner, companyId, [
    { number: '7825000000000002', holder: 'Жанна' },
    { number: '7825000000000003', holder: 'Арман' },
    { number: '7825000000000001', holder: 'Берик' },
  ])
})
afterAll(() => cabinet.destroy())

test.each([
  ['number', '123'],
  ['-number', '321'],
  ['holder', '312'],
  ['-holder', '213'],
  ['newest', '132'],
] as const)('by %s', async (sort, order) => {
  const { rows } = await listCards(owner, companyId, { sort })
  expect(rows.map(({ number }) => number.slice(-1)).join('')).toBe(order)
})
