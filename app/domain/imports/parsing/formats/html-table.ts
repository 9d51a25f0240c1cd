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
  let at = 0
  const close = () => {
    if (cell === null) return
    rows.at(-1)?.push(plainText(cell), ...Array.from({ length: span - 1 }, () => ''))
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
      rows = []
      tables.push(rows)
    } else if (kind === 'tr' && !end) rows.push([])
    else if (!end && rows.length > 0 && (kind === 'td' || kind === 'th')) {
      cell = ''
      span = Math.min(200, Math.max(1, Number(/colspan\s*=\s*["']?(\d{1,3})/i.exec(attributes)?.[1] ?? 1)))
    }
  }
  close()
  const largest = tables.toSorted((a, b) => b.length - a.length)[0]
  return largest?.some((row) => row.length > 0) ? largest : null
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
