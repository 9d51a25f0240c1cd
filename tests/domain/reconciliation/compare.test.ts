import { expect, test } from 'vitest'
import { lasts } from '#app/domain/reconciliation/reconciliation.input.server.ts'
import {
  beyondMeters,
  compareShift,
  type OwnFill,
  type StationReport,
} from '#app/domain/reconciliation/reconciliation.ts'
import { Random } from '#tests/faults/driver/random.ts'

const fill = (operationId: string, volume: number, more: Partial<OwnFill> = {}): OwnFill => ({
  ...{ id: Number(operationId), operationId, isCompleted: true, isInPeriod: true },
  ...{ product: 'ai92', instrument: 'card' },
  volume,
  ...more,
})

/** What an honest system says of these fills. */
function reportOf(fills: readonly OwnFill[]): StationReport {
  const dispensed = fills.filter(({ volume, isCompleted }) => isCompleted && volume > 0)
  const groups = Map.groupBy(dispensed, ({ product, instrument }) => `${product} ${instrument}`)
  return {
    totals: [...groups.values()].map((group) => ({
      product: group[0]?.product ?? '',
      instrument: group[0]?.instrument ?? 'card',
      operations: group.length,
      volume: group.reduce((sum, { volume }) => sum + volume, 0),
    })),
    operations: dispensed.map(({ operationId, volume }) => ({ operationId, volume })),
    metered: [],
  }
}

const kinds = (report: StationReport, fills: readonly OwnFill[]) =>
  compareShift(report, fills).map(({ kind, operationId }) => `${kind} ${operationId ?? ''}`.trim())

test('litres that differ are told with both figures, and so is the sum', () => {
  const report = reportOf([fill('1', 20_000), fill('2', 15_000)])
  expect(compareShift(report, [fill('1', 20_500), fill('2', 15_000)])).toEqual([
    {
      ...{ kind: 'volume', operationId: '1', authorizationId: 1, product: 'ai92', instrument: 'card' },
      ours: { operations: 1, volume: 20_500 },
      theirs: { operations: 1, volume: 20_000 },
    },
    {
      ...{ kind: 'total', operationId: null, authorizationId: null, product: 'ai92', instrument: 'card' },
      ours: { operations: 2, volume: 35_500 },
      theirs: { operations: 2, volume: 35_000 },
    },
  ])
})

test('an operation that only one side knows is named', () => {
  const [both, here, there] = [fill('1', 20_000), fill('2', 15_000), fill('3', 7_000)]
  expect(kinds(reportOf([both, there]), [both, here])).toEqual(['missing_here 3', 'missing_there 2', 'total'])
})

test('what was never completed here is not here, and what was taken back whole is nothing', () => {
  const held = fill('1', 0, { isCompleted: false })
  expect(kinds(reportOf([fill('1', 20_000)]), [held])).toEqual(['missing_here 1', 'total'])
  expect(kinds(reportOf([]), [fill('1', 0)])).toEqual([])
  const zero = { ...reportOf([]), operations: [{ operationId: '1', volume: 0 }] }
  expect(kinds(zero, [fill('1', 0)])).toEqual([])
  expect(kinds(zero, [fill('1', 5_000)])).toEqual(['missing_there 1', 'total'])
})

test('an operation of another time counts by its id, and in no sum of this shift', () => {
  const earlier = fill('1', 20_000, { isInPeriod: false })
  expect(kinds({ ...reportOf([]), operations: [{ operationId: '1', volume: 20_000 }] }, [earlier])).toEqual(
    [],
  )
  expect(kinds(reportOf([]), [earlier])).toEqual([])
})

test('without a list of operations only sums are compared, each product and instrument apart', () => {
  const fills = [fill('1', 20_000), fill('2', 9_000, { instrument: 'coupon' })]
  const report: StationReport = {
    totals: [
      { product: 'ai92', instrument: 'card', operations: 1, volume: 20_000 },
      { product: 'ai95', instrument: 'card', operations: 1, volume: 9_000 },
    ],
    ...{ operations: null, metered: [] },
  }
  expect(
    compareShift(report, fills).map(({ product, instrument, ours, theirs }) => [
      product,
      instrument,
      ours,
      theirs,
    ]),
  ).toEqual([
    ['ai92', 'coupon', { operations: 1, volume: 9_000 }, null],
    ['ai95', 'card', null, { operations: 1, volume: 9_000 }],
  ])
})

test('an honest report of a random shift agrees, and one wrong line is found as the line that it is', () => {
  const random = new Random(20_261_128)
  for (let round = 0; round < 300; round++) {
    const fills = Array.from({ length: 1 + Math.floor(random.next() * 12) }, (_, at) =>
      fill(String(at + 1), Math.floor(random.next() * 4) * 5_000, {
        product: random.next() < 0.5 ? 'ai92' : 'diesel',
        instrument: random.next() < 0.5 ? 'card' : 'coupon',
        isCompleted: random.next() < 0.9,
      }),
    )
    const report = reportOf(fills)
    expect(compareShift(report, fills)).toEqual([])
    const wrong = report.operations?.[Math.floor(random.next() * report.operations.length)]
    if (!wrong) continue
    const told = (report.operations ?? []).map((one) =>
      one === wrong ? { ...one, volume: one.volume + 1 } : one,
    )
    expect(kinds({ ...report, operations: told }, fills)).toEqual([`volume ${wrong.operationId}`])
  }
})

test('only more than flowed through the pumps is suspicious, by product', () => {
  const fills = [
    fill('1', 30_000),
    fill('2', 20_000, { instrument: 'coupon' }),
    fill('3', 9_000, { product: 'diesel' }),
  ]
  const metered = (ai92: number) => ({
    ...reportOf([]),
    metered: [
      { product: 'ai92', volume: ai92 - 1_000 },
      { product: 'ai92', volume: 1_000 },
      { product: 'diesel', volume: 9_000 },
    ],
  })
  expect(beyondMeters(metered(50_000), fills)).toEqual([])
  expect(beyondMeters(metered(49_999), fills)).toEqual([{ product: 'ai92', volume: 50_000, metered: 49_999 }])
})

test.each<[string, number, boolean]>([
  ['a moment', 1, true],
  ['no time', 0, false],
  ['less than none', -1, false],
  ['as long as can be', 7 * 24 * 3_600_000, true],
  ['longer', 7 * 24 * 3_600_000 + 1, false],
])('a shift that lasts %s', (_, ms, expected) => {
  const opened = new Date('2026-11-27T03:00:00Z')
  expect(lasts(opened, new Date(opened.getTime() + ms))).toBe(expected)
})
