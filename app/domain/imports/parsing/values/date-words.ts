/** Days as people write them, brought to the few shapes that `dates.ts` reads. */

const weekday =
  /^(?:понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|дүйсенбі|сейсенбі|сәрсенбі|бейсенбі|жұма|сенбі|жексенбі|monday|tuesday|wednesday|thursday|friday|saturday|sunday|пн|вт|ср|чт|пт|сб|вс|дс|сс|бс|жм|жс|mon|tue|wed|thu|fri|sat|sun)\.?,?\s{1,3}/iu
/** `5 марта 2026 г., четверг`, `05.03.2026 (чт)`. */
const weekdayBehind =
  /(?:,\s{0,3}|\s{1,3})\(?(?:понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|дүйсенбі|сейсенбі|сәрсенбі|бейсенбі|жұма|сенбі|жексенбі|пн|вт|ср|чт|пт|сб|вс)\.?\)?$/iu
/** `5 мар. 2026 г. в 9:15`. */
const at = /(?<=\d|г\.?|ж\.?),?\s{1,3}(?:в|at|сағат)\s{1,3}(?=\d)/iu
/** `Nov 2, 2026 8:15 AM`. */
const monthFirst = /^(\p{L}{3,9})\.?\s{1,3}(\d{1,2}),?\s{1,3}(\d{4})(?=$|[,\s])/u
/** `2-ноя-26`, as Excel shows a day that somebody typed. */
const shortYear = /^(\d{1,2})[\s-](\p{L}{3,9})\.?[\s-](\d{2})(?=$|\s)/u
/** `02.11.2026 10.11.12`. */
const dottedTime = /^(\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}-\d{2}-\d{2})\s{1,3}(\d{1,2})\.(\d{2})(?:\.(\d{2}))?$/

/** `08:15 05.03.2026`. */
const timeFirst = /^(\d{1,2}:\d{2}(?::\d{2})?),?\s{1,3}(\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2})$/

/** Without the day of the week, the day before its month, the year in full, and colons in the time. */
export function plainDate(text: string): string {
  if (/^[\d./:T-]+$/.test(text)) return text
  const day = text
    .replace(timeFirst, '$2 $1')
    .replace(weekday, '')
    .replace(weekdayBehind, '')
    .replace(at, ' ')
  const dotted = dottedTime.exec(day)
  if (dotted) return `${dotted[1]} ${dotted[2]}:${dotted[3]}:${dotted[4] ?? '00'}`
  return day.replace(monthFirst, '$2 $1 $3').replace(shortYear, '$1 $2 20$3')
}
