/** Notes what a file was taken for, and what a person answered. */
import { isValidBin } from '#app/domain/companies/bin.ts'
import type { FaultParams, FileFault } from '../faults.ts'
import type { HeadNotes } from '../head-notes.ts'
import type { Field, RegisterKind } from '../kinds.ts'
import type { Column, Decision, DecisionKind, OwnerHint, RegisterOptions } from '../register.ts'
import type { HeadField } from '../rows/heads.ts'
import type { Sample } from '../seen.ts'
import type { Survey } from '../survey.ts'
import { type Habits, noHabits } from './habits.ts'

export interface Decided {
  decisions: Decision[]
  habits: Habits
  fileFaults: FileFault[]
}

export interface ToDecide {
  kind: RegisterKind
  columns: readonly Column[]
  survey: Survey
  options: RegisterOptions
  from1904: boolean
  heads: readonly HeadField[]
  /** What the rows above the header, or the sheet's name, say of what was done. */
  operationAbove: string | null
  findsByPlate: boolean
  /** Fields that several columns claim: these are chosen first. */
  ambiguous: readonly Field[]
  ownerHint: OwnerHint | null
  notes: HeadNotes
  /** IBANs above the header. */
  accounts: readonly string[]
}

interface Asked {
  code: string
  about: DecisionKind
  field?: Field | null
  /** What the file itself says; null: it does not. */
  found: string | null
  choices: readonly string[]
  /** Of a text that is typed; a BIN where nothing else is said. */
  isText?: (text: string) => boolean
  params?: FaultParams
  sample: readonly Sample[]
  /** Cells of this file tell against the choice: nobody who made it for another file knew of them. */
  isDisproved?: (choice: string) => boolean
}

export class Asker {
  readonly decisions: Decision[] = []
  readonly fileFaults: FileFault[] = []
  readonly habits: Habits
  readonly byField: Map<Field, Column>

  constructor(readonly given: ToDecide) {
    this.byField = new Map(
      given.columns.flatMap((column) => (column.field ? [[column.field, column] as const] : [])),
    )
    this.habits = {
      ...structuredClone(noHabits),
      dates: { order: 'dmy', from1904: given.from1904 },
      heads: [...given.heads],
      passesMasked: given.options.answers?.masked === 'match',
    }
  }

  private answerTo(code: string, isDisproved?: (choice: string) => boolean): string | undefined {
    const { answers = {}, remembered = [] } = this.given.options
    const answer = Object.hasOwn(answers, code) ? answers[code] : undefined
    if (answer === undefined || !remembered.includes(code)) return answer
    return isDisproved?.(answer) ? undefined : answer
  }

  /** Notes a decision; what was chosen, by a person before the file. */
  ask({
    code,
    about,
    field = null,
    found,
    choices,
    isText = isValidBin,
    params = {},
    sample,
    isDisproved,
  }: Asked): string | null {
    const answer = this.answerTo(code, isDisproved)
    const isFree = choices.length === 0
    const isAnswer = answer !== undefined && (isFree ? isText(answer) : choices.includes(answer))
    const choice = isAnswer && answer !== undefined ? answer : found
    const column = field ? this.byField.get(field) : undefined
    this.decisions.push({
      code,
      about,
      field,
      column: column ? { index: column.index, letter: column.letter, title: column.title } : null,
      choice,
      by: choice === null ? null : isAnswer ? 'answer' : 'file',
      choices: [...choices],
      params,
      sample: [...sample],
    })
    return choice
  }
}
