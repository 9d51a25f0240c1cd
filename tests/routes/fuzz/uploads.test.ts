import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { findImport } from '#app/domain/imports/import-lists.server.ts'
import { startApp } from '#tests/support/app.ts'
import { createCabinet } from '#tests/support/fixtures.ts'
import { bringIn, uploadForm, workOffImports } from '#tests/support/imports.ts'
import { sample } from '../../imports/parsing/support/registers.ts'
import { type Upload, uploads } from './registers.ts'

/** A file for twenty of the requests in fuzz.test.ts: `npm run fuzz` uploads five hundred. */
const COUNT = Math.ceil(Number(process.env.FUZZ_COUNT ?? 1_000) / 20)
const SEED = Number(process.env.FUZZ_SEED ?? 20261122)
const BOUND_MS = 600_000

const cabinet = await createCabinet()
const app = await startApp(cabinet)
const administrator = await cabinet.staff('administrator')
const staff = app.as(administrator)

afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

/** What became of it. @throws when something of it was our fault */
async function outcomeOf(upload: Upload): Promise<string> {
  // A browser sends no such names either.
  const name = upload.name.replaceAll(/[\r\n\0]/g, '') || 'x'
  const answer = await staff.upload('/admin/imports/new', uploadForm(upload.kind, name, upload.bytes))
  if (answer.status !== 302) {
    expect([400, 413]).toContain(answer.status)
    return 'refused'
  }
  const page = answer.headers.get('Location') ?? ''
  await workOffImports(cabinet)
  for (const path of [page, `${page}/faults`])
    expect([path, (await staff.get(path)).status < 500]).toEqual([path, true])
  const id = Number(page.split('/').at(-1))
  const checked = await findImport(administrator.ctx, id)
  expect(checked.failure).not.toBe('unexpected')
  expect(['checked', 'failed']).toContain(checked.status)
  if (checked.status === 'failed') return 'failed'
  const committed = await staff.post(`${page}/commit`)
  expect(committed.status).toBe(302)
  await workOffImports(cabinet)
  const brought = await findImport(administrator.ctx, id)
  expect(brought.failure).not.toBe('unexpected')
  return brought.status
}

test(
  `${COUNT} spoilt registers, FUZZ_SEED=${SEED}: each is brought in, waits with its faults, or is refused with a reason`,
  async () => {
    // Cards and coupons are of companies that are there.
    await bringIn(administrator.ctx, 'companies', sample('companies-1c.csv'), 'companies-1c.csv')
    const outcomes: Record<string, number> = {}
    for (const upload of fc.sample(uploads, { seed: SEED, numRuns: COUNT })) {
      const outcome = await outcomeOf(upload).catch((error: Error) => {
        const { kind, name, bytes } = upload
        throw new Error(`${kind} ${JSON.stringify(name)} ${bytes.toString('base64').slice(0, 4_000)}`, {
          cause: error,
        })
      })
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
    }
    // All kinds of ends came.
    expect(outcomes).toMatchObject({
      committed: expect.any(Number),
      checked: expect.any(Number),
      failed: expect.any(Number),
      refused: expect.any(Number),
    })
  },
  BOUND_MS,
)
