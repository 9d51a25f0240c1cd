import type { Context } from '#app/domain/kernel/context.ts'
import { DomainError, reject } from '#app/domain/kernel/errors.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { enforceRateLimit } from '#app/domain/rate-limits/rate-limits.server.ts'
import { type ImportWithPeople, selectImportWithPeople } from '#db/queries/imports/imports.ts'
import { type ListedFault, readFaults } from './faulty-rows.server.ts'
import { type FoundImport, importOf } from './import-lists.server.ts'
import { type FaultSummary, faultSummaryOf } from './import-rows.server.ts'
import { checkAgain } from './imports.server.ts'
import { mappingByHand } from './mapping-by-hand.ts'
import type { Encoding } from './parsing/encodings.ts'
import type { RegisterKind } from './parsing/kinds.ts'
import { isOpen, type OpenQuestion, openQuestions } from './questions.ts'
import { takeInRegister, type UploadedFile } from './take-in.server.ts'

/** Faults that are told at once; the page of the import has all of them, and as a file. */
const MAX_FAULTS = 1_000

export interface SendRegister {
  kind: RegisterKind
  encoding?: Encoding | undefined
  /** BIN of the client whose rows all of them are, in a file without a client's column. */
  company?: string | undefined
  /** Checked only: it never comes in by itself. */
  isDryRun: boolean
}

export interface SentRegister {
  found: FoundImport
  questions: OpenQuestion[]
  faults: ListedFault[]
}

export interface AnswerRegister {
  /** A question's code -> the choice. */
  answers: Readonly<Record<string, string>>
  /** A field -> the title or the letter of its column. */
  columns: Readonly<Record<string, string>>
}

/**
 * Takes in what a system of the retailer sends. Without faults and questions it comes in by itself; otherwise it waits
 * for answers, of the system or of a person, whom a letter tells so.
 * @returns the import's id
 * @throws DomainError key_of_a_company, too_many_requests, file_empty, file_too_large
 */
export async function sendRegister(ctx: Context, input: SendRegister, file: UploadedFile): Promise<number> {
  requireSender(ctx)
  await enforceRateLimit(ctx, 'register')
  const { kind, encoding, company, isDryRun } = input
  const answers: Record<string, string> = company ? { owner: company } : {}
  return takeInRegister(ctx, { kind, encoding, answers, unattended: !isDryRun }, file)
}

/** What became of a register that the same system sent. @throws DomainError key_of_a_company, import_not_found */
export async function findSentRegister(ctx: Context, id: number): Promise<SentRegister> {
  const row = await selectSent(ctx, id)
  const found = await importOf(ctx, row)
  const summary = await faultSummaryOf(ctx, row)
  const faults = found.faults > 0 ? await readFaults(ctx, id, MAX_FAULTS) : []
  return { found, questions: questionsOf(found, summary), faults }
}

/**
 * Has the file checked once more with answers to its questions; without faults it comes in by itself then, a dry run
 * too: whoever answers wants it in.
 * @throws DomainError key_of_a_company, import_not_found, import_not_ready, column_unknown
 */
export function answerRegister(
  ctx: Context,
  id: number,
  { answers, columns }: AnswerRegister,
): Promise<void> {
  return transact(ctx, async (ctx) => {
    const row = await selectSent(ctx, id)
    const { layout } = await importOf(ctx, row)
    const mapping = mappingByHand(row.kind, layout, columns)
    if (!mapping.ok)
      throw new DomainError('column_unknown', { field: '/columns', params: { value: mapping.unknown } })
    const isMapped = Object.keys(columns).length > 0
    await checkAgain(ctx, row, {
      answers: { ...answers },
      unattended: true,
      ...(isMapped ? { mapping: mapping.columns } : {}),
    })
  })
}

/** Registers are of the whole network: a key of one company must not bring in another's cards. */
function requireSender(ctx: Context): number {
  requireRight(ctx, 'send_registers')
  if (ctx.actor.kind !== 'integration' || ctx.actor.companyId !== null) return reject('key_of_a_company')
  return ctx.actor.integrationId
}

async function selectSent(ctx: Context, id: number): Promise<ImportWithPeople> {
  const integrationId = requireSender(ctx)
  const row = await selectImportWithPeople(ctx.db, id)
  return row?.integration_id === integrationId ? row : reject('import_not_found')
}

function questionsOf(found: FoundImport, summary: FaultSummary): OpenQuestion[] {
  const isWaiting = found.status === 'checked' || found.status === 'failed'
  return isWaiting && isOpen(found, summary) ? openQuestions(found, summary) : []
}
