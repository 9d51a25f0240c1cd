/**
 * Whether the chains of a compound file end: a reader that follows one that leads back into itself fills the memory and
 * never returns. Source: [MS-CFB] 2.1 to 2.6.
 */
const HEADER_ENTRIES = 109
const ENTRY_BYTES = 128
const STREAM_TYPES = [2, 5]

export function hasSoundChains(bytes: Uint8Array): boolean {
  if (bytes.length < 512) return false
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const shift = view.getUint16(30, true)
  if (shift !== 9 && shift !== 12) return false
  const size = 1 << shift
  const at = (sector: number) => (sector + 1) * size
  const isInside = (sector: number) => sector >= 0 && at(sector) + size <= bytes.length
  const fat = sectorsOfFat(view, size, at, isInside)
  if (fat === null) return false
  const next = fat.flatMap((sector) => numbersAt(view, at(sector), isInside(sector) ? size / 4 : 0))
  if (hasCycle(next)) return false
  const chain = (start: number) => {
    const sectors: number[] = []
    for (let sector = start; isInside(sector); sector = next[sector] ?? -1) sectors.push(sector)
    return sectors
  }
  const mini = chain(view.getInt32(60, true)).flatMap((sector) => numbersAt(view, at(sector), size / 4))
  const entries = chain(view.getInt32(48, true)).flatMap((sector) =>
    Array.from({ length: size / ENTRY_BYTES }, (_, index) => at(sector) + index * ENTRY_BYTES),
  )
  return !hasCycle(mini) && entries.every((entry) => isWithin(view, entry)) && isTree(view, entries)
}

/** The sectors that say which sector follows which; null where their own list leads back into itself. */
function sectorsOfFat(
  view: DataView,
  size: number,
  at: (sector: number) => number,
  isInside: (sector: number) => boolean,
): number[] | null {
  const fat = numbersAt(view, 76, HEADER_ENTRIES)
  const seen = new Set<number>()
  for (let sector = view.getInt32(68, true); isInside(sector); ) {
    if (seen.has(sector)) return null
    seen.add(sector)
    const numbers = numbersAt(view, at(sector), size / 4)
    sector = numbers.pop() ?? -1
    fat.push(...numbers)
  }
  return fat
}

function numbersAt(view: DataView, start: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => view.getInt32(start + index * 4, true))
}

/** Each number is the place of the next one; one that is no place ends its chain. */
function hasCycle(next: readonly number[]): boolean {
  const walkOf = new Int32Array(next.length)
  for (const start of next.keys()) {
    for (let place = start; place >= 0 && place < next.length; place = next[place] ?? -1) {
      if (walkOf[place] === start + 1) return true
      if (walkOf[place] !== 0) break
      walkOf[place] = start + 1
    }
  }
  return false
}

function isWithin(view: DataView, entry: number): boolean {
  return (
    !STREAM_TYPES.includes(view.getUint8(entry + 66)) || view.getUint32(entry + 120, true) <= view.byteLength
  )
}

/** The names of a compound file hang on each other by their left, right and child: no one on itself. */
function isTree(view: DataView, entries: readonly number[]): boolean {
  const walkOf = new Int32Array(entries.length)
  for (const start of entries.keys()) {
    const open = [start]
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      const entry = entries[index]
      if (entry === undefined || (walkOf[index] !== 0 && walkOf[index] !== start + 1)) continue
      if (walkOf[index] === start + 1) return false
      walkOf[index] = start + 1
      for (const link of [68, 72, 76]) {
        const other = view.getInt32(entry + link, true)
        if (other >= 0) open.push(other)
      }
    }
  }
  return true
}
