/** A list of flat objects, as an interface of a processor answers: the keys are the header. */
import { limits } from '../limits.ts'

/** Null: no such list. Numbers keep their digits only as far as JSON does. */
export function jsonTable(text: string): string[][] | null {
  const list = listIn(parsed(text))
  if (!list || list.length === 0) return null
  const items = list.map((item) => flat(item))
  const titles = [...new Set(items.flatMap((item) => Object.keys(item)))].slice(0, limits.columns)
  return [titles, ...items.map((item) => titles.map((title) => textOf(item[title])))]
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return eachLine(text)
  }
}

/** An object a line, as logs and queues are written. */
function eachLine(text: string): unknown {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  try {
    return lines.length > 1 ? lines.map((line): unknown => JSON.parse(line)) : null
  } catch {
    return null
  }
}

type Item = Record<string, unknown>

/** How deep an interface wraps its list. */
const MAX_DEPTH = 4

/** The list itself, or the only one in the objects around it. */
function listIn(value: unknown, depth = 0): Item[] | null {
  if (Array.isArray(value)) return value.length > 0 && value.every(isItem) ? value : null
  if (!isItem(value) || depth === MAX_DEPTH) return null
  const lists = Object.values(value).flatMap((each) =>
    [listIn(each, depth + 1) ?? []].filter((l) => l.length > 0),
  )
  return lists.length === 1 ? (lists[0] ?? null) : null
}

/** `{ card: { number } }` has a column "card number". */
function flat(item: Item): Item {
  return Object.fromEntries(
    Object.entries(item).flatMap(([key, value]) =>
      isItem(value)
        ? Object.entries(value).map(([inner, each]) => [`${key} ${inner}`, each])
        : [[key, value]],
    ),
  )
}

function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What a number beyond a double's precision was, nobody can say any more. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return String(value)
  if (typeof value !== 'number') return ''
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) return value.toExponential().replace('e', 'E')
  return /\.\d{3}$/.test(String(value)) ? `${value}0` : String(value)
}
