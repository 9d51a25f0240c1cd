/** Reliability: whatever a register does to the process that reads it, letters leave meanwhile and do not wait for it. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startImport } from '#app/domain/imports/imports.server.ts'
import type { WorkerServices } from '#app/worker/job.ts'
import { jobs } from '#app/worker/jobs.ts'
import { runJobs } from '#app/worker/scheduler.server.ts'
import { sheetOf, withSheet, withStrings } from '#tests/imports/parsing/support/hostile-workbooks.ts'
import { couponHeader, couponRow, csv } from '#tests/imports/parsing/support/registers.ts'
import { type Cabinet, createCabinet, newAddress } from '#tests/support/fixtures.ts'
import { letterOf, letterTo } from '#tests/support/mail.ts'
import { workerServices } from '#tests/support/worker-services.ts'

/** Of the letters written while a file is read; none of them, where letters wait for the file. */
const MIN_SHARE = 1 / 4
const EVERY_MS = 300

const rowsOf = (count: number, row: (index: number) => string) =>
  Array.from({ length: count }, (_, at) => row(at))
const head = sheetOf(couponHeader.split(';'), couponRow.split(';'))
const sheet = (rows: string[]) => `<worksheet><sheetData>${head}${rows.join('')}</sheetData></worksheet>`

/** The ways that stopped the post before files were read apart, each at its full size. */
const hostile: Record<string, () => Uint8Array> = {
  'nested.xlsx': () => withSheet(`<worksheet><sheetData>${'<a>'.repeat(1_000_000)}`),
  'repeated.xlsx': () =>
    withStrings(
      'x'.repeat(30_000),
      sheet(rowsOf(1_000, (at) => `<row r="${at + 3}">${'<c t="s"><v>0</v></c>'.repeat(100)}</row>`)),
    ),
  'wide.xlsx': () =>
    withSheet(
      sheet(
        rowsOf(
          3_000,
          (at) => `<row r="${at + 3}">${'<c t="str"><v>cell of a sheet</v></c>'.repeat(190)}</row>`,
        ),
      ),
    ),
  'columns.csv': () => csv(['x;'.repeat(1_000_000)]),
  'commas.csv': () => csv([couponHeader, ...rowsOf(20_000, (at) => `${at};1${','.repeat(500)}x`)]),
}

let cabinet: Cabinet
let services: WorkerServices

beforeAll(async () => {
  cabinet = await createCabinet()
  services = await workerServices(cabinet)
})
afterAll(() => cabinet.destroy())

test('letters do not wait for the file that the worker is at', async () => {
  const { ctx } = await cabinet.staff('administrator')
  const ids = await Promise.all(
    Object.entries(hostile).map(([name, make]) =>
      startImport(ctx, { kind: 'coupons', encoding: undefined }, { name, bytes: make() }),
    ),
  )
  const stop = new AbortController()
  const running = runJobs(
    jobs.filter(({ name }) => name === 'mail' || name === 'imports'),
    services,
    stop.signal,
  )
  const letters: Promise<boolean>[] = []
  while (await isWaiting(ids)) {
    const [file] = await beingRead(ids)
    if (file) letters.push(leavesWhileRead(file))
    await sleep(EVERY_MS)
  }
  const left = await Promise.all(letters)
  stop.abort()
  await running
  expect(left.length).toBeGreaterThan(3)
  expect(left.filter(Boolean).length / left.length).toBeGreaterThan(MIN_SHARE)
  expect(await statusesOf(ids)).toEqual(ids.map(() => expect.stringMatching(/^(checked|failed)$/)))
})

/** Writes a letter. @returns whether the file is still being read when it has left. */
async function leavesWhileRead(file: number): Promise<boolean> {
  const id = await letterTo(await cabinet.system(), newAddress())
  while ((await letterOf(cabinet.db, id)).status !== 'sent') await sleep(50)
  return (await beingRead([file])).length === 1
}

async function statusesOf(ids: number[]): Promise<string[]> {
  const rows = await cabinet.db
    .selectFrom('imports')
    .select('status')
    .where('id', 'in', ids)
    .orderBy('id')
    .execute()
  return rows.map(({ status }) => status)
}

async function beingRead(ids: number[]): Promise<number[]> {
  const rows = await cabinet.db
    .selectFrom('imports')
    .select('id')
    .where('id', 'in', ids)
    .where('status', '=', 'checking')
    .execute()
  return rows.map(({ id }) => id)
}

async function isWaiting(ids: number[]): Promise<boolean> {
  return (await statusesOf(ids)).some((status) => status !== 'checked' && status !== 'failed')
}
