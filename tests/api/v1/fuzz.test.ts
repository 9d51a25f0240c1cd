import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { documentedOperations, faultsInAnswer } from '#tests/support/api-document.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { driftOfCouponTotals, driftOfTransactionTotals } from '#tests/support/sums.ts'
import { nasty, ODD_NAMES } from '../../routes/fuzz/values.ts'
import { type GoodCall, goodCalls } from './sweep.ts'

/** Ten thousand of another seed: `npm run fuzz -- api`. */
const COUNT = Number(process.env.FUZZ_COUNT ?? 400)
const SEED = Number(process.env.FUZZ_SEED ?? 20261122)
const AT_ONCE = 8

let cabinet: Cabinet
let app: App
let calls: Awaited<ReturnType<typeof goodCalls>>
const known = new Map<string, GoodCall[]>()
const operations = documentedOperations()

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  calls = await goodCalls(app, cabinet)
  for (const { operation } of operations) {
    const { operationId: id } = operation
    known.set(id, [await calls.callOf(id), await calls.callOf(id), await calls.callOf(id)])
  }
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

/** A value where a field has another one, and values of every JSON type. */
const value: fc.Arbitrary<unknown> = fc.oneof(
  nasty,
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(-1, 0, 1.5, 1e308, 2 ** 53, -0, 60_000_001, true, null, [], {}),
)

type Change =
  | { kind: 'set'; at: number; value: unknown }
  | { kind: 'add'; name: string; value: unknown }
  | { kind: 'drop'; at: number }
  | { kind: 'raw'; text: string }
  | { kind: 'none' }

const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('set' as const), at: fc.nat(30), value }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('add' as const), name: fc.constantFrom(...ODD_NAMES), value }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('drop' as const), at: fc.nat(30) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('raw' as const),
      text: fc.oneof(
        fc.json(),
        nasty,
        fc.constantFrom(
          '{',
          '{"a":1,"a":2}',
          '\ufeff{}',
          `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
          '1e999',
        ),
      ),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'none' as const }) },
)

const request = fc.record({
  at: fc.nat(operations.length - 1),
  call: fc.nat(2),
  id: fc.option(nasty, { freq: 3, nil: undefined }),
  query: fc.array(
    fc.tuple(fc.oneof(fc.constantFrom('station', 'cursor', 'status', 'q', 'qr', 'from'), nasty), nasty),
    {
      maxLength: 2,
    },
  ),
  changes: fc.array(change, { minLength: 1, maxLength: 3 }),
  headers: fc.constantFrom<Record<string, string>>(
    {},
    {},
    { 'idempotency-key': 'x'.repeat(200) },
    { 'idempotency-key': 'a b' },
    { 'accept-language': 'kk;q=NaN,*' },
    { 'content-type': 'application/json; charset=utf-16' },
    { accept: 'text/html' },
  ),
})

type Fuzzed = typeof request extends fc.Arbitrary<infer Each> ? Each : never

/** Every field of a body, those within it too. */
function placesIn(body: unknown, found: { of: Record<string, unknown>; name: string }[] = []) {
  if (typeof body !== 'object' || body === null) return found
  for (const name of Object.keys(body)) {
    found.push({ of: body as Record<string, unknown>, name })
    placesIn(Reflect.get(body, name), found)
  }
  return found
}

function bodyWith(body: Record<string, unknown> | undefined, changes: readonly Change[]): string {
  const changed: Record<string, unknown> = structuredClone(body ?? {})
  for (const each of changes) {
    if (each.kind === 'raw') return each.text
    const places = placesIn(changed)
    const place = 'at' in each ? places[each.at % Math.max(1, places.length)] : undefined
    if (each.kind === 'set' && place) Reflect.set(place.of, place.name, each.value)
    if (each.kind === 'drop' && place) Reflect.deleteProperty(place.of, place.name)
    if (each.kind === 'add')
      Object.defineProperty(changed, each.name, { value: each.value, enumerable: true, configurable: true })
  }
  return JSON.stringify(changed)
}

/** The file with what the changes bring in its lines. */
function fileWith(file: string, changes: readonly Change[]): string {
  return changes.reduce((text, each) => {
    if (each.kind === 'raw') return each.text
    return 'value' in each ? `${text}${String(each.value)};${each.kind}\n` : text
  }, file)
}

const LEAK =
  /[Ss]elect .* from |[Ii]nsert into |\bER_[A-Z]{2,}_[A-Z]{2,}|\bat (?:async )?[\w.<>]+ \(|node_modules|node:internal/

async function faultsOf({ at, call, id, query, changes, headers }: Fuzzed): Promise<string[]> {
  const asked = operations[at]
  const good = asked && known.get(asked.operation.operationId)?.[call]
  if (!asked || !good) return ['no such operation']
  const { method } = asked
  const [pathname = '', search = ''] = good.path.split('?')
  const path = id === undefined ? pathname : asked.path.replace(/\{\w+\}/, encode(id))
  const more = query.map(([name, text]) => `${encode(name)}=${encode(text)}`).join('&')
  const target = `${path}?${[search, more].filter(Boolean).join('&')}`
  const response = await fetch(app.url + target, {
    method,
    headers: {
      authorization: `Bearer ${good.ofNetwork ? calls.networkKey : calls.key}`,
      'content-type': good.file ? 'text/csv' : 'application/json',
      ...headers,
    },
    ...(method === 'POST' && {
      body: good.file ? fileWith(good.file, changes) : bodyWith(good.body, changes),
    }),
  })
  const text = await response.text()
  const told = { status: response.status, type: response.headers.get('content-type'), text }
  return [
    ...(response.status >= 500 ? [`status ${response.status}`] : []),
    ...(LEAK.test(text) ? [`leaks: ${text}`] : []),
    ...(response.headers.get('cache-control') === 'no-store' ? [] : ['may be cached']),
    ...faultsInAnswer(method, new URL(target, app.url).pathname, told),
  ]
}

/** Short enough that the head of a request, which node:http bounds, reaches the API. */
function encode(text: string): string {
  return encodeURIComponent([...text].slice(0, 300).join('').toWellFormed())
}

test(`${COUNT} malformed requests of every path: an answer by the document, none above 499, and sums that add up`, async () => {
  const samples = fc.sample(request, { numRuns: COUNT, seed: SEED })
  for (let from = 0; from < samples.length; from += AT_ONCE) {
    const some = samples.slice(from, from + AT_ONCE)
    const faults = await Promise.all(some.map(faultsOf))
    expect(faults.map((found, n) => (found.length > 0 ? { found, request: some[n] } : null))).toEqual(
      faults.map(() => null),
    )
  }
  expect(await driftOfCouponTotals(cabinet.db)).toEqual([])
  expect(await driftOfTransactionTotals(cabinet.db)).toEqual([])
}, 3_600_000)
