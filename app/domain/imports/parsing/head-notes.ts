/** What stands above a header and changes what its numbers and times are: "Суммы в тыс. тенге", "Время московское". */
import { zoneInTitle } from './values/dates.ts'

export interface HeadNotes {
  /** As it is written; null: nothing is said, or it is ours. */
  currency: string | null
  volume: string | null
  zone: 'utc' | 'msk' | null
}

const thousands =
  /(?:^|[^\p{L}])(тыс|млн)\p{L}{0,8}\.?\s{0,3}(л|литр\p{L}{0,3}|тг|тенге|теңге|kzt|₸|руб\p{L}{0,4}|rub)(?:$|[^\p{L}])/iu
const currencyWord =
  /(?:^|[^\p{L}])(?:валют\p{L}{1,3}|currency)(?:\s(?:отч[её]та|документа|договора|расч[её]тов))?[\s:=—–-]{1,5}(\p{L}{3,14}|[$€£₽₸])/iu
const inCurrency =
  /(?:^|\s)(?:в|in)\s(руб\p{L}{0,4}|росси\p{L}{1,8}|доллар\p{L}{1,3}|евро|rub|usd|eur|euro)(?:$|[^\p{L}])/iu
const inMeasure =
  /(?:^|\s)(?:в|in)\s(кг|килограмм\p{L}{1,3}|тонн\p{L}{1,3}|галлон\p{L}{1,3}|kg|gallons)(?:$|[^\p{L}])/iu
const ours = /^(?:тг|тенге|теңге|тнг|tenge|kzt|каз|₸)/iu
const ofTime = /врем|уақыт|time/iu

export function notesIn(rows: readonly { cells: readonly string[] }[]): HeadNotes {
  const notes: HeadNotes = { currency: null, volume: null, zone: null }
  for (const { cells } of rows) {
    const text = cells.join(' ').replace(/\s+/g, ' ').slice(0, 500)
    const [, many, of] = thousands.exec(text) ?? []
    if (many !== undefined && /^л/iu.test(of ?? '')) notes.volume ??= many
    else if (many !== undefined) notes.currency ??= many
    const said = currencyWord.exec(text)?.[1] ?? inCurrency.exec(text)?.[1]
    if (said !== undefined && !ours.test(said)) notes.currency ??= said
    notes.volume ??= inMeasure.exec(text)?.[1] ?? null
    if (ofTime.test(text)) notes.zone ??= zoneInTitle(text)
  }
  return notes
}
