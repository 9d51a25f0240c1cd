import { type Case, petrol, refuelling } from './case.ts'

const one = (changes: object = {}): Case => ({ kind: 'transactions', rows: { 2: refuelling(changes) } })
const fault = (code: NonNullable<Case['faults']>[number]): Case => ({
  kind: 'transactions',
  faults: { 2: code },
})
/** The file has plates and no card: a merge finds the client's only card with the plate. */
const onlyPlate = (plate: string, changes: object = {}) => ({ number: plate, masked: { plate }, ...changes })
const owner = '180540001010'

/** Variations of one row: nothing but the named cell differs. */
const variations: Record<string, Case> = {
  'f01-tabs.txt': one(),
  'f02-pipe.csv': one(),
  'f03-utf16.csv': one(),
  'f04-cp866.csv': one(),
  'f05-sep.csv': { kind: 'transactions', rows: { 3: refuelling() } },
  'f06-trailing.csv': one(),
  'f07-comma-decimal.csv': one(),
  'f08-comma-unquoted.csv': one(),
  'f15-json.json': one(),
  // "40,000" among "325,00" and "13 000,00": a comma before the decimals.
  'f18-1c-text.xlsx': {
    kind: 'transactions',
    takes: { decimal_mark: 'comma' },
    rows: { 4: refuelling() },
    left: { 5: 'total' },
  },
  // Sixteen digits as a number: Excel keeps and shows fifteen.
  'f19-numeric-ids.xlsx': fault('number_destroyed'),
  'f20-short-numeric-card.xlsx': one({ number: '370012345678901' }),
  't26-column-numbers-a.csv': {
    kind: 'transactions',
    rows: { 3: refuelling() },
    left: { 2: 'column_numbers' },
  },
  'v-bin-missing-col.csv': {
    kind: 'transactions',
    asks: ['owner'],
    answers: { owner: '180540001010' },
    rows: { 2: refuelling() },
  },
  'v-bin-quote.csv': one(),
  'v-bin-spaces.csv': one(),
  'v-card-cyr.csv': one(),
  'v-card-dashes.csv': one(),
  'v-card-dot0.csv': one(),
  'v-card-holder.csv': one(),
  'v-card-last4.csv': fault('number_partial'),
  'v-card-nbsp.csv': one(),
  'v-card-sci.csv': fault('number_destroyed'),
  'v-card-spaces.csv': one(),
  'v-card-stars.csv': fault('number_masked'),
  'v-card-x.csv': fault('number_masked'),
  // The time has an empty column of its own: 1C's 0:00:00 behind the day is no time.
  'v-date-1c-midnight.csv': fault('missing_time'),
  'v-date-1c.csv': one({ localTime: '09:05:07' }),
  'v-date-24.csv': one({ localDate: '2026-11-03', localTime: '00:00:00' }),
  'v-date-ampm.csv': one({ localTime: '22:11:00' }),
  'v-date-compact.csv': one({ localTime: '10:11:00' }),
  'v-date-compact2.csv': one(),
  'v-date-dash-time.csv': one(),
  'v-date-future.csv': one({ localDate: '2036-11-02' }),
  'v-date-ms.csv': one(),
  'v-date-offset3.csv': one({ localTime: '12:11:12' }),
  'v-date-offset5.csv': one(),
  'v-date-tz-word.csv': one({ localTime: '12:11:12' }),
  'v-date-us.csv': {
    kind: 'transactions',
    asks: ['date_order'],
    answers: { date_order: 'mdy' },
    rows: { 2: refuelling({ localTime: '10:11:00' }) },
  },
  'v-date-us13.csv': one({ localDate: '2026-11-13', localTime: '10:11:00' }),
  'v-date-words-en.csv': one({ localTime: '10:11:00' }),
  'v-date-words.csv': one({ localTime: '10:11:00' }),
  'v-date-yy-spaces.csv': one({ localDate: '2026-11-01' }),
  'v-date-z.csv': one({ localTime: '15:11:12' }),
  // The BIN is the station owner's: whose the refuelling is, a person says.
  'v-e2e-owner-bin.csv': {
    kind: 'transactions',
    asks: ['owner'],
    answers: { owner: '180540001010' },
    rows: { 2: refuelling({ receipt: '880002' }) },
  },
  'v-e2e-vat-as-sum.csv': one({ receipt: '880001' }),
  'v-price-3dec.csv': {
    kind: 'transactions',
    takes: { decimal_mark: 'comma' },
    faults: { 2: 'too_precise' },
  },
  'v-price-4zeros.csv': one(),
  'v-price-avg.csv': one({ volume: 703_000, price: 32_499, amount: 22_847_140, receipt: '2' }),
  'v-price-rub.csv': fault('foreign_currency'),
  'v-price-tenge-sign.csv': one(),
  'v-price-unit.csv': one(),
  'v-product-adblue.csv': { kind: 'transactions', left: { 2: 'goods' } },
  'v-receipt-0.csv': one({ receipt: null }),
  'v-receipt-col-missing.csv': one({ receipt: null }),
  'v-receipt-empty.csv': one({ receipt: null }),
  'v-return-type.csv': {
    kind: 'transactions',
    takes: {
      'operation.Возврат': 'return',
      'operation.Пополнение': 'top_up',
      'operation.Отказ': 'refusal',
      'operation.Отменена': 'cancelled',
    },
    rows: { 2: refuelling({ operation: 'return', volume: -40_000, amount: -1_300_000 }) },
    left: { 3: 'top_up', 4: 'refusal', 5: 'cancelled' },
  },
  // 15,38 l shown may be 15,3846 l: 5 000,00 is explained by it.
  'v-roundsum.csv': one({ volume: 15_380, amount: 500_000, receipt: '1' }),
  'v-same-receipt-two-lines.csv': {
    kind: 'transactions',
    rows: {
      2: refuelling(),
      3: refuelling({ product: 'ai92', volume: 10_000, price: 21_500, amount: 215_000 }),
    },
  },
  'v-station-addr.csv': one({ station: 'г. Алматы, ул. Абая 5' }),
  'v-station-col-missing.csv': one({ station: null }),
  'v-station-empty.csv': one({ station: null }),
  'v-station-name-quotes.csv': one({ station: '007 ТОО "Сеть АЗС"' }),
  'v-station-name.csv': one({ station: 'QAZAQ OIL №1' }),
  'v-station-paren.csv': one({ station: 'АЗС №1 (Алматы)' }),
  'v-sum-3dec.csv': fault('too_precise'),
  // 1000 l at 325,00: half a tiyn of the price alone is 5 tenge.
  'v-sum-big-vol.csv': one({ volume: 1_000_000, amount: 32_500_499 }),
  'v-sum-dot-thousand-noint.csv': {
    kind: 'transactions',
    takes: { decimal_mark: 'comma' },
    rows: { 2: refuelling() },
  },
  'v-sum-dot-thousand.csv': one(),
  'v-sum-narrow.csv': one(),
  'v-sum-nbsp.csv': one(),
  'v-sum-neg-only.csv': fault('signs_differ'),
  // 40,00 l shown may be 40,005 l: 1,63 tenge more.
  'v-sum-plus-1.01.csv': one({ amount: 1_300_101 }),
  'v-sum-plus-1.csv': one({ amount: 1_300_100 }),
  'v-sum-tenth.csv': fault('sum_mismatch'),
  'v-sum-vat-only.csv': fault('sum_mismatch'),
  'v-sum-zero.csv': fault('sum_mismatch'),
  'v-time-empty.csv': fault('missing_time'),
  'v-time-missing-col.csv': {
    kind: 'transactions',
    asks: ['time'],
    answers: { time: 'midnight' },
    rows: { 2: refuelling({ localTime: '00:00:00' }) },
  },
  'v-vol-3dec.csv': {
    kind: 'transactions',
    takes: { decimal_mark: 'comma' },
    rows: { 2: refuelling({ volume: 40_123, amount: 1_303_998 }) },
  },
  'v-vol-4dec.csv': fault('too_precise'),
  'v-vol-apostrophe.csv': one({ volume: 1_234_500, amount: 40_121_250 }),
  'v-vol-comma-thousand.csv': one({ volume: 1_234_500, amount: 40_121_250 }),
  ...Object.fromEntries(
    ['v-vol-neg.csv', 'v-vol-paren.csv', 'v-vol-trailminus.csv'].map((name): [string, Case] => [
      name,
      {
        kind: 'transactions',
        asks: ['sign'],
        answers: { sign: 'return' },
        rows: { 2: refuelling({ operation: 'return', volume: -40_000, amount: -1_300_000 }) },
      },
    ]),
  ),
  'v-vol-unit.csv': one(),
  'v-vol-zero.csv': fault('not_positive'),
}

const petrolRow = (changes: object = {}): Case => ({ kind: 'transactions', rows: { 2: petrol(changes) } })

const older: Record<string, Case> = {
  'moment-midnight.xlsx': petrolRow({ number: '78251000000002', receipt: 'T005', localTime: '00:00:00' }),
  'quotes-swallow-transactions.csv': {
    kind: 'transactions',
    rows: Object.fromEntries(
      [20, 21, 22, 23, 24, 25].map((day, index) => [
        index + 2,
        petrol({ localDate: `2026-11-${day}`, number: '78251000000003', receipt: `S00${index}` }),
      ]),
    ),
  },
  'receipts-1.csv': {
    kind: 'transactions',
    rows: { 2: petrol({ receipt: '000123' }), 3: petrol({ receipt: '000124', localTime: '11:00:00' }) },
  },
  // Excel ate the zeros of receipt and station: whoever merges finds them again.
  'receipts-2-resaved.xlsx': {
    kind: 'transactions',
    rows: {
      2: petrol({ receipt: '123', station: '16' }),
      3: petrol({ receipt: '124', station: '16', localTime: '11:00:00' }),
    },
  },
  'refund.csv': {
    kind: 'transactions',
    takes: { sign: 'return' },
    rows: {
      2: petrol({ receipt: '000200' }),
      3: petrol({
        receipt: '000201',
        localTime: '12:00:00',
        operation: 'return',
        volume: -5000,
        amount: -129_500,
      }),
    },
  },
  'time-0001.csv': petrolRow({ receipt: '000232', localTime: '10:15:00' }),
  'time-2400.csv': petrolRow({ receipt: '000230', localDate: '2026-11-21', localTime: '00:00:00' }),
  'time-is-moment.xlsx': petrolRow({ number: '78251000000002', receipt: 'T001' }),
  'two-lines-one-receipt.csv': {
    kind: 'transactions',
    rows: {
      2: petrol({ number: '78251000000002', receipt: 'T010' }),
      3: petrol({
        number: '78251000000002',
        receipt: 'T010',
        product: 'diesel',
        volume: 10_000,
        price: 32_500,
        amount: 325_000,
      }),
    },
  },
  'zero-price.csv': petrolRow({ receipt: '000210', price: 0, amount: 0 }),
}

const handled: Record<string, Case> = {
  'handled/almaty-2024.csv': {
    kind: 'transactions',
    rows: {
      2: petrol({
        receipt: '000240',
        localDate: '2024-02-15',
        localTime: '12:00:00',
        occurredAt: new Date('2024-02-15T06:00:00Z'),
      }),
      3: petrol({
        receipt: '000241',
        localDate: '2024-03-01',
        localTime: '00:30:00',
        occurredAt: new Date('2024-02-29T19:30:00Z'),
      }),
      4: petrol({
        receipt: '000242',
        localDate: '2024-02-29',
        localTime: '23:30:00',
        occurredAt: new Date('2024-02-29T17:30:00Z'),
      }),
    },
  },
  'handled/ampm.csv': petrolRow({ receipt: '000250', localTime: '15:30:00' }),
  'handled/discount.csv': petrolRow({ receipt: '000220', amount: 1_000_000 }),
  // One card at one moment, a receipt of its own each: as many refuellings.
  'handled/equal-moments.csv': {
    kind: 'transactions',
    rows: Object.fromEntries(
      Array.from({ length: 137 }, (_, index) => [
        index + 2,
        petrol({
          localDate: '2026-11-21',
          localTime: '09:00:00',
          number: '78251000000777',
          station: 'АЗС-003',
          volume: 10_000,
          amount: 259_000,
          receipt: `E${String(index).padStart(4, '0')}`,
        }),
      ]),
    ),
  },
  'handled/moment-midnight.csv': petrolRow({
    number: '78251000000002',
    receipt: 'T006',
    localTime: '00:00:00',
  }),
  'handled/round-up.csv': {
    kind: 'transactions',
    rows: {
      2: petrol({ receipt: '000221', volume: 33_330, amount: 863_300 }),
      3: petrol({ receipt: '000222', volume: 33_330, amount: 863_247 }),
    },
  },
  // The same row twice: a station is the same in capital and in small letters.
  'handled/station-case.csv': {
    kind: 'transactions',
    rows: { 2: petrol({ station: 'АЗС-001', receipt: '000260' }) },
    faults: { 3: 'duplicate_in_file' },
  },
  'handled/time-1904.xlsx': petrolRow({ number: '78251000000002', receipt: 'T003' }),
  'handled/time-general.xlsx': petrolRow({ number: '78251000000002', receipt: 'T002' }),
  'handled/time-midnight.xlsx': petrolRow({
    number: '78251000000002',
    receipt: 'T004',
    localTime: '00:00:00',
  }),
}

const returned = { operation: 'return', price: 32_500, volume: -20_000, amount: -650_000, product: 'diesel' }
const opti = {
  4: { number: '7825060714626325', volume: 151_000, price: 32_046, amount: 4_838_946, product: 'diesel' },
  5: { number: '7825165484766956', volume: 34_690, price: 32_500, amount: 1_127_425, product: 'diesel' },
  7: { number: '7825177172385545', ...returned },
  8: { number: '7825060714626325', volume: 50_000, price: 25_900, amount: 1_295_000, product: 'ai95' },
}
const optiTakes = {
  'operation.Обслуживание': 'sale',
  'operation.Пополнение счёта': 'top_up',
  'operation.Возврат на счет': 'return',
  sign: 'sale',
}

const blocks = {
  rows: {
    4: refuelling({ localTime: '10:00:00', receipt: '11001' }),
    8: refuelling({
      number: '7825165484766956',
      localDate: '2026-11-03',
      localTime: '11:00:00',
      station: 'АЗС-002',
      product: 'ai95',
      volume: 20_000,
      price: 25_900,
      amount: 518_000,
      receipt: '11002',
    }),
  },
}

/** 500 l of diesel at 50,50. */
const lider = (changes: object) => ({
  ...{ localDate: '2026-11-01', localTime: '14:45:42', number: '7825060714626325', product: 'diesel' },
  ...{ volume: 500_000, price: 5_050, amount: 2_525_000, ...changes },
})

/** Whole reports, as networks and processors send them. */
const reports: Record<string, Case> = {
  't01-gpn-opti24-a.xlsx': {
    kind: 'transactions',
    asks: ['owner'],
    answers: { owner: '180540001010' },
    takes: optiTakes,
    rows: opti,
    left: { 6: 'top_up', 9: 'note', 10: 'note', 11: 'note', 12: 'note', 13: 'note' },
  },
  't01-gpn-opti24-b.xlsx': {
    kind: 'transactions',
    takes: optiTakes,
    rows: opti,
    left: { 6: 'top_up', 9: 'note', 10: 'note', 11: 'note', 12: 'note', 13: 'note' },
  },
  't01-gpn-opti24-c-positive.xlsx': {
    kind: 'transactions',
    takes: { 'operation.Обслуживание': 'sale' },
    rows: { 2: opti[4], 3: opti[5], 4: opti[8] },
  },
  // The cells of price and sum are empty: the file does not say what was paid.
  't02-helios-kz-a.xlsx': {
    kind: 'transactions',
    asks: ['owner'],
    answers: { owner: '180540001010' },
    faults: { 2: 'missing_value', 3: 'missing_value' },
  },
  't02-helios-kz-b.xlsx': {
    kind: 'transactions',
    rows: {
      2: {
        localDate: '2026-11-28',
        localTime: '20:35:56',
        volume: 300_000,
        amount: 9_750_000,
        receipt: '9201',
      },
      3: { volume: 240, price: 32_500, amount: 7_800, receipt: '9202' },
    },
  },
  't03-adnoc-a.xlsx': {
    kind: 'transactions',
    asks: ['currency', 'owner'],
    takes: { instrument: 'by_plate' },
    answers: { currency: 'kzt', owner },
    rows: {
      2: onlyPlate('352ABC02', { localTime: '00:25:00', volume: 718_700, price: 32_500, amount: 23_357_750 }),
      4: onlyPlate('177EFA02', { localDate: '2026-11-06', volume: 418_600, price: 4_280, amount: 1_791_608 }),
      5: onlyPlate('177EFA02', { localTime: '22:02:00', volume: 454_630, price: 4_350, amount: 1_977_641 }),
    },
    left: { 3: 'goods' },
  },
  't03-adnoc-b.xlsx': {
    kind: 'transactions',
    asks: ['currency'],
    answers: { currency: 'kzt' },
    rows: {
      2: { number: '7825165484766956', localTime: '00:25:00', volume: 718_700, amount: 23_357_750 },
      4: { number: '7825258971330228', localDate: '2026-11-06', localTime: '09:30:00', price: 4_280 },
      5: { number: '7825060714626325', volume: 454_630, amount: 1_977_641 },
    },
    left: { 3: 'goods' },
  },
  // A payment stands in row 2, without a vehicle and litres.
  't04-dieseltrans-a.xlsx': {
    kind: 'transactions',
    asks: ['currency', 'owner', 'time'],
    takes: { instrument: 'by_plate' },
    answers: { currency: 'kzt', owner, time: 'midnight' },
    rows: {
      3: onlyPlate('АХ2135-5', { localDate: '2026-11-16', volume: 300_000, price: 4_420, amount: 1_326_000 }),
      4: onlyPlate('АХ2135-5', { localDate: '2026-11-17', volume: 867_000, price: 4_420, amount: 3_832_140 }),
    },
    faults: { 2: 'missing_value' },
  },
  't04-dieseltrans-b.xlsx': {
    kind: 'transactions',
    asks: ['currency'],
    takes: { instrument: 'by_plate' },
    answers: { currency: 'kzt' },
    rows: {
      3: onlyPlate('АХ2135-5', {
        localTime: '10:00:00',
        volume: 300_000,
        receipt: '9402',
        station: 'АЗС-001',
      }),
      4: onlyPlate('АХ2135-5', { localTime: '10:00:00', volume: 867_000, receipt: '9403' }),
    },
    faults: { 2: 'missing_value' },
  },
  't05-kamp-a.xlsx': {
    kind: 'transactions',
    asks: ['owner', 'time'],
    takes: { instrument: 'by_plate' },
    answers: { owner, time: 'midnight' },
    rows: {
      11: onlyPlate('352ABC02', {
        localDate: '2026-11-03',
        volume: 250_000,
        price: 32_500,
        amount: 8_125_000,
      }),
    },
    left: { 10: 'note', 13: 'total', 15: 'note' },
  },
  't05-kamp-b.xlsx': {
    kind: 'transactions',
    rows: {
      11: refuelling({
        localDate: '2026-11-03',
        localTime: '10:00:00',
        volume: 250_000,
        amount: 8_125_000,
        receipt: '9501',
      }),
    },
    left: { 10: 'note', 13: 'total', 15: 'total' },
  },
  // No header: 50.5 x 500 = 25 250, and only a person knows which of the two are litres.
  't06-lider-a.xlsx': {
    kind: 'transactions',
    missing: ['volume'],
    ambiguous: ['volume'],
    map: { volume: 6 },
    answers: { owner },
    rows: { 2: lider({ bin: owner, station: 'АЗС №01' }), 3: { volume: 280_000, amount: 1_414_000 } },
  },
  't06-lider-b.xlsx': {
    kind: 'transactions',
    missing: ['volume'],
    ambiguous: ['volume'],
    map: { volume: 6 },
    rows: { 2: lider({ bin: owner, station: 'АЗС №01' }), 3: { volume: 280_000, amount: 1_414_000 } },
  },
  ...Object.fromEntries(
    [
      ['t06-lider-d-known-words.xlsx', 1],
      ['t06-lider-e-no-header.csv', 1],
    ].map(([name, row]): [string, Case] => [
      String(name),
      {
        kind: 'transactions',
        missing: ['volume'],
        ambiguous: ['volume'],
        map: { volume: 6, price: 5 },
        rows: { [Number(row)]: lider({ bin: owner, station: 'АЗС-001' }) },
      },
    ]),
  ),
  // Row 2 has neither hour nor minute; "топливо" names no fuel: staff add it to the names of one.
  't07-scaffold-a.xlsx': {
    kind: 'transactions',
    asks: ['owner'],
    takes: { price: 'from_amount' },
    answers: { owner },
    faults: { 2: 'missing_time', 3: 'unknown_product' },
  },
  't08-diesel24-daily-a.xlsx': { kind: 'transactions', missing: ['product'] },
  't11-wex-a.csv': {
    kind: 'transactions',
    asks: ['currency', 'owner'],
    takes: { date_order: 'mdy', decimal_mark: 'point' },
  },
  't11-wex-b.csv': {
    kind: 'transactions',
    asks: ['unit.volume'],
    takes: { date_order: 'mdy', decimal_mark: 'point' },
    answers: { 'unit.volume': 'l' },
    faults: { 4: 'number_masked' },
    left: { 5: 'goods' },
  },
  't12-capu-a.csv': {
    kind: 'transactions',
    // No price in whole tiyn comes to its amounts.
    asks: ['currency', 'price', 'time', 'owner'],
    takes: { date_order: 'mdy' },
    answers: { currency: 'kzt', price: 'from_amount', time: 'midnight', owner },
    // Four digits may be the end of a number.
    faults: { 2: 'number_partial', 3: 'number_partial', 4: 'number_partial' },
  },
  't13-fuelguard-a.csv': {
    kind: 'transactions',
    asks: ['unit.volume', 'currency', 'owner'],
    takes: { decimal_mark: 'point' },
  },
  't14-ppr-a.json': {
    kind: 'transactions',
    asks: ['operation.1', 'owner'],
    answers: { 'operation.1': 'sale', owner: '180540001010' },
    rows: {
      2: { localDate: '2026-11-01', localTime: '10:30:00', volume: 50_500, price: 32_550, amount: 1_643_775 },
    },
  },
  't14-ppr-b.csv': {
    kind: 'transactions',
    asks: ['operation.0', 'operation.1'],
    answers: { 'operation.1': 'sale', 'operation.0': 'return' },
    rows: {
      2: { operation: 'sale', volume: 50_500, amount: 1_643_775, receipt: '9801' },
      3: { operation: 'return', volume: -50_500, amount: -1_643_775, receipt: '9802' },
    },
  },
  't16-rosneft-a.csv': {
    kind: 'transactions',
    asks: ['operation.11', 'operation.24', 'owner'],
    answers: { 'operation.11': 'sale', 'operation.24': 'goods', owner: '180540001010' },
    rows: { 2: { volume: 30_000, price: 32_500, amount: 975_000, product: 'diesel', station: 'AZS102328' } },
    left: { 3: 'goods' },
  },
  't16-rosneft-b.csv': {
    kind: 'transactions',
    asks: ['operation.11'],
    answers: { 'operation.11': 'sale' },
    rows: { 2: { localTime: '20:50:17', volume: 30_000, amount: 975_000, receipt: '9422' } },
  },
  't17-tatneft-a.csv': {
    kind: 'transactions',
    asks: ['owner'],
    answers: { owner: '180540001010' },
    rows: { 2: { volume: 350_000, price: 32_569, amount: 11_399_150, station: null } },
  },
  't17-tatneft-b.csv': {
    kind: 'transactions',
    rows: {
      2: { localTime: '13:39:53', volume: 350_000, price: 32_569, station: 'АЗС-001', receipt: '9901' },
    },
  },
  't19-belorusneft-a.csv': {
    kind: 'transactions',
    asks: ['operation.2', 'operation.5', 'owner'],
    answers: { 'operation.2': 'sale', 'operation.5': 'sale', owner: '180540001010' },
    rows: {
      2: { localTime: '23:59:00', volume: 40_000, price: 32_500, amount: 1_306_500, product: 'diesel' },
      4: { volume: 10_000, price: 37_200, amount: 374_000, product: 'diesel_winter' },
    },
    left: { 3: 'goods' },
  },
  't19-belorusneft-b.csv': {
    kind: 'transactions',
    asks: ['operation.2'],
    answers: { 'operation.2': 'return' },
    rows: { 2: { operation: 'return', volume: -40_000, amount: -1_306_500 } },
  },
  't20-faults-corrected.csv': {
    kind: 'transactions',
    takes: { 'operation.Списание': 'sale' },
    rows: {
      2: { localTime: '11:16:45', volume: 30_000, price: 31_000, amount: 930_000, product: 'ai95' },
      3: { localTime: '12:16:45', volume: 30_000, price: 31_000, amount: 930_000, product: 'ai98' },
    },
  },
  't20-lk-network-a.csv': {
    kind: 'transactions',
    asks: ['owner'],
    takes: { 'operation.Списание': 'sale', 'operation.Пополнение': 'top_up' },
    answers: { owner: '180540001010' },
    rows: {
      2: refuelling({ localTime: '11:16:45', station: '1101', receipt: null }),
      3: { product: 'ai95' },
    },
    left: { 4: 'goods', 5: 'top_up' },
  },
  't20-lk-network-b.csv': {
    kind: 'transactions',
    takes: { 'operation.Списание': 'sale', 'operation.Пополнение': 'top_up' },
    rows: {
      2: refuelling({ localTime: '11:16:45', station: '1101', receipt: '9951' }),
      3: { receipt: '9952' },
    },
    left: { 4: 'goods', 5: 'top_up' },
  },
  't21-bankfleet-a.csv': {
    kind: 'transactions',
    takes: { 'operation.Approved': 'sale' },
    rows: { 2: refuelling({ operationId: '5001', receipt: 'INV-77' }) },
  },
  't23-portland-a.csv': {
    kind: 'transactions',
    asks: ['currency', 'date_order', 'owner', 'price'],
    takes: { 'operation.P': 'sale', 'operation.R': 'return', sign: 'return' },
    answers: { currency: 'kzt', date_order: 'dmy', owner, price: 'from_amount' },
    rows: {
      2: {
        number: '7082000000000000001',
        localDate: '2026-11-01',
        volume: 40_250,
        price: 145,
        amount: 5_836,
      },
    },
    // "UNLEADED" says no octane number.
    faults: { 3: 'unknown_product' },
  },
  't24-per-card-blocks-a.csv': {
    kind: 'transactions',
    rows: { 5: blocks.rows[4], 10: blocks.rows[8] },
    left: {
      4: 'group_head',
      6: 'total',
      8: 'header_again',
      9: 'group_head',
      11: 'total',
      12: 'total',
    },
  },
  't24-per-card-blocks-b.csv': {
    kind: 'transactions',
    ...blocks,
    left: { 5: 'total', 7: 'header_again', 9: 'total', 10: 'note', 11: 'total' },
  },
  't24-per-card-blocks-c.csv': {
    kind: 'transactions',
    ...blocks,
    left: { 5: 'total', 7: 'header_again', 9: 'total', 10: 'note', 11: 'total' },
  },
  't25-two-headers-a.xlsx': { kind: 'transactions', rows: { 3: refuelling() } },
  't25-two-headers-b.xlsx': { kind: 'transactions', rows: { 3: refuelling({ localTime: '10:11:00' }) } },
}

export const transactionCases: Record<string, Case> = { ...variations, ...older, ...handled, ...reports }
