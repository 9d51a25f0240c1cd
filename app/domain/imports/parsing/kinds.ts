/** The registers that can be imported, and the fields that each of them has. Safe in the browser. */
import type { RegisterKind } from '#db/schema/index.ts'

export type { RegisterKind }

export const registerKinds = [
  'companies',
  'cards',
  'coupons',
  'transactions',
  'stations',
] as const satisfies RegisterKind[]

/** `secret`: optional, and never shown, logged or given back in a file. */
type Presence = 'required' | 'optional' | 'secret'

/** In the order in which people read them; the words are `imports:fields.<kind>.<field>`. */
export const registerFields = {
  companies: {
    bin: 'required',
    name: 'required',
    code: 'optional',
    contractNumber: 'optional',
    contractDate: 'optional',
    email: 'optional',
    phone: 'optional',
    city: 'optional',
  },
  cards: {
    number: 'required',
    bin: 'required',
    products: 'required',
    status: 'required',
    holder: 'optional',
    plate: 'optional',
    scheme: 'optional',
    dailyLimit: 'optional',
    weeklyLimit: 'optional',
    monthlyLimit: 'optional',
    balance: 'optional',
    validUntil: 'optional',
    replacedBy: 'optional',
  },
  coupons: {
    number: 'required',
    bin: 'required',
    product: 'required',
    volume: 'required',
    price: 'required',
    validFrom: 'required',
    validUntil: 'required',
    status: 'required',
    sum: 'optional',
    remaining: 'optional',
    divisible: 'optional',
    batch: 'optional',
    qr: 'secret',
  },
  transactions: {
    date: 'required',
    number: 'required',
    bin: 'required',
    station: 'required',
    product: 'required',
    volume: 'required',
    price: 'required',
    sum: 'required',
    receipt: 'required',
    time: 'optional',
  },
  stations: {
    code: 'required',
    name: 'required',
    city: 'optional',
    address: 'optional',
    latitude: 'optional',
    longitude: 'optional',
    products: 'optional',
    hours: 'optional',
    status: 'optional',
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

export function secretFields(kind: RegisterKind): Field[] {
  return fieldsWith(kind, (presence) => presence === 'secret')
}
