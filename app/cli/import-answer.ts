import type { ListedFault } from '#app/domain/imports/faulty-rows.server.ts'
import type { FoundImport } from '#app/domain/imports/import-lists.server.ts'
import { leftOutWords } from '#app/domain/imports/parsing/reading-words.ts'
import { leftOutKinds } from '#app/domain/imports/parsing/records.ts'
import type { OpenQuestion } from '#app/domain/imports/questions.ts'
import type { Operator } from './operator.server.ts'

/** With `--json`; the page of the import has all of them, and as a file. */
export const GIVEN_FAULTS = 20_000

interface Found {
  faults: readonly ListedFault[]
  questions: readonly OpenQuestion[]
}

/** What came of an import, for a person at a terminal. */
export function importSentences(
  { t, sayByKey }: Operator,
  found: FoundImport,
  { faults, questions }: Found,
): string {
  const { counts, layout, failure } = found
  const reasons = (layout?.fileFaults ?? []).map(({ code, params }) =>
    sayByKey(`imports:fileFaults.${code}`, params),
  )
  const missing = (layout?.missing ?? []).map((field) => sayByKey(`imports:fields.${found.kind}.${field}`))
  const leftOut = leftOutKinds.flatMap((kind) => {
    const rows = layout?.leftOut[kind]
    return rows ? [`${t(leftOutWords(kind))}: ${rows}`] : []
  })
  return [
    `${found.fileName}: ${t(`imports:status.${found.status}`)}`,
    `${t('imports:preview.new')}: ${counts.added}`,
    `${t('imports:preview.changed')}: ${counts.changed}`,
    `${t('imports:preview.same')}: ${counts.same}`,
    `${t('imports:preview.leftOut')}: ${[counts.leftOut, ...(leftOut.length > 0 ? [`(${leftOut.join(', ')})`] : [])].join(' ')}`,
    `${t('imports:preview.faulty')}: ${counts.faulty}`,
    ...(failure && reasons.length === 0 ? [sayByKey(`imports:failure.${failure}`)] : reasons),
    ...(missing.length > 0 ? [t('imports:mapping.missing', { fields: missing.join(', ') })] : []),
    ...questions.map(({ code, column, choices }) =>
      t('commands:import.question', {
        question: [code, column].filter(Boolean).join(', '),
        choices: choices?.join(', ') ?? '…',
      }),
    ),
    ...faults.map(({ row, column, code, params }) => {
      const place = [`${t('imports:faultList.row')} ${row}`, column, params.value].filter(Boolean).join(', ')
      return `${place}: ${sayByKey(`imports:faults.${code}`, params)}`
    }),
    ...(found.faults > faults.length ? [t('commands:import.more', { n: String(GIVEN_FAULTS) })] : []),
  ].join('\n')
}
