import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import iconv from 'iconv-lite'
import type { CellFault } from '#app/domain/imports/parsing/faults.ts'
import type { RegisterKind } from '#app/domain/imports/parsing/kinds.ts'
import type { FaultyRow, GoodRow } from '#app/domain/imports/parsing/records.ts'
import { openRegister } from '#app/domain/imports/parsing/register.server.ts'
import type { Register, RegisterOptions } from '#app/domain/imports/parsing/register.ts'
import { firstWords } from '#tests/support/products.ts'

/** The owner's sample files lie beside the project. */
export function sample(name: string): Buffer {
  return readFileSync(fileURLToPath(new URL(`../../../../../shared/samples/${name}`, import.meta.url)))
}

export interface Outcome<Kind extends RegisterKind> {
  register: Register<Kind>
  good: GoodRow<Kind>[]
  faulty: FaultyRow[]
  faults: CellFault[]
}

/** Reads a register to its end. */
export async function readRegister<Kind extends RegisterKind>(
  bytes: Uint8Array,
  options: RegisterOptions<Kind> = {},
): Promise<Outcome<Kind>> {
  const register = await openRegister(bytes, options)
  const good: GoodRow<Kind>[] = []
  const faulty: FaultyRow[] = []
  for await (const row of register.rows(firstWords)) {
    if ('record' in row) good.push(row)
    else if ('faults' in row) faulty.push(row)
  }
  return { register, good, faulty, faults: faulty.flatMap((row) => row.faults) }
}

/** A file as 1C writes it, of text lines. */
export function csv(lines: readonly string[], encoding = 'utf-8'): Buffer {
  return iconv.encode(`${lines.join('\r\n')}\r\n`, encoding)
}

export const couponHeader =
  '№;Номер талона;БИН клиента;Вид топлива;Номинал, л;Цена, тг;Сумма, тг;Действует с;Действует по;Статус;QR'
export const couponRow =
  '1;99996196100000000000;100740229224;АИ-95;50,00;259,00;12\u00A0950,00;04.10.2026;02.04.2027;Действует;2080417950'

/** A good coupon row with some cells replaced, by index. */
export function coupon(changes: Record<number, string>): string {
  return couponRow
    .split(';')
    .map((cell, index) => changes[index] ?? cell)
    .join(';')
}
