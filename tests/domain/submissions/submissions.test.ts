import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { performOnce } from '#app/domain/submissions/submissions.server.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'

let cabinet: Cabinet

beforeAll(async () => {
  cabinet = await createCabinet()
})
afterAll(() => cabinet.destroy())

test.each([
  ['done', async () => ({ result: 1, answer: 'a' })],
  [
    'failed',
    async () => {
      throw new Error('no')
    },
  ],
])('nothing renews a claim once it is %s', async (_, perform) => {
  const begun = vi.spyOn(globalThis, 'setInterval')
  const ended = vi.spyOn(globalThis, 'clearInterval')
  await performOnce(await cabinet.guest(), randomBytes(32), perform).catch(() => {})
  expect(begun).toHaveBeenCalledOnce()
  expect(ended).toHaveBeenCalledWith(begun.mock.results[0]?.value)
})
