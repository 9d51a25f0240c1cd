import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { choiceWords } from '#app/domain/imports/parsing/reading-words.ts'
import { openRegister } from '#app/domain/imports/parsing/register.server.ts'
import type { Register, RegisterOptions } from '#app/domain/imports/parsing/register.ts'
import { firstWords } from '#tests/support/products.ts'
import type { Case } from './cases/case.ts'
import { otherShapes } from './cases/others.ts'
import { cardCases, couponCases, otherCases } from './cases/registers.ts'
import { transactionCases } from './cases/transactions.ts'
import { unsampledShapes } from './cases/unsampled-shapes.ts'

/** Rebuilt shapes of files that the trade sends, `u` and `w` those that came last; what is in `handled` came in rightly before. */
const folder = fileURLToPath(new URL('../fixtures/imports/', import.meta.url))
const cases: Record<string, Case> = {
  ...transactionCases,
  ...couponCases,
  ...cardCases,
  ...otherCases,
  ...otherShapes,
  ...unsampledShapes,
}

const names = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => (entry.parentPath.includes('handled') ? `handled/${entry.name}` : entry.name))

interface Reading {
  rows: Record<number, unknown>
  left: Record<number, string>
  faults: Record<number, string[]>
}

async function readingOf(register: Register): Promise<Reading> {
  const reading: Reading = { rows: {}, left: {}, faults: {} }
  for await (const row of register.rows(firstWords)) {
    if ('record' in row) reading.rows[row.row] = row.record
    else if ('faults' in row) reading.faults[row.row] = row.faults.map(({ code }) => code)
    else reading.left[row.row] = row.leftOut
  }
  return reading
}

function asked(register: Register): string[] {
  return register.decisions.flatMap(({ code, choice }) => (choice === null ? [code] : [])).sort()
}

function taken(register: Register): Record<string, string> {
  const certain = register.decisions.filter(({ by }) => by === 'file')
  return Object.fromEntries(certain.map(({ code, choice }) => [code, choice ?? '']))
}

test('every file has what it must come to', () => {
  expect(names.length).toBeGreaterThan(200)
  expect(Object.keys(cases).sort()).toEqual(names.sort())
})

describe('each shape of a file is read for what it says', () => {
  test.each(Object.entries(cases))('%s', async (name, expected) => {
    const bytes = readFileSync(folder + name)
    const options: RegisterOptions = { kind: expected.kind, fileName: name }
    const register = await openRegister(bytes, options)
    const found = {
      file: register.fileFaults[0]?.code,
      missing: expected.file ? undefined : register.missing,
      ambiguous: register.ambiguous.map(({ field }) => field),
      asks: asked(register),
      takes: taken(register),
      hiddenRows: register.hiddenRows,
    }
    expect(found).toEqual({
      file: expected.file,
      missing: expected.file ? undefined : (expected.missing ?? []),
      ambiguous: expected.ambiguous ?? [],
      asks: (expected.asks ?? []).toSorted(),
      takes: expected.takes ?? {},
      hiddenRows: expected.hiddenRows ?? 0,
    })
    const wordless = register.decisions.flatMap(({ choices }) =>
      choices.filter((choice) => !choiceWords(choice)),
    )
    expect(wordless).toEqual([])
    if (expected.otherSheets) expect(register.otherSheets).toEqual(expected.otherSheets)
    const isOpen = expected.file || expected.missing || expected.ambiguous || expected.asks
    expect(register.ready).toBe(!isOpen)
    // What a person must say of a file that is a register at all; a fourth, where its money may be another country's.
    if (!expected.file && Object.keys(register.mapping).length > 1) {
      const columns = new Set([...register.missing, ...register.ambiguous.map(({ field }) => field)])
      expect(columns.size + asked(register).length).toBeLessThanOrEqual(
        asked(register).includes('currency') ? 4 : 3,
      )
    }
    if (isOpen && !expected.answers && !expected.map) return
    const answers = expected.answers ?? {}
    const mapping = expected.map ? { mapping: { ...register.mapping, ...expected.map } } : {}
    const isSaid = expected.answers || expected.map
    const answered = isSaid ? await openRegister(bytes, { ...options, ...mapping, answers }) : register
    expect([name, asked(answered)]).toEqual([name, []])
    const { rows, left, faults } = await readingOf(answered)
    expect(left).toEqual(expected.left ?? {})
    expect(Object.fromEntries(Object.entries(faults).map(([row, codes]) => [row, codes[0]]))).toEqual(
      expected.faults ?? {},
    )
    for (const [row, record] of Object.entries(expected.rows ?? {})) {
      expect({ row, ...(rows[Number(row)] as object) }).toMatchObject({ row, ...record })
    }
    if (Object.keys(expected.rows ?? {}).length === 0 && !expected.faults && !expected.left) {
      expect(Object.keys(rows).length).toBeGreaterThan(0)
    }
  })
})
