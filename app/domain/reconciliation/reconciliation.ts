/**
 * A shift of a station compared with the operations here. Client-safe. Volumes are millilitres, money tiyn. Source:
 * docs/reconciliation.md
 */
import type { InstrumentKind, ProductCode } from '#db/schema/index.ts'

/**
 * `volume`: both sides know the operation, with other litres. `missing_here`: the station dispensed, the cabinet has nothing.
 * `missing_there`: the reverse. `total`: the sums of a product differ.
 */
export const differenceKinds = ['volume', 'missing_here', 'missing_there', 'total'] as const
export type DifferenceKind = (typeof differenceKinds)[number]

export interface ShiftTotal {
  /** Its code; a system's own where nobody has told what it means. */
  product: ProductCode
  instrument: InstrumentKind
  operations: number
  volume: number
}

/** What a station's system says of a shift that it has closed. */
export interface StationReport {
  totals: ShiftTotal[]
  /** Every operation of the shift; null: only sums were sent. */
  operations: { operationId: string; volume: number }[] | null
  /** What flowed through the pumps, by product, however it was paid. */
  metered: { product: ProductCode; volume: number }[]
}

/** What the cabinet has of one operation. */
export interface OwnFill {
  id: number
  operationId: string
  isCompleted: boolean
  /** It was completed within the shift. */
  isInPeriod: boolean
  product: ProductCode | null
  instrument: InstrumentKind | null
  /** Dispensed less what was taken back. */
  volume: number
}

export interface SideOfDifference {
  operations: number
  volume: number
}

export interface Difference {
  kind: DifferenceKind
  operationId: string | null
  /** The operation here, where there is one. */
  authorizationId: number | null
  product: ProductCode | null
  instrument: InstrumentKind | null
  /** Null: that side knows nothing of it. */
  ours: SideOfDifference | null
  theirs: SideOfDifference | null
}

/** Line by line what does not agree: the operations in the order of their ids, then the sums. Nothing dispensed is as good as no operation. */
export function compareShift(report: StationReport, fills: readonly OwnFill[]): Difference[] {
  return [...operationsApart(report, fills), ...totalsApart(report, fills)]
}

function operationsApart({ operations }: StationReport, fills: readonly OwnFill[]): Difference[] {
  if (operations === null) return []
  const known = new Map(fills.map((fill) => [fill.operationId, fill]))
  const told = new Set(operations.map(({ operationId }) => operationId))
  const lines: Difference[] = []
  for (const { operationId, volume } of operations) {
    const fill = known.get(operationId)
    const ours = fill?.isCompleted ? fill.volume : 0
    if (ours === volume) continue
    lines.push({
      kind: ours === 0 ? 'missing_here' : volume === 0 ? 'missing_there' : 'volume',
      operationId,
      ...thingsOf(fill),
      ours: sideOf(ours),
      theirs: sideOf(volume),
    })
  }
  for (const fill of fills) {
    if (!counts(fill) || told.has(fill.operationId)) continue
    const { operationId } = fill
    lines.push({
      kind: 'missing_there',
      operationId,
      ...thingsOf(fill),
      ours: sideOf(fill.volume),
      theirs: null,
    })
  }
  return lines
}

function totalsApart({ totals }: StationReport, fills: readonly OwnFill[]): Difference[] {
  const ours = new Map<string, ShiftTotal>()
  for (const { product, instrument, volume } of fills.filter(counts)) {
    if (product === null || instrument === null) continue
    add(ours, { product, instrument, operations: 1, volume })
  }
  const theirs = new Map<string, ShiftTotal>()
  for (const total of totals) add(theirs, total)
  return [...new Set([...ours.keys(), ...theirs.keys()])].sort().flatMap((key) => {
    const [our, their] = [ours.get(key), theirs.get(key)]
    const of = our ?? their
    if (
      !of ||
      ((our?.volume ?? 0) === (their?.volume ?? 0) && (our?.operations ?? 0) === (their?.operations ?? 0))
    )
      return []
    const { product, instrument } = of
    const things = { operationId: null, authorizationId: null, product, instrument }
    return [
      {
        kind: 'total' as const,
        ...things,
        ours: our ? figuresOf(our) : null,
        theirs: their ? figuresOf(their) : null,
      },
    ]
  })
}

/** Litres of a product that were sold here beyond what flowed through the pumps in the shift. */
export function beyondMeters(
  { metered }: StationReport,
  fills: readonly OwnFill[],
): { product: ProductCode; volume: number; metered: number }[] {
  const flowed = new Map<ProductCode, number>()
  for (const { product, volume } of metered) flowed.set(product, (flowed.get(product) ?? 0) + volume)
  return [...flowed].flatMap(([product, meter]) => {
    const sold = fills.filter((fill) => counts(fill) && fill.product === product)
    const volume = sold.reduce((sum, fill) => sum + fill.volume, 0)
    return volume > meter ? [{ product, volume, metered: meter }] : []
  })
}

function counts({ isCompleted, isInPeriod, volume }: OwnFill): boolean {
  return isCompleted && isInPeriod && volume > 0
}

function thingsOf(fill: OwnFill | undefined) {
  return {
    authorizationId: fill?.id ?? null,
    product: fill?.product ?? null,
    instrument: fill?.instrument ?? null,
  }
}

function sideOf(volume: number): SideOfDifference | null {
  return volume === 0 ? null : { operations: 1, volume }
}

function figuresOf({ operations, volume }: ShiftTotal): SideOfDifference {
  return { operations, volume }
}

function add(totals: Map<string, ShiftTotal>, total: ShiftTotal): void {
  const key = `${total.product} ${total.instrument}`
  const before = totals.get(key)
  totals.set(key, {
    ...total,
    operations: (before?.operations ?? 0) + total.operations,
    volume: (before?.volume ?? 0) + total.volume,
  })
}
