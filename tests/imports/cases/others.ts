/** Shapes that were made after the reader was written, as other processors, banks and 1C bases write the same things. */
import type { Case } from './case.ts'

const bin = '180540001010'
const first = '7825390000000011'
const second = '7825390000000029'

/** 40 l of diesel at 325 ₸ on the second of November. */
function diesel(changes: object = {}): object {
  return {
    operation: 'sale',
    localDate: '2026-11-02',
    localTime: '08:15:00',
    number: first,
    bin,
    product: 'diesel',
    volume: 40_000,
    price: 32_500,
    amount: 1_300_000,
    ...changes,
  }
}
const ten = (changes: object = {}) => diesel({ volume: 10_000, amount: 325_000, ...changes })
const twenty = (changes: object = {}) => diesel({ volume: 20_000, amount: 650_000, ...changes })

const transactions: Record<string, Case> = {
  // The prices of the pump stand beside those that were paid; the seller's BIN stands above the client's.
  'u01-pump-prices.csv': {
    kind: 'transactions',
    takes: {
      'operation.Обслуживание': 'sale',
      'operation.Возврат': 'return',
      sign: 'return',
      owner: bin,
    },
    rows: {
      6: diesel({ localTime: '08:15:30', station: 'АЗС №12', stationAddress: 'Алматы, Абая 1' }),
      7: ten({
        operation: 'return',
        localDate: '2026-11-03',
        localTime: '09:15:30',
        volume: -10_000,
        amount: -325_000,
      }),
    },
    left: { 8: 'total' },
  },
  'u02-kazakh.csv': {
    kind: 'transactions',
    asks: ['owner'],
    answers: { owner: bin },
    rows: {
      2: diesel({ station: 'Шымкент-1', receipt: '000123' }),
      3: diesel({
        localDate: '2026-11-03',
        localTime: '09:05:00',
        number: second,
        product: 'ai95',
        volume: 10_500,
        price: 25_900,
        amount: 271_950,
        receipt: '000124',
      }),
    },
    left: { 4: 'total' },
  },
  // 13/11 tells the order of 02/11; the time of posting is no time of a refuelling, the amount is the one with its tax.
  'u03-english-tabs.txt': {
    kind: 'transactions',
    asks: ['currency', 'owner'],
    takes: { date_order: 'dmy' },
    answers: { currency: 'kzt', owner: bin },
    rows: { 2: diesel({ station: 'Site 12' }), 3: ten({ localDate: '2026-11-13', localTime: '08:20:00' }) },
  },
  'u04-halves-of-day.txt': {
    kind: 'transactions',
    rows: {
      2: diesel({ localTime: '20:15:00', volume: 40_500, amount: 1_316_250, receipt: '0017' }),
      3: ten({ localDate: '2026-11-03', localTime: '00:05:00', receipt: '0018' }),
    },
  },
  'u05-pressed-dates.csv': {
    kind: 'transactions',
    rows: {
      2: diesel({
        localDate: '2026-11-20',
        station: '005',
        product: 'ai92',
        volume: 30_500,
        price: 20_500,
        amount: 625_250,
      }),
      3: diesel({ localTime: '23:59:00', product: 'ai92', volume: 20_000, price: 20_500, amount: 410_000 }),
    },
  },
  // One card for two rows, and titles in groups: "Операция" over the date, the time and the station.
  'u06-merged-cards.xlsx': {
    kind: 'transactions',
    asks: ['owner'],
    answers: { owner: bin },
    rows: {
      5: diesel({ station: '5' }),
      6: twenty({ localDate: '2026-11-03', number: first }),
      7: diesel({
        localDate: '2026-11-03',
        localTime: '18:15:00',
        number: second,
        product: 'ai95',
        volume: 10_000,
        price: 25_900,
        amount: 259_000,
      }),
    },
    left: { 8: 'total' },
  },
  'u07-third-sheet.xls': {
    kind: 'transactions',
    rows: {
      2: diesel({
        number: '782539000011',
        station: '12',
        product: 'ai95',
        volume: 40_120,
        price: 25_900,
        amount: 1_039_108,
      }),
    },
  },
  'u08-web-report.xls': {
    kind: 'transactions',
    asks: ['owner'],
    answers: { owner: bin },
    rows: {
      3: diesel({ station: '5' }),
      4: twenty({ localDate: '2026-11-03', localTime: '09:15:00', number: first }),
      5: diesel({
        localDate: '2026-11-04',
        localTime: '10:15:00',
        number: second,
        station: '6',
        product: 'ai92',
        volume: 10_000,
        price: 20_500,
        amount: 205_000,
      }),
    },
    left: { 6: 'total' },
  },
  // Z is five hours before Almaty: 20:30 is half past one of the next day.
  'u09-nested.json': {
    kind: 'transactions',
    rows: {
      2: diesel({ station: '012', volume: 40_500, amount: 1_316_250, receipt: '000123' }),
      3: diesel({
        localDate: '2026-11-03',
        localTime: '01:30:00',
        number: second,
        product: 'ai92',
        volume: 10_000,
        price: 20_500,
        amount: 205_000,
        receipt: '000124',
      }),
    },
  },
  'u10-card-subtotals.csv': {
    kind: 'transactions',
    asks: ['owner'],
    answers: { owner: bin },
    rows: {
      2: diesel(),
      3: ten({ localDate: '2026-11-03' }),
      5: twenty({ localTime: '09:15:00', number: second }),
    },
    left: { 4: 'total', 6: 'total', 7: 'total' },
  },
  // Neither the moment of processing, nor the state of the receipt, nor the number of operations, nor the running sum.
  'u11-other-counts.csv': {
    kind: 'transactions',
    takes: { price: 'from_amount' },
    rows: {
      2: diesel({ receipt: null }),
      3: ten({ localDate: '2026-11-03', localTime: '09:20:00', receipt: null }),
    },
  },
  'u12-no-litres.csv': { kind: 'transactions', missing: ['volume', 'sum'] },
  // 11/13 tells the order of 11/02; what stands in brackets came back.
  'u13-american.csv': {
    kind: 'transactions',
    takes: { date_order: 'mdy', sign: 'return' },
    rows: {
      2: diesel({ localDate: '2026-11-13', receipt: 'A-1' }),
      3: ten({ operation: 'return', localTime: '21:15:00', volume: -10_000, amount: -325_000 }),
    },
  },
  'u14-units-below.csv': { kind: 'transactions', asks: ['currency', 'unit.volume'] },
  'u15-litres-below.csv': {
    kind: 'transactions',
    rows: { 4: diesel({ price: 30_000, amount: 1_200_000 }) },
    left: { 2: 'header_again', 3: 'column_numbers' },
  },
  'u16-money-above.csv': {
    kind: 'transactions',
    asks: ['currency'],
    takes: { price: 'from_amount', zone: 'msk' },
  },
  // The day's total ends no card; the card's does, and what follows has no number of its own.
  'u17-heads-of-groups.csv': {
    kind: 'transactions',
    asks: ['owner'],
    answers: { owner: bin },
    rows: {
      3: diesel({ price: 30_000, amount: 1_200_000 }),
      5: ten({ localDate: '2026-11-03', price: 30_000, amount: 300_000 }),
      7: twenty({ localTime: '09:15:00', number: second, price: 30_000, amount: 600_000 }),
    },
    left: { 2: 'group_head', 4: 'total', 6: 'group_head', 8: 'total', 9: 'total', 11: 'total' },
    faults: { 10: 'missing_value' },
  },
  'u18-product-totals.csv': {
    kind: 'transactions',
    asks: ['owner'],
    answers: { owner: bin },
    rows: { 6: diesel(), 7: twenty({ localTime: '09:15:00', number: second }) },
    left: { 8: 'total', 9: 'total' },
  },
}

const others: Record<string, Case> = {
  // The unit stands beside each limit; kilograms are none of ours.
  'u19-card-limits.csv': {
    kind: 'cards',
    rows: {
      2: {
        number: first,
        bin,
        products: ['ai95', 'diesel'],
        dailyLimit: 100_000,
        monthlyLimit: null,
        limitUnit: 'ml',
        holder: 'Әли',
        plate: '123ABC02',
        status: 'active',
        validUntil: '2028-11-30',
      },
      3: {
        number: second,
        dailyLimit: null,
        monthlyLimit: 5_000_000,
        limitUnit: 'tiyn',
        holder: 'Сәуле',
        status: 'blocked',
        validUntil: '2028-11-30',
      },
    },
    faults: { 4: 'foreign_unit' },
  },
  // "259.00" tells that "20.000" are twenty.
  'u20-vouchers.csv': {
    kind: 'coupons',
    takes: { decimal_mark: 'point' },
    rows: {
      2: {
        number: 'V-0001',
        bin,
        product: 'ai95',
        volume: 20_000,
        price: 25_900,
        validFrom: '2026-11-01',
        validUntil: '2027-04-30',
        status: 'active',
      },
      3: { number: 'V-0002', volume: 50_000, price: 25_900, status: 'redeemed' },
    },
  },
  'u21-sites.csv': {
    kind: 'stations',
    rows: {
      2: {
        code: '0007',
        name: 'Otyrar',
        city: 'Shymkent',
        latitude: 42.3417,
        longitude: 69.5901,
        products: ['ai95', 'diesel'],
        hours: '24/7',
        status: 'open',
      },
    },
  },
  // The bank's name and BIN, a town's code and our manager's address are nothing of the client's.
  'u22-dotted-clients.csv': {
    kind: 'companies',
    rows: {
      2: {
        bin,
        name: 'ТОО "Алтын Дала"',
        code: null,
        contractNumber: '12/2026',
        contractDate: '2026-02-01',
        email: 'buh@altyn.kz',
      },
    },
  },
}

export const otherShapes: Record<string, Case> = { ...transactions, ...others }
