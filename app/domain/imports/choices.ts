/** What a person decided about a file, kept with its import and, but for its rows, with the sender's layout. */
import type { ImportRow } from '#db/queries/imports/imports.ts'

export interface ImportChoices {
  /** From 1; 0: the file has no header. */
  headerRow?: number | undefined
  /** A question's code -> the choice. */
  answers: Readonly<Record<string, string>>
  leaveOut: {
    /** By their number in the file. */
    rows: readonly number[]
    /** All rows that have one of these faults. */
    faults: readonly string[]
  }
  /** From the watched folder or the API: it comes in by itself when nothing is to be decided. */
  unattended?: boolean | undefined
}

export const NO_CHOICES: ImportChoices = { answers: {}, leaveOut: { rows: [], faults: [] } }

export function choicesIn({ choices }: Pick<ImportRow, 'choices'>): ImportChoices {
  return choices === null ? NO_CHOICES : { ...NO_CHOICES, ...(JSON.parse(choices) as Partial<ImportChoices>) }
}

/** Answers of one file only: two refuellings that look alike say nothing of the next file. */
const ofOneFile = new Set(['near_duplicate', 'sign'])

/** What serves the next file of the same sender; null for nothing. */
export function profileOf({ headerRow, answers }: ImportChoices): string | null {
  const kept = Object.fromEntries(Object.entries(answers).filter(([code]) => !ofOneFile.has(code)))
  if (headerRow === undefined && Object.keys(kept).length === 0) return null
  return JSON.stringify({ ...(headerRow === undefined ? {} : { headerRow }), answers: kept })
}

interface Layout {
  kind: ImportRow['kind']
  /** A column says the number of the card or coupon. */
  hasNumbers: boolean
  /** The file itself says whose it is. */
  saysOwner: boolean
}

/**
 * The remembered answers that hold for another file with the same titles. A processor sends every client's file in
 * one layout: the client of the last one is taken only where each row is held against the owner of its card.
 */
export function answersFor(
  { kind, hasNumbers, saysOwner }: Layout,
  answers: ImportChoices['answers'],
): ImportChoices['answers'] {
  const isHeldAgainst = kind === 'transactions' && hasNumbers && answers.masked !== 'match'
  if (isHeldAgainst && !saysOwner) return answers
  return Object.fromEntries(Object.entries(answers).filter(([code]) => code !== 'owner'))
}
