/** What each real shape of a file must come to, derived from the file itself and from the rules, by hand. */
import type { FaultCode, FileFaultCode } from '#app/domain/imports/parsing/faults.ts'
import type { Field, RegisterKind } from '#app/domain/imports/parsing/kinds.ts'
import type { LeftOutKind } from '#app/domain/imports/parsing/records.ts'

export interface Case {
  kind: RegisterKind
  /** Decisions that must be asked: the file does not say. */
  asks?: string[]
  /** Decisions that the file itself settles, shown and changeable. */
  takes?: Record<string, string>
  /** Answers of a person, with which it comes in. */
  answers?: Record<string, string>
  /** Columns that a person names, beside those that were recognised. */
  map?: Partial<Record<Field, number>>
  /** Why it is no register at all. */
  file?: FileFaultCode
  missing?: Field[]
  ambiguous?: Field[]
  /** By row: what the records say; fields that are not named here are not looked at. */
  rows?: Record<number, object>
  left?: Record<number, LeftOutKind>
  faults?: Record<number, FaultCode>
  hiddenRows?: number
  otherSheets?: string[]
}

/** Volumes in millilitres, money in tiyn. */
const transaction = {
  operation: 'sale',
  localDate: '2026-11-02',
  localTime: '10:11:12',
  number: '7825060714626325',
  bin: '180540001010',
  station: 'АЗС-001',
  product: 'diesel',
  volume: 40_000,
  price: 32_500,
  amount: 1_300_000,
  receipt: '777',
}

/** The row that most files of the sort hold, with what is different in this one. */
export function refuelling(changes: object = {}): object {
  return { ...transaction, ...changes }
}

/** 40 l of АИ-95 at 259 ₸ at station 016, as in the files of an older set. */
export function petrol(changes: object = {}): object {
  return {
    ...transaction,
    localDate: '2026-11-20',
    localTime: '10:00:00',
    number: '78251000000001',
    station: '016',
    product: 'ai95',
    price: 25_900,
    amount: 1_036_000,
    ...changes,
  }
}

/** 20 l of АИ-95 at 259 ₸, from November to April. */
export function coupon(number: string, changes: object = {}): object {
  return {
    number,
    bin: '180540001010',
    product: 'ai95',
    volume: 20_000,
    price: 25_900,
    validFrom: '2026-11-01',
    validUntil: '2027-04-30',
    status: 'active',
    ...changes,
  }
}
