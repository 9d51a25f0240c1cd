/** Columns that may hold QR payloads, whatever a person says that the file is. Safe in the browser. */
import { secretFields } from './parsing/kinds.ts'
import { plainWords } from './parsing/normalise-text.ts'
import type { Layout } from './parsing/register.ts'
import { titleDictionary } from './parsing/titles/title-dictionary.ts'

const HIDDEN = '•••'
const qrTitles = new Set(titleDictionary.coupons.qr.split(',').map((title) => plainWords(title)))
/** `QR`, `QR-код талона`, `Штрихкод`. */
const qrTitle = /(?:^| )(?:qr|куар|штрих ?код|barcode)(?: |$)/u

type Read = Pick<Layout, 'kind' | 'kinds' | 'columns'>

/** Whether a cell of the column may hold a payload. */
export type IsSecret = (index: number) => boolean

/**
 * A column that is called so, or that a coupon's QR field was mapped to; in a file that reads as coupons, also every
 * column that nobody named: a payload may stand under any title.
 */
export function secretColumns({ kind, kinds, columns }: Read): IsSecret {
  const hidesUnnamed = kind === 'coupons' || kinds[0]?.kind === 'coupons'
  const secret = new Map(
    columns.map(({ index, title, field }) => {
      const words = plainWords(title)
      const isCalledSo = qrTitles.has(words) || qrTitle.test(words)
      const isMapped = kind !== null && field !== null && secretFields(kind).includes(field)
      return [index, isCalledSo || isMapped || (field === null && hidesUnnamed)]
    }),
  )
  return (index) => secret.get(index) ?? hidesUnnamed
}

/** The cells of a row without those of secret columns. */
export function openCells(isSecret: IsSecret, cells: readonly string[]): string[] {
  return cells.map((cell, index) => (isSecret(index) ? '' : cell))
}

/** The same layout with nothing secret in its samples. */
export function withoutSecretCells<Any extends Layout>(layout: Any): Any {
  const isSecret = secretColumns(layout)
  const hide = (index: number, text: string) => (text.trim() !== '' && isSecret(index) ? HIDDEN : text)
  return {
    ...layout,
    sample: layout.sample.map(({ row, cells }) => ({
      row,
      cells: cells.map((cell, index) => hide(index, cell)),
    })),
    decisions: layout.decisions.map((decision) => ({
      ...decision,
      sample: decision.sample.map(({ row, text }) => ({
        row,
        text: decision.column ? hide(decision.column.index, text) : text,
      })),
    })),
  }
}
