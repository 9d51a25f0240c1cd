/**
 * Cells and lines of CSV files that people open in Excel and 1C: UTF-8 with its mark, `;`, CRLF. Every cell goes
 * through one of the three functions, so that no text of a client's becomes a formula on an accountant's screen.
 */

/** Goes in front of the first line: without it Excel takes UTF-8 for windows-1251. */
export const CSV_MARK = '\uFEFF'

/**
 * Excel and its kin work out a cell that begins so, also in its wide forms; blanks, line ends and zero bytes in front
 * are skipped by one program or another, so a cell does not begin with these either (OWASP ASVS 5.0, 1.2.10), unless
 * an apostrophe behind them makes it text already.
 */
const formulaStart = /^[\s\0]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n\0][\s\0]*(?:[^\s\0']|$)/
const needsQuotes = /[";\r\n\t]|^\s|\s$/

function quoted(cell: string): string {
  return needsQuotes.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** Any text: a name, an address, a word. What would be a formula gets an apostrophe in front. */
export function textCell(text: string | null): string {
  if (text === null) return ''
  return quoted(formulaStart.test(text) ? `'${text}` : text)
}

/**
 * A number of a card, a coupon, a company: text that Excel would take for a quantity and ruin (it keeps 15 digits,
 * shows 11, and drops zeros in front) gets an apostrophe. Imports take the apostrophe off again.
 */
export function numberCell(number: string | null): string {
  return number !== null && /^(?:0\d+|\d{12,})$/.test(number) ? `'${number}` : textCell(number)
}

/** The same for 1C, which reads every digit and takes an apostrophe for a part of the number. */
export function bareNumberCell(number: string): string {
  return /^\d+$/.test(number) ? number : textCell(number)
}

/** A sum or a volume that was formatted for files (`1234,50`, `-0,05`): Excel may count with it. */
export function figureCell(figure: string | null): string {
  return figure !== null && /^-?\d+(?:[.,]\d+)?$/.test(figure) ? figure : textCell(figure)
}

/** Takes cells that one of the functions above made. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.join(';')}\r\n`
}
