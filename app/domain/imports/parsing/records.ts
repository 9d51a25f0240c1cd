/**
 * What a good row of each register says. Volumes are millilitres, money tiyn, both safe integers; a day is
 * `YYYY-MM-DD` of Asia/Almaty. Numbers of cards and coupons are opaque text.
 *
 * null: the register does not say. It has no such column, or the cell is empty (or holds a placeholder such as
 * a dash); both change nothing that is stored, so a merge keeps what is here. There are no defaults: what a new
 * thing cannot do without (`neededForNew` in kinds.ts) is asked of the merge, which knows whether it is new.
 */
import type {
  CardIssuerStatus,
  CardScheme,
  CouponIssuerStatus,
  Locale,
  ProductCode,
  RegisterKind,
  StationStatus,
} from '#db/schema/index.ts'
import type { CellFault } from './faults.ts'

export interface CompanyRecord {
  bin: string
  name: string | null
  /** The company's code in 1C. */
  code: string | null
  contractNumber: string | null
  contractDate: string | null
  /** Small letters; checked for its shape only. */
  email: string | null
  phone: string | null
  city: string | null
  locale: Locale | null
}

export interface CardRecord {
  number: string
  /** Its client's; null where the file has no client column and nobody chose one. */
  bin: string | null
  holder: string | null
  plate: string | null
  products: ProductCode[] | null
  scheme: CardScheme | null
  dailyLimit: number | null
  weeklyLimit: number | null
  monthlyLimit: number | null
  /** What the three limits count; null when none of them is there. */
  limitUnit: 'ml' | 'tiyn' | null
  /** May be negative. */
  balance: number | null
  /** What the balance counts; null when it is not there. */
  balanceUnit: 'ml' | 'tiyn' | null
  status: CardIssuerStatus | null
  validUntil: string | null
  replacedBy: string | null
}

export interface CouponRecord {
  number: string
  bin: string | null
  product: ProductCode | null
  /** The denomination. */
  volume: number | null
  /** A litre's, fixed at purchase. */
  price: number | null
  validFrom: string | null
  validUntil: string | null
  status: CouponIssuerStatus | null
  remaining: number | null
  divisible: boolean | null
  batch: string | null
  /** A secret: whoever shows it gets the fuel. */
  qr: string | null
}

/** What came in of a transaction. Top-ups, refusals and cancelled operations are left out, see LeftOutKind. */
export type Operation = 'sale' | 'return' | 'correction'

/** `7825********6325`: the digits that are shown. A merge may look for the one card of the client that fits. */
export interface MaskedNumber {
  first: string
  last: string
}

/** The plate of a vehicle, in capitals without spaces: a merge looks for the one card of the client that has it. */
export interface OnlyPlate {
  plate: string
}

export interface TransactionRecord {
  operation: Operation
  /** The sender's own id of the operation. */
  operationId: string | null
  /** Almaty's day and wall clock, as the receipt says. */
  localDate: string
  localTime: string
  occurredAt: Date
  /** A card's or a coupon's, as the file shows it; the plate where it shows no number. */
  number: string
  /** Not null where the file has plates alone, and where the answer `masked` allows it; else a masked number is a fault. */
  masked: MaskedNumber | OnlyPlate | null
  bin: string | null
  /** A code, a name or words of an address, as the file says it; null: no such column, or an empty cell. */
  station: string | null
  /** A column beside the code. */
  stationName: string | null
  stationAddress: string | null
  cashDesk: string | null
  product: ProductCode
  /** Negative in a return; in a correction as the file signs it. */
  volume: number
  /** Of a litre, never negative; of what was paid, where the file has a list price too. */
  price: number
  /** What was paid, negative in a return; below volume x price where there was a discount. */
  amount: number
  receipt: string | null
}

export interface StationRecord {
  code: string
  name: string | null
  city: string | null
  address: string | null
  /** Degrees, at most six decimals. */
  latitude: number | null
  longitude: number | null
  products: ProductCode[] | null
  hours: string | null
  status: StationStatus | null
}

export interface PaymentRecord {
  /** Ours, an IBAN; empty where nobody could say. */
  account: string
  documentNumber: string
  /** The day of the operation at the bank. */
  occurredOn: string
  /** Less than nothing: paid out. */
  amount: number
  payerName: string | null
  /** Null also where what stands there is none. */
  payerBin: string | null
  payerAccount: string | null
  recipientName: string | null
  recipientBin: string | null
  recipientAccount: string | null
  /** On one line. */
  purpose: string
  /** КНП. */
  paymentCode: string | null
}

export interface Records {
  companies: CompanyRecord
  cards: CardRecord
  coupons: CouponRecord
  transactions: TransactionRecord
  stations: StationRecord
  payments: PaymentRecord
}

export interface GoodRow<Kind extends RegisterKind = RegisterKind> {
  row: number
  record: Records[Kind]
  /** As they were read, the secret ones emptied: for a fault that only the database sees. */
  cells(): string[]
}

/** `cells` are the row's as they were read, the secret ones emptied, for the fault file. */
export interface FaultyRow {
  row: number
  faults: CellFault[]
  cells: string[]
}

/**
 * Why a row below the header is not taken for a record. `by_hand`: a person chose so, by row or by fault; the
 * others are recognised. Blank rows are not counted.
 */
export const leftOutKinds = [
  'total',
  'group_head',
  'header_again',
  'column_numbers',
  'note',
  'top_up',
  'refusal',
  'cancelled',
  'balance',
  'goods',
  'by_hand',
] as const
export type LeftOutKind = (typeof leftOutKinds)[number]

/** Those that are records all the same; the others are what stands around a register's rows. */
export const recordsLeftOut: ReadonlySet<LeftOutKind> = new Set<LeftOutKind>([
  'top_up',
  'refusal',
  'cancelled',
  'goods',
  'by_hand',
])

/** A row that was read and is not for here, such as a top-up. */
export interface NoRecord {
  leftOut: LeftOutKind
}

/** `cells` as in FaultyRow. */
export interface LeftOutRow {
  row: number
  leftOut: LeftOutKind
  cells: string[]
}

/** A total that the file shows, beside that of its records. Millilitres and tiyn. */
export interface FileTotal {
  row: number
  field: 'volume' | 'sum'
  shown: number
  counted: number
}

export type ParsedRow<Kind extends RegisterKind = RegisterKind> = GoodRow<Kind> | FaultyRow | LeftOutRow
