import type { Context } from '#app/domain/kernel/context.ts'
import type { ImportChange, ImportRow } from '#db/queries/imports/imports.ts'
import { selectMapping, upsertMapping } from '#db/queries/imports/mappings.ts'
import { answersFor, choicesIn, type ImportChoices, profileOf } from './choices.ts'
import type { FaultTotals } from './fault-rows.server.ts'
import { noHabits } from './parsing/decisions/habits.ts'
import { isEncoding } from './parsing/encodings.ts'
import { openRegisterApart } from './parsing/reader/reader.server.ts'
import type { LeftOutKind } from './parsing/records.ts'
import type { Layout, Register, RegisterOptions } from './parsing/register.ts'
import type { SampleRow } from './sample.ts'
import { openJson, sealJson } from './sealed-json.server.ts'
import { withoutSecretCells } from './secret-columns.ts'

/** What the last check found out, beside its counts. */
export interface Detected extends Layout {
  /** The first rows as they will be stored. */
  records: SampleRow[]
  leftOut: Partial<Record<LeftOutKind, number>>
  /** A person's, and those of the sender's layout beneath them: the check and the import go by them. */
  answers: ImportChoices['answers']
  /** What kept it from being taken back. */
  used: readonly { row: number; key: string }[]
  faultTotals: FaultTotals
}

export const NO_FAULTS: FaultTotals = { rowsByCode: {}, unknownStations: [] }

type DetectedColumns = 'detected' | 'detected_ciphertext' | 'detected_key_id'

/**
 * How the file was read at its last check; null before it, when the import was discarded, and when the key is gone
 * that sealed it: nothing can be done with its file then either.
 */
export function detectedIn(
  ctx: Pick<Context, 'keyring'>,
  row: Pick<ImportRow, 'id' | DetectedColumns>,
): Detected | null {
  const { detected_ciphertext: ciphertext, detected_key_id: keyId } = row
  if (ciphertext && keyId && ctx.keyring.knows(keyId))
    return openJson<Detected>(ctx, { ciphertext, key_id: keyId }, placeOf(row.id))
  // An import that an earlier release checked says less.
  return row.detected === null ? null : { ...EARLIER, ...(JSON.parse(row.detected) as Layout) }
}

/** Samples, titles and answers say what people wrote into a file, so that none of it is stored in plain text. */
export async function sealedDetected(
  ctx: Pick<Context, 'keyring'>,
  id: number,
  detected: Detected,
): Promise<Pick<ImportChange, DetectedColumns>> {
  const { ciphertext, key_id } = await sealJson(ctx, detected, placeOf(id))
  return { detected: null, detected_ciphertext: ciphertext, detected_key_id: key_id }
}

/** Of an import whose file is gone. */
export const NOTHING_DETECTED = { detected: null, detected_ciphertext: null, detected_key_id: null } as const

function placeOf(id: number): string {
  return `import:${id}:detected`
}

const EARLIER = {
  records: [],
  leftOut: {},
  answers: {},
  used: [],
  decisions: [],
  ownerHint: null,
  otherSheets: [],
  hiddenRows: 0,
  totals: [],
  habits: noHabits,
  faultTotals: NO_FAULTS,
}

/** What a check found out: all but the rows, and no QR payload. */
export function detectedBy(register: Register, found: Omit<Detected, keyof Layout>): Detected {
  const { rows: _rows, ready: _ready, ...layout } = register
  return { ...withoutSecretCells(layout), ...found }
}

/** Once an import is over nobody needs cells of its file any more. */
export async function withoutSample(
  ctx: Context,
  row: ImportRow,
): Promise<Pick<ImportChange, DetectedColumns>> {
  const seen = detectedIn(ctx, row)
  if (seen === null) return NOTHING_DETECTED
  const decisions = seen.decisions.map((decision) => ({ ...decision, sample: [] }))
  return sealedDetected(ctx, row.id, { ...seen, sample: [], records: [], decisions })
}

interface OpenedRegister {
  register: Register
  answers: ImportChoices['answers']
}

/** As a person decided, else as somebody once decided for a file with the same titles, else as it looks. */
export async function openForCheck(ctx: Context, row: ImportRow, bytes: Uint8Array): Promise<OpenedRegister> {
  const { answers, ...options } = optionsOf(row, choicesIn(row))
  const register = await openRegisterApart(bytes, { ...options, answers })
  const profile = await profileFor(ctx, row, register)
  if (!profile) return { register, answers }
  const hasNumbers = (options.mapping ?? profile.mapping)?.number !== undefined
  const saysOwner = Boolean(register.ownerHint?.bin)
  const earlier = answersFor({ kind: row.kind, hasNumbers, saysOwner }, profile.answers)
  const both = { ...earlier, ...answers }
  const { headerRow, ...others } = profile
  const asRemembered = {
    ...options,
    ...others,
    ...(options.mapping ? { mapping: options.mapping } : {}),
    answers: both,
    remembered: Object.keys(earlier).filter((code) => !Object.hasOwn(answers, code)),
  }
  const open = (header: number | undefined) =>
    openRegisterApart(bytes, { ...asRemembered, ...(header === undefined ? {} : { headerRow: header }) })
  const there = await open(options.headerRow ?? headerRow)
  // Other titles stand in the remembered row of this file: what is above them would be left out unseen.
  const isElsewhere =
    options.headerRow === undefined && headerRow !== undefined && there.signature !== register.signature
  const again = isElsewhere ? await open(undefined) : there
  return again.ready || !register.ready ? { register: again, answers: both } : { register, answers }
}

/**
 * Exactly as it was read at the check, so that what was shown is what comes in; what the check found out by looking at
 * the whole file is not found out again.
 */
export function openAsChecked(ctx: Context, row: ImportRow, bytes: Uint8Array): Promise<Register> {
  const seen = detectedIn(ctx, row)
  const options = optionsOf(row, choicesIn(row))
  if (!seen) return openRegisterApart(bytes, options)
  return openRegisterApart(bytes, {
    ...options,
    answers: seen.answers,
    checked: { habits: { ...noHabits, ...seen.habits }, decisions: seen.decisions },
    headerRow: seen.headerRow,
    mapping: seen.mapping,
    ...(seen.encoding ? { encoding: seen.encoding } : {}),
    ...(seen.delimiter ? { delimiter: seen.delimiter } : {}),
    ...(seen.sheet ? { sheet: seen.sheet } : {}),
  })
}

/** What a person decided serves the next file with the same titles; detection needs no memory. */
export async function rememberProfile(ctx: Context, row: ImportRow): Promise<void> {
  const seen = detectedIn(ctx, row)
  if (!seen?.signature) return
  const choices = profileOf(choicesIn(row))
  if (row.mapping === null && choices === null) return
  await upsertMapping(ctx.db, {
    kind: row.kind,
    signature: Buffer.from(seen.signature, 'hex'),
    mapping: row.mapping ?? JSON.stringify(seen.mapping),
    choices,
    created_by: row.committed_by,
  })
}

type Profile = Pick<RegisterOptions, 'mapping' | 'headerRow'> & Pick<ImportChoices, 'answers'>

async function profileFor(
  ctx: Context,
  { kind }: ImportRow,
  { signature }: Register,
): Promise<Profile | undefined> {
  if (signature === null) return undefined
  const remembered = await selectMapping(ctx.db, kind, Buffer.from(signature, 'hex'))
  if (!remembered) return undefined
  const { headerRow, answers } = choicesIn(remembered)
  return {
    mapping: mappingIn(remembered.mapping),
    answers,
    ...(headerRow === undefined ? {} : { headerRow }),
  }
}

function optionsOf(
  row: ImportRow,
  { headerRow, answers, leaveOut }: ImportChoices,
): RegisterOptions & Pick<ImportChoices, 'answers'> {
  return {
    kind: row.kind,
    fileName: row.file_name,
    answers,
    leaveOut,
    ...(headerRow === undefined ? {} : { headerRow }),
    ...(isEncoding(row.encoding) ? { encoding: row.encoding } : {}),
    ...(row.sheet ? { sheet: row.sheet } : {}),
    ...(row.mapping ? { mapping: mappingIn(row.mapping) } : {}),
  }
}

function mappingIn(text: string): Record<string, unknown> {
  return JSON.parse(text) as Record<string, unknown>
}
