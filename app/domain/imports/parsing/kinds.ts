/** The registers that can be imported, and the fields that each of them has. Safe in the browser. */
import type { RegisterKind } from '#db/schema/index.ts'

export type { RegisterKind }

/** Registers of the trade: what any file may turn out to be, and what a system may send. */
export const tradeKinds = [
  'companies',
  'cards',
  'coupons',
  'transactions',
  'stations',
] as const satisfies RegisterKind[]

export type TradeKind = (typeof tradeKinds)[number]

export function isTradeKind(kind: RegisterKind): kind is TradeKind {
  return kind !== 'payments'
}

/** With the bank's statements, which a file is only ever taken for where a person says so. */
export const registerKinds = [...tradeKinds, 'payments'] as const satisfies RegisterKind[]

/**
 * `required`: no register without its column. `new`: a new thing needs it, a known one keeps what it has, so the
 * column may be absent; where it is there, an empty cell of it is a fault. `secret`: optional, and never shown, logged or given back in a file.
 */
type Presence = 'required' | 'new' | 'optional' | 'secret'

/** In the order in which people read them; the words are `imports:fields.<kind>.<field>`. */
export const registerFields = {
  companies: {
    bin: 'required',
    name: 'new',
    code: 'optional',
    contractNumber: 'optional',
    contractDate: 'optional',
    email: 'optional',
    phone: 'optional',
    city: 'optional',
    locale: 'optional',
  },
  cards: {
    number: 'required',
    bin: 'new',
    products: 'new',
    status: 'new',
    holder: 'optional',
    plate: 'optional',
    scheme: 'optional',
    dailyLimit: 'optional',
    weeklyLimit: 'optional',
    monthlyLimit: 'optional',
    limit: 'optional',
    limitPeriod: 'optional',
    limitUnit: 'optional',
    balance: 'optional',
    balanceUnit: 'optional',
    validUntil: 'optional',
    replacedBy: 'optional',
  },
  coupons: {
    number: 'required',
    bin: 'new',
    product: 'new',
    volume: 'new',
    price: 'new',
    validFrom: 'new',
    validUntil: 'new',
    status: 'new',
    sum: 'optional',
    unit: 'optional',
    currency: 'optional',
    remaining: 'optional',
    divisible: 'optional',
    batch: 'optional',
    qr: 'secret',
  },
  transactions: {
    date: 'required',
    number: 'required',
    bin: 'optional',
    plate: 'optional',
    station: 'optional',
    product: 'required',
    volume: 'required',
    price: 'optional',
    sum: 'required',
    receipt: 'optional',
    time: 'optional',
    hour: 'optional',
    minute: 'optional',
    operation: 'optional',
    operationId: 'optional',
    stationName: 'optional',
    stationAddress: 'optional',
    cashDesk: 'optional',
    fee: 'optional',
    unit: 'optional',
    currency: 'optional',
  },
  stations: {
    code: 'required',
    name: 'new',
    city: 'optional',
    address: 'optional',
    latitude: 'optional',
    longitude: 'optional',
    coordinates: 'optional',
    products: 'optional',
    hours: 'optional',
    status: 'optional',
  },
  payments: {
    date: 'required',
    account: 'optional',
    documentNumber: 'optional',
    credit: 'optional',
    debit: 'optional',
    sum: 'optional',
    side: 'optional',
    payerName: 'optional',
    payerBin: 'optional',
    payerAccount: 'optional',
    recipientName: 'optional',
    recipientBin: 'optional',
    recipientAccount: 'optional',
    purpose: 'optional',
    paymentCode: 'optional',
    currency: 'optional',
  },
} as const satisfies Record<RegisterKind, Record<string, Presence>>

export type FieldOf<Kind extends RegisterKind> = keyof (typeof registerFields)[Kind] & string
export type Field = { [Kind in RegisterKind]: FieldOf<Kind> }[RegisterKind]

/** Without these a row is no row of the register but a total, a signature or a page's foot. */
export const keyFields: Record<RegisterKind, readonly Field[]> = {
  companies: ['bin', 'name'],
  cards: ['number', 'bin'],
  coupons: ['number', 'bin'],
  transactions: ['number', 'bin', 'station'],
  stations: ['code', 'name'],
  payments: ['documentNumber', 'payerName', 'payerBin', 'purpose'],
}

function fieldsWith(kind: RegisterKind, wanted: (presence: Presence) => boolean): Field[] {
  const entries = Object.entries(registerFields[kind]) as [Field, Presence][]
  return entries.filter(([, presence]) => wanted(presence)).map(([field]) => field)
}

export function fieldsOf(kind: RegisterKind): Field[] {
  return fieldsWith(kind, () => true)
}

export function requiredFields(kind: RegisterKind): Field[] {
  return fieldsWith(kind, (presence) => presence === 'required')
}

const isNeeded = (presence: Presence) => presence === 'required' || presence === 'new'
const needed: Record<RegisterKind, readonly Field[]> = {
  companies: fieldsWith('companies', isNeeded),
  cards: fieldsWith('cards', isNeeded),
  coupons: fieldsWith('coupons', isNeeded),
  transactions: fieldsWith('transactions', isNeeded),
  stations: fieldsWith('stations', isNeeded),
  payments: fieldsWith('payments', isNeeded),
}

/** A record that is new needs these; a register of known ones may leave out the columns. */
export function neededForNew(kind: RegisterKind): readonly Field[] {
  return needed[kind]
}

export function secretFields(kind: RegisterKind): Field[] {
  return fieldsWith(kind, (presence) => presence === 'secret')
}
