/** The zone of a row's time in a column beside it: `UTC+3`, `МСК+2`, `+05:00`, `Asia/Almaty`. */
import type { CellReader } from './cell-reader.server.ts'
import type { UnnamedCell } from './unnamed-cells.ts'

const title = /часов\p{L}{0,4}\s{0,3}пояс|time\s?zone|utc\s?offset|^tz$|уақыт белдеуі/iu
const named = /^\(?(utc|gmt|мск|msk|z)\)?$/iu
const offset = /^\(?(utc|gmt|мск|msk)?\s?([+\-\u2212])(\d{1,2})(?::?([0-5]\d))?\)?(?:\s.{0,40})?$/iu
const cities = new Map([
  ['almaty', 300],
  ['astana', 300],
  ['алматы', 300],
  ['астана', 300],
  ['москва', 180],
  ['moscow', 180],
])
const MOSCOW_MINUTES = 180

/** Minutes ahead of UTC; null: no column says it. A fault where it says what nobody can read. */
export function zoneBeside(cells: CellReader, beside: readonly UnnamedCell[]): number | null {
  for (const { column, text } of beside) {
    const isTitled = title.test(cells.titleOf(column))
    const minutes = minutesOf(text)
    // "+3" alone may be anything; behind "UTC" it is a zone under whatever title it stands.
    if (minutes !== null && (isTitled || /^\(?(?:utc|gmt|мск|msk)/iu.test(text))) return minutes
    if (isTitled) cells.fault('unknown_zone', null, { value: text }, column)
  }
  return null
}

function minutesOf(text: string): number | null {
  const alone = named.exec(text)?.[1]
  if (alone !== undefined) return /^[мm]/iu.test(alone) ? MOSCOW_MINUTES : 0
  const [found, from = '', sign, hours, minutes = '0'] = offset.exec(text) ?? []
  if (found !== undefined) {
    const ahead = (sign === '+' ? 1 : -1) * (Number(hours) * 60 + Number(minutes))
    return ahead + (/^[мm]/iu.test(from) ? MOSCOW_MINUTES : 0)
  }
  return cities.get(text.toLowerCase().replace(/^.*\//, '')) ?? null
}
