import { readFileSync } from 'node:fs'
import iconv from 'iconv-lite'
import type { PaymentRecord } from '#app/domain/imports/parsing/records.ts'
import { openRegister } from '#app/domain/imports/parsing/register.server.ts'
import type { RegisterOptions } from '#app/domain/imports/parsing/register.ts'
import { firstWords } from '#tests/support/products.ts'

/** Files of the trade in tests/fixtures/statements. */
export function statementFile(name: string): Uint8Array {
  return readFileSync(new URL(`../../fixtures/statements/${name}`, import.meta.url))
}

export function in1251(text: string): Uint8Array {
  return iconv.encode(text.replaceAll('\n', '\r\n'), 'windows-1251')
}

export interface ReadStatement {
  faults: { code: string; params: object }[]
  records: PaymentRecord[]
  rowFaults: string[]
  questions: string[]
}

/** A statement as the reader gives it; with faults of the file or questions it has no records. */
export async function readStatement(
  bytes: Uint8Array,
  options: RegisterOptions<'payments'> = {},
): Promise<ReadStatement> {
  const register = await openRegister<'payments'>(bytes, { kind: 'payments', ...options })
  const read: ReadStatement = {
    faults: register.fileFaults,
    records: [],
    rowFaults: [],
    questions: register.decisions.filter(({ choice }) => choice === null).map(({ code }) => code),
  }
  if (!register.ready) return read
  for await (const row of register.rows(firstWords)) {
    if ('record' in row) read.records.push(row.record)
    else if ('faults' in row) read.rowFaults.push(...row.faults.map(({ code }) => code))
  }
  return read
}
