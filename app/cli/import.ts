import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { Argument, type Command, InvalidArgumentError, Option } from 'commander'
import { listFaults } from '#app/domain/imports/faulty-rows.server.ts'
import { type FoundImport, findImport } from '#app/domain/imports/import-lists.server.ts'
import { type FaultSummary, summarizeFaults } from '#app/domain/imports/import-rows.server.ts'
import {
  adjustImport,
  discardImport,
  requestCommit,
  startImport,
  stopImport,
} from '#app/domain/imports/imports.server.ts'
import { canCommit, isUnderway } from '#app/domain/imports/imports.ts'
import { mappingByHand } from '#app/domain/imports/mapping-by-hand.ts'
import { type Encoding, encodings } from '#app/domain/imports/parsing/encodings.ts'
import { type RegisterKind, registerKinds } from '#app/domain/imports/parsing/kinds.ts'
import { isOpen, openQuestions } from '#app/domain/imports/questions.ts'
import { sampleForPrograms } from '#app/domain/imports/sample.ts'
import { workOnImport } from '#app/domain/imports/work.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { matchNewPayments } from '#app/domain/payments/matching.server.ts'
import type { Translate } from '#locales/translate.ts'
import { GIVEN_FAULTS, importSentences } from './import-answer.ts'
import { type CommandOptions, type Operator, operate, UsageError } from './operator.server.ts'
import { withProgress } from './progress.ts'

interface ImportOptions extends CommandOptions {
  dryRun?: boolean
  encoding?: Encoding
  company?: string
  map: Record<string, string>
  answer: Record<string, string>
}

/** On a terminal. */
const SHOWN_FAULTS = 50
/** Questions wait for a person. */
const ASKS = 2
/** 128 + SIGINT: as a shell says that Ctrl-C ended a command. */
const STOPPED = 130

export function addImportCommand(program: Command, t: Translate): void {
  const pairs = (text: string, known: Record<string, string>) => {
    const at = text.indexOf('=')
    if (at < 1) throw new InvalidArgumentError(t('commands:import.notAPair', { value: text }))
    return { ...known, [text.slice(0, at).trim()]: text.slice(at + 1).trim() }
  }
  program
    .command('import')
    .description(t('commands:import.about'))
    .addArgument(new Argument('<kind>', t('commands:import.kind')).choices(registerKinds))
    .argument('<file>', t('commands:import.file'))
    .option('--dry-run', t('commands:import.dryRun'))
    .addOption(new Option('--encoding <encoding>', t('commands:import.encoding')).choices(encodings))
    .option('--company <bin>', t('commands:import.company'))
    .addOption(new Option('--map <field=column>', t('commands:import.map')).argParser(pairs).default({}, ''))
    .addOption(
      new Option('--answer <code=choice>', t('commands:import.answer')).argParser(pairs).default({}, ''),
    )
    .option('--json', t('commands:help.json'))
    .action((kind: RegisterKind, file: string, options: ImportOptions) =>
      operate(options, (operator) => importFile(operator, kind, file, options)),
    )
}

/** Ends with 1 when nothing could come in, with 2 when a person must decide something first. */
async function importFile(operator: Operator, kind: RegisterKind, file: string, options: ImportOptions) {
  const ctx = await operator.context()
  const bytes = await readFile(file).catch(() => reject('file_unreadable'))
  const { encoding, company } = options
  const answers = { ...options.answer, ...(company ? { owner: company } : {}) }
  const id = await startImport(ctx, { kind, encoding, answers }, { name: basename(file), bytes })
  const stop = new AbortController()
  const onSignal = () => stop.abort()
  process.once('SIGINT', onSignal)
  try {
    await importStarted(operator, ctx, id, options, stop.signal)
  } finally {
    process.off('SIGINT', onSignal)
  }
}

async function importStarted(
  operator: Operator,
  ctx: Context,
  id: number,
  options: ImportOptions,
  signal: AbortSignal,
): Promise<void> {
  const carryOut = () =>
    withProgress(operator, { isQuiet: options.json === true, id, ctx }, () => workOnImport(ctx, id, signal))
  await carryOut()
  if (Object.keys(options.map).length > 0 && !signal.aborted) {
    const { layout, kind } = await findImport(ctx, id)
    const mapping = mappingByHand(kind, layout, options.map)
    if (!mapping.ok)
      throw new UsageError(operator.t('commands:import.unknownColumn', { value: mapping.unknown }))
    await adjustImport(ctx, id, { mapping: mapping.columns })
    await carryOut()
  }
  const checked = await findImport(ctx, id)
  const summary = await summarizeFaults(ctx, id)
  if (!signal.aborted && checked.status === 'checked' && checked.counts.faulty === 0) {
    if (options.dryRun || !isWorthCommitting(checked)) await discardAfter(ctx, id)
    else {
      await requestCommit(ctx, id)
      await carryOut()
      if (checked.kind === 'payments') await matchNewPayments(ctx, signal)
    }
  }
  if (signal.aborted) return endStopped(operator, ctx, id)
  await answer(operator, ctx, { checked, summary, options })
}

/** Nothing of it stays: the worker must not go on with what the operator ended. */
async function endStopped({ t, say }: Operator, ctx: Context, id: number): Promise<void> {
  const found = await findImport(ctx, id)
  if (isUnderway(found)) await stopImport(ctx, id)
  await discardAfter(ctx, id)
  say(t('commands:import.stopped'))
  process.exitCode = STOPPED
}

async function discardAfter(ctx: Context, id: number): Promise<void> {
  await discardImport(ctx, id)
}

interface Result {
  checked: FoundImport
  summary: FaultSummary
  options: ImportOptions
}

async function answer(
  operator: Operator,
  ctx: Context,
  { checked, summary, options }: Result,
): Promise<void> {
  const { id, kind, counts, layout } = checked
  const ended = await findImport(ctx, id)
  const faults = await listFaults(ctx, id, { limit: options.json ? GIVEN_FAULTS : SHOWN_FAULTS })
  const questions = openQuestions(checked, summary)
  process.exitCode = exitCodeOf(checked, ended, questions.length > 0 && isOpen(checked, summary))
  const { status, failure } = ended
  const sample = (layout?.records ?? []).map(({ values }) => sampleForPrograms(values))
  operator.answer(
    { id, kind, file: ended.fileName, status, failure, counts, faults, questions, sample },
    importSentences(operator, { ...ended, layout: ended.layout ?? layout, counts }, { faults, questions }),
  )
}

function exitCodeOf(checked: FoundImport, ended: FoundImport, asks: boolean): number {
  if (asks) return ASKS
  const isClean = checked.status === 'checked' && checked.counts.faulty === 0
  return isClean && ['committed', 'discarded'].includes(ended.status) ? 0 : 1
}

function isWorthCommitting({ status, counts }: FoundImport): boolean {
  const { faulty, added, changed } = counts
  return canCommit({ status, rows_faulty: faulty, rows_new: added, rows_changed: changed })
}
