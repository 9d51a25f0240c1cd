import type { FoundImport } from './import-lists.server.ts'
import type { FaultSummary } from './import-rows.server.ts'

type Layout = NonNullable<FoundImport['layout']>

/** Of an import, what its questions come from. */
export interface Asking {
  status: FoundImport['status']
  layout:
    | (Pick<Layout, 'mapping' | 'missing' | 'ambiguous'> & {
        columns: readonly Pick<Layout['columns'][number], 'index' | 'title' | 'letter'>[]
        fileFaults: readonly Pick<Layout['fileFaults'][number], 'code'>[]
        decisions: readonly Omit<Layout['decisions'][number], 'about' | 'by' | 'params' | 'sample'>[]
      })
    | null
}

/** Of its faults likewise. */
export interface AskingFaults extends Omit<FaultSummary, 'stations'> {
  stations: readonly Pick<FaultSummary['stations'][number], 'code'>[]
}

/** What must be decided before a file can come in. One of `column.<field>` is answered by a column, any other by a choice. */
export interface OpenQuestion {
  code: string
  field?: string
  column?: string
  choices?: string[]
}

/** A file with fewer columns of the register is another kind of file, which no answer turns into one. */
const MIN_COLUMNS = 2

/** Faults that an answer settles. */
const answerable = new Set(['station_not_found', 'near_duplicate', 'row_short', 'number_masked'])

/** What may be said to all faults of a kind. */
const acceptable: readonly { fault: string; question: OpenQuestion }[] = [
  { fault: 'near_duplicate', question: { code: 'near_duplicate', field: 'receipt', choices: ['accept'] } },
  { fault: 'row_short', question: { code: 'row_short', choices: ['accept'] } },
  { fault: 'number_masked', question: { code: 'masked', field: 'number', choices: ['match'] } },
]

export function openQuestions({ layout }: Pick<Asking, 'layout'>, summary: AskingFaults): OpenQuestion[] {
  const open = (layout?.decisions ?? []).filter(({ choice }) => choice === null)
  const titles = (layout?.columns ?? []).map(({ title, letter }) => title || letter)
  const columns = layout?.fileFaults.length === 0 ? columnsToChoose(layout) : []
  return [
    ...columns.map((field) => ({ code: `column.${field}`, field, choices: titles })),
    ...open.map(({ code, field, column, choices }) => ({
      code,
      ...(field ? { field } : {}),
      ...(column ? { column: column.title || column.letter } : {}),
      ...(choices.length > 0 ? { choices } : {}),
    })),
    ...summary.unknownStations.map((said) => ({
      code: `station.${said}`,
      field: 'station',
      choices: ['+', ...summary.stations.map(({ code }) => code)],
    })),
    ...acceptable
      .filter(({ fault }) => summary.groups.some(({ code }) => code === fault))
      .map(({ question }) => question),
  ]
}

function columnsToChoose({ missing, ambiguous }: NonNullable<Asking['layout']>): string[] {
  return [...new Set([...missing, ...ambiguous.map(({ field }) => field)])]
}

/** Nothing but questions keeps the file out: its faults are settled by answers. */
export function isOpen({ status, layout }: Asking, { groups }: Pick<AskingFaults, 'groups'>): boolean {
  if (status === 'failed') {
    const read = Object.keys(layout?.mapping ?? {}).length
    return layout?.fileFaults.length === 0 && read >= MIN_COLUMNS
  }
  return groups.length > 0 && groups.every(({ code }) => answerable.has(code))
}
