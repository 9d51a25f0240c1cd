/** The zone of a row's time in a column beside it: `UTC+3`, `МСК+2`, `+05:00`, `Asia/Almaty`. */
import { type Zone, zoneOf } from '../values/zones.ts'
import type { CellReader } from './cell-reader.server.ts'
import type { UnnamedCell } from './unnamed-cells.ts'

const title = /часов\p{L}{0,4}\s{0,3}пояс|time\s?zone|utc\s?offset|^tz$|уақыт белдеуі/iu
const named = /^\(?(utc|gmt|мск|msk|z)\)?$/iu
const offset = /^\(?(utc|gmt|мск|msk)?\s?([+\-\u2212])(\d{1,2})(?::?([0-5]\d))?\)?(?:\s.{0,40})?$/iu

/** Null: no column says it. A fault where it says what nobody can read. */
export function zoneBeside(cells: CellReader, beside: readonly UnnamedCell[]): Zone | null {
  for (const { column, text } of beside) {
    const isTitled = title.test(cells.titleOf(column))
    const zone = zoneIn(text)
    // "+3" alone may be anything; behind "UTC" it is a zone under whatever title it stands.
    if (zone !== null && (isTitled || /^\(?(?:utc|gmt|мск|msk)/iu.test(text))) return zone
    if (isTitled) cells.fault('unknown_zone', null, { value: text }, column)
  }
  return null
}

function zoneIn(text: string): Zone | null {
  const [found, from = 'utc', sign, hours, minutes = '0'] = offset.exec(text) ?? []
  if (found === undefined) return zoneOf(named.exec(text)?.[1] ?? text.replace(/^.*\//, '')) ?? null
  const base = zoneOf(from)
  const ahead = (sign === '+' ? 1 : -1) * (Number(hours) * 60 + Number(minutes))
  return typeof base === 'number' ? base + ahead : null
}
