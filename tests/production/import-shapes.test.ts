import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { otherShapes } from '#tests/imports/cases/others.ts'
import { commandLine } from '#tests/support/commands.ts'
import { createCabinet } from '#tests/support/fixtures.ts'

/** Whole files of unknown senders through the command, to what the database holds of them. */
const folder = fileURLToPath(new URL('../fixtures/imports/', import.meta.url))
const cabinet = await createCabinet()
const { runJson, file, remove } = commandLine(cabinet)

/** Where a station is known, one that is not is asked about. */
const KNOWN = '012'

beforeAll(async () => {
  await cabinet.company({ bin: '180540001010' })
  await cabinet.db
    .insertInto('stations')
    .values({
      ...{ code: KNOWN, name: 'Отырар', city: '', address: '', hours: '' },
      ...{ products: '', status: 'open' },
    })
    .execute()
})
afterAll(async () => {
  await cabinet.destroy()
  remove()
})

const whole = Object.entries(otherShapes).filter(
  ([, { kind, rows, faults }]) => kind === 'transactions' && rows && !faults,
)

interface Expected {
  localDate: string
  localTime: string
  number: string
  volume: number
  price: number
  amount: number
}

test.each(whole)('%s', async (name, { answers = {}, rows = {} }) => {
  await cabinet.db.deleteFrom('transactions').execute()
  await cabinet.db.deleteFrom('stations').where('code', '!=', KNOWN).execute()
  const path = file(name, readFileSync(folder + name))
  const said = (all: Record<string, string>) =>
    Object.entries(all).flatMap(([code, choice]) => ['--answer', `${code}=${choice}`])
  const asked = await runJson(['import', 'transactions', path, ...said(answers)])
  const stations = asked.answer.questions.map(({ code }: { code: string }) => code)
  expect(asked).toMatchObject({ code: stations.length > 0 ? 2 : 0 })
  expect(stations.every((code: string) => code.startsWith('station.'))).toBe(true)
  const all = { ...answers, ...Object.fromEntries(stations.map((code: string) => [code, '+'])) }
  const { code, answer } =
    stations.length > 0 ? await runJson(['import', 'transactions', path, ...said(all)]) : asked
  const count = Object.keys(rows).length
  expect({ code, answer }).toMatchObject({
    code: 0,
    answer: { status: 'committed', counts: { added: count, faulty: 0 } },
  })
  const stored = await cabinet.db
    .selectFrom('transactions')
    .select(['occurred_at', 'instrument_number', 'volume', 'price', 'amount'])
    .orderBy('occurred_at')
    .execute()
  const expected = (Object.values(rows) as Expected[])
    .map(({ localDate, localTime, number, volume, price, amount }) => ({
      occurred_at: new Date(`${localDate}T${localTime}+05:00`),
      instrument_number: number,
      volume,
      price,
      amount,
    }))
    .toSorted((a, b) => a.occurred_at.getTime() - b.occurred_at.getTime())
  expect(
    stored.map((row) => ({
      ...row,
      volume: Number(row.volume),
      price: Number(row.price),
      amount: Number(row.amount),
    })),
  ).toEqual(expected)
})
