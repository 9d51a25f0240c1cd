import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { Argument, type Command, Option } from 'commander'
import {
  type FoundImport,
  findImport,
  type ListedFault,
  listFaults,
} from '#app/domain/imports/import-lists.server.ts'
import { discardImport, requestCommit, startImport } from '#app/domain/imports/imports.server.ts'
import { canCommit } from '#app/domain/imports/imports.ts'
import { type Encoding, encodings } from '#app/domain/imports/parsing/encodings.ts'
import { type RegisterKind, registerKinds } from '#app/domain/imports/parsing/kinds.ts'
import { workOnImport } from '#app/domain/imports/work.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import type { Translate } from '#locales/translate.ts'
import { type CommandOptions, type Operator, operate } from './operator.server.ts'

interface ImportOptions extends CommandOptions {
  dryRun?: boolean
  encoding?: Encoding
}

/** On a terminal; the pages of the import have all of them, and as a file. */
const SHOWN_FAULTS = 50
const GIVEN_FAULTS = 20_000

export function addImportCommand(program: Command, t: Translate): void {
  program
    .command('import')
    .description(t('commands:import.about'))
    .addArgument(new Argument('<kind>', t('commands:import.kind')).choices(registerKinds))
    .argument('<file>', t('commands:import.file'))
    .option('--dry-run', t('commands:import.dryRun'))
    .addOption(new Option('--encoding <encoding>', t('commands:import.encoding')).choices(encodings))
    .option('--json', t('commands:help.json'))
    .action((kind: RegisterKind, file: string, options: ImportOptions) =>
      operate(options, (operator) => importFile(operator, kind, file, options)),
    )
}

/** Ends with 1 when nothing could come in. */
async function importFile(operator: Operator, kind: RegisterKind, file: string, options: ImportOptions) {
  const ctx = await operator.context()
  const bytes = await readFile(file).catch(() => reject('file_unreadable'))
  const { encoding } = options
  const id = await startImport(ctx, { kind, encoding }, { name: basename(file), bytes })
  const checked = await carriedOut(ctx, id)
  const isClean = checked.status === 'checked' && checked.counts.faulty === 0
  if (!isClean) process.exitCode = 1
  else if (options.dryRun || !isWorthCommitting(checked)) await discardImport(ctx, id)
  else {
    await requestCommit(ctx, id)
    await carriedOut(ctx, id)
  }
  const ended = await findImport(ctx, id)
  if (isClean && !['committed', 'discarded'].includes(ended.status)) process.exitCode = 1
  const faults = await listFaults(ctx, id, { limit: options.json ? GIVEN_FAULTS : SHOWN_FAULTS })
  const { status, failure } = ended
  operator.answer(
    { id, kind, file: ended.fileName, status, failure, counts: checked.counts, faults },
    sentences(operator, { ...ended, counts: checked.counts }, faults),
  )
}

async function carriedOut(ctx: Context, id: number): Promise<FoundImport> {
  await workOnImport(ctx, id)
  return findImport(ctx, id)
}

function isWorthCommitting({ status, counts }: FoundImport): boolean {
  const { faulty, added, changed } = counts
  return canCommit({ status, rows_faulty: faulty, rows_new: added, rows_changed: changed })
}

function sentences({ t, sayByKey }: Operator, found: FoundImport, faults: readonly ListedFault[]): string {
  const { counts, layout, failure } = found
  const reasons = (layout?.fileFaults ?? []).map(({ code, params }) =>
    sayByKey(`imports:fileFaults.${code}`, params),
  )
  const missing = (layout?.missing ?? []).map((field) => sayByKey(`imports:fields.${found.kind}.${field}`))
  return [
    `${found.fileName}: ${t(`imports:status.${found.status}`)}`,
    `${t('imports:preview.new')}: ${counts.added}`,
    `${t('imports:preview.changed')}: ${counts.changed}`,
    `${t('imports:preview.same')}: ${counts.same}`,
    `${t('imports:preview.faulty')}: ${counts.faulty}`,
    ...(failure && reasons.length === 0 ? [sayByKey(`imports:failure.${failure}`)] : reasons),
    ...(missing.length > 0 ? [t('imports:mapping.missing', { fields: missing.join(', ') })] : []),
    ...faults.map(({ row, column, code, params }) => {
      const place = [`${t('imports:faultList.row')} ${row}`, column, params.value].filter(Boolean).join(', ')
      return `${place}: ${sayByKey(`imports:faults.${code}`, params)}`
    }),
    ...(found.faults > faults.length ? [t('commands:import.more')] : []),
  ].join('\n')
}
