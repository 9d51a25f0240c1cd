/** A list of flat objects, as an interface of a processor answers: the keys are the header. */
import { limits } from '../limits.ts'

/** Null: no such list. Numbers keep their digits only as far as JSON does. */
export function jsonTable(text: string): string[][] | null {
  const list = listIn(parsed(text))
  if (!list || list.length === 0) return null
  const titles = [...new Set(list.flatMap((item) => Object.keys(item)))].slice(0, limits.columns)
  return [titles, ...list.map((item) => titles.map((title) => textOf(item[title])))]
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

type Item = Record<string, unknown>

/** The list itself, or the only one of an object around it. */
function listIn(value: unknown): Item[] | null {
  if (Array.isArray(value)) return value.every(isItem) ? value : null
  if (!isItem(value)) return null
  const lists = Object.values(value).filter(
    (each) => Array.isArray(each) && each.length > 0 && each.every(isItem),
  )
  return lists.length === 1 ? (lists[0] as Item[]) : null
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
