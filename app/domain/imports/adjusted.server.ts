import type { Context } from '#app/domain/kernel/context.ts'
import type { ImportChange, ImportRow } from '#db/queries/imports/imports.ts'
import { choicesIn, type ImportChoices, NO_CHOICES } from './choices.ts'
import type { AdjustImport } from './imports.input.server.ts'
import { detectedIn } from './layout-memory.server.ts'

type Read = Required<Pick<ImportChange, 'kind' | 'encoding' | 'sheet' | 'mapping' | 'choices'>>

/** An import as it is to be read after a person's correction. */
export function adjusted(
  ctx: Context,
  row: ImportRow,
  input: AdjustImport,
): Read & { kind: ImportRow['kind'] } {
  const seen = detectedIn(ctx, row)
  const kind = input.kind ?? row.kind
  const encoding = input.encoding === undefined ? row.encoding : input.encoding || null
  const sheet = input.sheet === undefined ? row.sheet : input.sheet || null
  const before = choicesIn(row)
  const headerRow = input.headerRow === undefined ? before.headerRow : (input.headerRow ?? undefined)
  const isSameTable =
    kind === row.kind &&
    (input.encoding === undefined || input.encoding === (seen?.encoding ?? '')) &&
    (input.sheet === undefined || input.sheet === (seen?.sheet ?? '')) &&
    (input.headerRow === undefined || input.headerRow === (seen?.headerRow ?? null))
  const mapping = input.mapping ? JSON.stringify(input.mapping) : row.mapping
  const choices = isSameTable ? decided(before, input) : NO_CHOICES
  return {
    kind,
    encoding,
    sheet,
    mapping: isSameTable ? mapping : null,
    choices: textOf({ ...choices, headerRow, ...(input.unattended ? { unattended: true } : {}) }),
  }
}

function decided(before: ImportChoices, input: AdjustImport): ImportChoices {
  const answers = Object.entries({ ...before.answers, ...input.answers }).filter(
    ([, choice]) => choice !== '',
  )
  const { rows, faults } = before.leaveOut
  return {
    answers: Object.fromEntries(answers),
    leaveOut: {
      rows: changed(rows, input.leaveOutRow, input.takeBackRow),
      faults: changed(faults, input.leaveOutFault, input.takeBackFault),
    },
  }
}

function changed<Item>(items: readonly Item[], added: Item | undefined, removed: Item | undefined): Item[] {
  const rest = items.filter((item) => item !== removed && item !== added)
  return added === undefined ? rest : [...rest, added]
}

function textOf(choices: ImportChoices): string | null {
  const { answers, leaveOut, headerRow, unattended } = choices
  const isEmpty =
    headerRow === undefined &&
    !unattended &&
    Object.keys(answers).length === 0 &&
    leaveOut.rows.length + leaveOut.faults.length === 0
  return isEmpty ? null : JSON.stringify(choices)
}
