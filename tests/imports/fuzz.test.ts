/**
 * Real files with bytes changed, cut out, doubled and moved: whatever comes of them is read or named. `npm run fuzz --
 * imports` sends thousands of a new seed; this run is the first of a fixed one.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { registerKinds } from '#app/domain/imports/parsing/kinds.ts'
import { MAX_MILLILITRES, MAX_TIYN } from '#app/domain/imports/parsing/limits.ts'
import { openRegister } from '#app/domain/imports/parsing/register.server.ts'
import { firstWords } from '#tests/support/products.ts'

const folder = fileURLToPath(new URL('../fixtures/imports/', import.meta.url))
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name !== 'blank-rows-600k.xlsx')
  .map((entry) => `${entry.parentPath}/${entry.name}`)
  .sort()
const COUNT = Number(process.env.FUZZ_COUNT ?? 400)
const SEED = Number(process.env.FUZZ_SEED ?? 5)
const MB = 1024 * 1024
const MAX_MEMORY = 200 * MB
const MAX_MS = 10_000

/** Mulberry32: the same numbers for the same seed, on every machine. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

const marks = Buffer.from(';,\t"\'\r\n<>=-+.:0199\0\xff ', 'latin1')

function mutated(bytes: Buffer, random: (below: number) => number): Buffer {
  let changed = Buffer.from(bytes)
  for (let change = 0; change <= random(4); change++) {
    const at = random(changed.length)
    const length = 1 + random(12)
    const piece = changed.subarray(at, at + length)
    const rest = changed.subarray(at + length)
    const kind = random(5)
    if (kind === 0) changed[at] = random(256)
    else if (kind === 1) changed[at] = marks[random(marks.length)] ?? 0
    else if (kind === 2) changed = Buffer.concat([changed.subarray(0, at), rest])
    else if (kind === 3) changed = Buffer.concat([changed.subarray(0, at), piece, piece, piece, rest])
    else changed = Buffer.concat([rest, changed.subarray(0, at + length)])
    if (changed.length === 0) return Buffer.from(bytes)
  }
  return changed
}

/** Every number that comes in is one that the database takes. */
function isSound(record: object): boolean {
  return Object.entries(record).every(([field, value]) => {
    if (value instanceof Date) return !Number.isNaN(value.getTime())
    if (typeof value !== 'number' || /itude$/.test(field)) return true
    const most = field === 'volume' || field === 'remaining' ? MAX_MILLILITRES : MAX_TIYN
    return Number.isSafeInteger(value) && Math.abs(value) <= most
  })
}

test(
  `${COUNT} damaged files are read or named`,
  async () => {
    const random = randomFrom(SEED)
    const rest = process.memoryUsage().rss
    for (let run = 0; run < COUNT; run++) {
      const file = files[random(files.length)] ?? ''
      const bytes = mutated(readFileSync(file), random)
      const start = performance.now()
      const kind = registerKinds[random(registerKinds.length)]
      const register = await openRegister(bytes, { kind, fileName: file })
      const isNamed = register.fileFaults.length + register.missing.length + register.ambiguous.length > 0
      const isAsked = register.decisions.some(({ choice }) => choice === null)
      expect([file, run, register.ready !== (isNamed || isAsked)]).toEqual([file, run, true])
      if (register.ready) {
        for await (const row of register.rows(firstWords)) {
          if ('record' in row) expect([file, run, isSound(row.record)]).toEqual([file, run, true])
        }
      }
      const since = process.memoryUsage().rss - rest
      if (process.env.FUZZ_COUNT)
        expect([file, run, since < MAX_MEMORY, performance.now() - start < MAX_MS]).toEqual([
          file,
          run,
          true,
          true,
        ])
    }
  },
  Math.max(120_000, COUNT * 1_000),
)
