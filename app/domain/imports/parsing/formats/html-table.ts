/** The largest table of a web page, such as many programs save under the name of .xls. */
const tags = /<(\/?)(table|tr|td|th|br)\b([^<>]{0,2000})>/gi
const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
  laquo: '«',
  raquo: '»',
}

/** Null: there is no table with a cell in it. */
export function htmlTable(html: string): string[][] | null {
  const tables: string[][][] = []
  let rows: string[][] = []
  let cell: string | null = null
  let span = 1
  let height = 1
  let at = 0
  /** By column: cells that reach into the rows below, where they say the same. */
  let hanging = new Map<number, { text: string; rows: number }>()
  const around: { rows: string[][]; hanging: typeof hanging }[] = []
  const hang = () => {
    const row = rows.at(-1)
    for (let held = row && hanging.get(row.length); row && held; held = hanging.get(row.length)) {
      if (held.rows === 1) hanging.delete(row.length)
      else hanging.set(row.length, { ...held, rows: held.rows - 1 })
      row.push(held.text)
    }
  }
  const close = () => {
    if (cell === null) return
    hang()
    const row = rows.at(-1)
    const texts = [plainText(cell), ...Array.from({ length: span - 1 }, () => '')]
    for (const text of texts) {
      if (row && height > 1) hanging.set(row.length, { text, rows: height - 1 })
      row?.push(text)
    }
    cell = null
  }
  for (const tag of html.matchAll(tags)) {
    const [text, end, name = '', attributes = ''] = tag
    if (cell !== null) cell += html.slice(at, tag.index)
    at = tag.index + text.length
    const kind = name.toLowerCase()
    if (kind === 'br') {
      if (cell !== null) cell += ' '
      continue
    }
    close()
    if (kind === 'table' && !end) {
      around.push({ rows, hanging })
      rows = []
      hanging = new Map()
      tables.push(rows)
    } else if (kind === 'table') {
      // A table within a cell is over: the rows behind it are those of the table around it.
      ;({ rows, hanging } = around.pop() ?? { rows, hanging })
    } else if (kind === 'tr') {
      hang()
      if (!end) rows.push([])
    } else if (!end && rows.length > 0 && (kind === 'td' || kind === 'th')) {
      cell = ''
      span = reachOf(/colspan\s*=\s*["']?(\d{1,3})/i.exec(attributes))
      height = reachOf(/rowspan\s*=\s*["']?(\d{1,3})/i.exec(attributes))
    }
  }
  close()
  const largest = tables.toSorted((a, b) => b.length - a.length)[0]
  return largest?.some((row) => row.length > 0) ? largest : null
}

function reachOf(found: RegExpExecArray | null): number {
  return Math.min(200, Math.max(1, Number(found?.[1] ?? 1)))
}

function plainText(html: string): string {
  return html
    .replace(/<[^<>]*>/g, '')
    .replace(/&(?:#(\d{1,6})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
      if (name) return entities[String(name).toLowerCase()] ?? whole
      const code = decimal ? Number(decimal) : Number.parseInt(String(hex), 16)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
    })
    .replace(/\s+/g, ' ')
    .trim()
}
