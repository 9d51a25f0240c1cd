/**
 * What a good row of each register says. Volumes are millilitres, money tiyn, both safe integers; a day is
 * `YYYY-MM-DD` of Asia/Almaty. Numbers of cards and coupons are opaque text. null: the register does not say.
 */
import type {
  CardIssuerStatus,
  CardScheme,
  CouponIssuerStatus,
  ProductCode,
  RegisterKind,
  StationStatus,
} from '#db/schema/index.ts'
import type { CellFault } from './faults.ts'

export interface CompanyRecord {
  bin: string
  name: string
  /** The company's code in 1C. */
  code: string | null
  contractNumber: string | null
  contractDate: string | null
  /** Small letters; checked for its shape only. */
  email: string | null
  phone: string | null
  city: string | null
}

export interface CardRecord {
  number: string
  bin: string
  holder: string | null
  plate: string | null
  products: ProductCode[]
  scheme: CardScheme
  dailyLimit: number | null
  weeklyLimit: number | null
  monthlyLimit: number | null
  /** What the three limits count. */
  limitUnit: 'ml' | 'tiyn'
  /** Tiyn in a money wallet, millilitres in a litre wallet; may be negative. */
  balance: number | null
  status: CardIssuerStatus
  validUntil: string | null
  replacedBy: string | null
}

export interface CouponRecord {
  number: string
  bin: string
  product: ProductCode
  /** The denomination. */
  volume: number
  /** A litre's, fixed at purchase. */
  price: number
  validFrom: string
  validUntil: string
  status: CouponIssuerStatus
  remaining: number | null
  divisible: boolean | null
  batch: string | null
  /** A secret: whoever shows it gets the fuel. */
  qr: string | null
}

export interface TransactionRecord {
  /** Almaty's day and wall clock, as the receipt says. */
  localDate: string
  localTime: string
  occurredAt: Date
  /** A card's or a coupon's. */
  number: string
  bin: string
  station: string
  product: ProductCode
  volume: number
  price: number
  /** What was charged; below volume x price where there was a discount. */
  amount: number
  receipt: string
}

export interface StationRecord {
  code: string
  name: string
  city: string | null
  address: string | null
  /** Degrees, at most six decimals. */
  latitude: number | null
  longitude: number | null
  products: ProductCode[]
  hours: string | null
  status: StationStatus | null
}

export interface Records {
  companies: CompanyRecord
  cards: CardRecord
  coupons: CouponRecord
  transactions: TransactionRecord
  stations: StationRecord
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

export type ParsedRow<Kind extends RegisterKind = RegisterKind> = GoodRow<Kind> | FaultyRow
