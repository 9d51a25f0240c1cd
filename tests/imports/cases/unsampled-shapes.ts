/** Shapes beyond the samples: each was refused, read wrongly, or asked about although a person knows at once. */
import type { Case } from './case.ts'

const bin = '180540001010'

/** 40 l of diesel at 325 ₸ on the fifth of March. */
function diesel(changes: object = {}): object {
  return {
    operation: 'sale',
    localDate: '2026-03-05',
    localTime: '08:15:00',
    number: '7825390000000011',
    bin,
    product: 'diesel',
    volume: 40_000,
    price: 32_500,
    amount: 1_300_000,
    ...changes,
  }
}

/** 10.5 l of petrol at 259 ₸ with another card, an hour later. */
function petrol(changes: object = {}): object {
  const fuelled = { product: 'ai95', volume: 10_500, price: 25_900, amount: 271_950 }
  return diesel({ localTime: '09:05:30', number: '7825390000000029', ...fuelled, ...changes })
}

export const unsampledShapes: Record<string, Case> = {
  'w01-day-heads.csv': {
    kind: 'transactions',
    asks: ['owner'],
    takes: { day: 'from_heads' },
    answers: { owner: bin },
    rows: {
      5: diesel({ receipt: '17' }),
      6: petrol({ receipt: '18' }),
      9: diesel({
        localDate: '2026-03-06',
        localTime: '10:00:00',
        volume: 20_000,
        amount: 650_000,
        receipt: '19',
      }),
    },
    left: { 4: 'group_head', 7: 'total', 8: 'group_head', 10: 'total' },
  },
  'w02-day-heads-in-words.xlsx': {
    kind: 'transactions',
    asks: ['owner'],
    takes: { day: 'from_heads' },
    answers: { owner: bin },
    rows: {
      3: diesel(),
      4: petrol(),
      6: diesel({ localDate: '2026-03-06', localTime: '10:00:00', volume: 20_000, amount: 650_000 }),
    },
    left: { 2: 'group_head', 5: 'group_head' },
  },
  'w03-email-for-bills.csv': {
    kind: 'companies',
    rows: {
      2: {
        bin,
        name: 'ТОО "Алтын Жол"',
        contractNumber: 'ТК-15/2026',
        contractDate: '2026-03-05',
        email: 'buh@altyn.kz',
        phone: '+7 727 123-45-67',
      },
    },
  },
  'w04-document-number.csv': {
    kind: 'transactions',
    asks: ['owner'],
    takes: { decimal_mark: 'comma' },
    answers: { owner: bin },
    rows: {
      2: diesel({ receipt: '000123' }),
    },
  },
  'w05-koi8-r.csv': {
    kind: 'transactions',
    asks: ['owner'],
    answers: { owner: bin },
    rows: {
      2: diesel({ station: 'Станция Шымкент' }),
      3: petrol({ station: 'Станция Тараз' }),
    },
  },
  'w12-days-in-words.csv': {
    kind: 'transactions',
    asks: ['owner'],
    answers: { owner: bin },
    rows: {
      2: diesel(),
      3: diesel({ localTime: '09:15:00' }),
      4: diesel({ localTime: '10:15:00' }),
      5: diesel({ localTime: '11:15:00' }),
    },
  },
  'w13-offsets.csv': {
    kind: 'transactions',
    asks: ['owner'],
    takes: { decimal_mark: 'point' },
    answers: { owner: bin },
    rows: {
      2: diesel(),
      3: diesel(),
      4: diesel(),
      5: diesel(),
    },
  },
  'w16-signature.xlsx': {
    kind: 'transactions',
    asks: ['owner'],
    answers: { owner: bin },
    rows: {
      5: diesel(),
      8: petrol(),
    },
    left: { 4: 'group_head', 6: 'total', 7: 'group_head', 9: 'total', 10: 'total', 12: 'note', 13: 'total' },
  },
  'w18-return-yes-no.csv': {
    kind: 'transactions',
    asks: ['owner'],
    takes: { 'operation.Нет': 'sale', 'operation.Да': 'return' },
    answers: { owner: bin },
    rows: {
      2: diesel(),
      3: diesel({ operation: 'return', localTime: '09:15:00', volume: -10_000, amount: -325_000 }),
    },
  },
  'w29-sap-list.txt': {
    kind: 'transactions',
    asks: ['owner'],
    takes: { decimal_mark: 'comma', sign: 'return' },
    answers: { owner: bin },
    rows: {
      5: diesel(),
      6: diesel({ operation: 'return', localTime: '09:15:00', volume: -10_000, amount: -325_000 }),
    },
    left: { 4: 'note', 7: 'note', 8: 'total' },
  },
  'w31-after-discount.xlsx': {
    kind: 'transactions',
    asks: ['owner'],
    answers: { owner: bin },
    rows: {
      5: diesel({ station: '5' }),
    },
  },
  'w32-between-seasons.csv': {
    kind: 'transactions',
    asks: ['owner'],
    takes: { 'operation.Покупка': 'sale' },
    answers: { owner: bin },
    rows: {
      2: diesel({ operationId: '998877', station: 'АЗС 5' }),
    },
  },
  'w33-series-and-number.csv': {
    kind: 'coupons',
    asks: ['owner'],
    answers: { owner: bin },
    rows: {
      3: { number: '99996196000000000012', volume: 20_000, price: 20_500, product: 'ai92' },
    },
    faults: { 2: 'number_destroyed' },
  },
  'w34-shortened-words.csv': {
    kind: 'coupons',
    asks: ['owner'],
    answers: { owner: bin },
    rows: {
      2: {
        number: '000123456789012',
        volume: 20_000,
        price: 25_900,
        validFrom: '2026-11-01',
        validUntil: '2027-04-30',
        status: 'active',
      },
    },
  },
  'w35-stations-objects.xlsx': {
    kind: 'stations',
    rows: {
      3: {
        code: '005',
        name: 'АЗС «Шымкент-5»',
        city: 'Шымкент',
        address: 'ул. Абая, 1',
        latitude: 42.315514,
        longitude: 69.586916,
        hours: 'круглосуточно',
      },
    },
  },
  'w36-cards-shortened.csv': {
    kind: 'cards',
    asks: ['owner'],
    answers: { owner: bin },
    rows: {
      2: {
        number: '7825390000000011',
        products: ['diesel'],
        status: 'active',
        holder: 'Иванов И.И.',
        plate: '123ABC02',
        dailyLimit: 50_000,
        monthlyLimit: 1_000_000,
        validUntil: '2028-12-31',
        limitUnit: 'ml',
        balance: null,
      },
    },
  },
  'w37-cards-kazakh.csv': {
    kind: 'cards',
    asks: ['owner'],
    answers: { owner: bin },
    rows: {
      2: {
        number: '7825390000000011',
        products: ['ai92'],
        status: 'active',
        holder: 'Ахметов А.',
        plate: '123ABC02',
        dailyLimit: 30_000,
      },
    },
  },
  'w38-bank-both-parties.xlsx': {
    kind: 'payments',
    takes: { account: 'KZ526010002000000001', direction: 'bank' },
    rows: {
      7: {
        account: 'KZ526010002000000001',
        documentNumber: '15',
        occurredOn: '2026-03-05',
        amount: 1_300_000,
        payerName: 'ТОО "Алтын Жол"',
        payerBin: bin,
        payerAccount: 'KZ966017131000000002',
        paymentCode: '710',
        purpose: 'Оплата по счету № 000123',
      },
      8: { amount: -50_000, recipientName: 'ТОО Банк', payerName: null },
    },
    left: { 9: 'total' },
  },
  'w39-bank-turnovers.csv': {
    kind: 'payments',
    takes: { account: 'KZ526010002000000001', direction: 'bank' },
    rows: {
      3: {
        account: 'KZ526010002000000001',
        documentNumber: '15',
        occurredOn: '2026-03-05',
        amount: 1_300_000,
        payerName: 'ТОО Алтын Жол',
        payerBin: bin,
        payerAccount: 'KZ966017131000000002',
        paymentCode: '710',
      },
    },
  },
  'w41-mt940.txt': {
    kind: 'payments',
    rows: {
      5: {
        account: 'KZ526010002000000001',
        amount: 1_300_000,
        occurredOn: '2026-03-05',
        documentNumber: '15',
        payerName: 'TOO ALTYN ZHOL',
        payerBin: bin,
        purpose: 'OPLATA PO SCHETU 000123',
      },
      7: { amount: -50_000, occurredOn: '2026-03-06', purpose: 'Комиссия' },
    },
  },
  'w42-camt053.xml': {
    kind: 'payments',
    rows: {
      2: { account: 'KZ526010002000000001', amount: 1_300_000, occurredOn: '2026-03-05', payerBin: bin },
    },
  },
  'w44-bank-sides.csv': {
    kind: 'payments',
    takes: { direction: 'bank' },
    rows: {
      2: { amount: 1_300_000 },
      3: { amount: -50_000 },
    },
  },
  'w54-coupons-kazakh.csv': {
    kind: 'coupons',
    asks: ['owner'],
    answers: { owner: bin },
    rows: {
      2: {
        number: '000123456789012',
        volume: 20_000,
        price: 25_900,
        validFrom: '2026-11-01',
        validUntil: '2027-04-30',
        status: 'issued',
      },
    },
  },
  'w61-two-currencies.csv': {
    kind: 'transactions',
    asks: ['owner'],
    answers: { owner: bin },
    rows: {
      2: diesel(),
    },
  },
  'w64-currency-in-front.txt': {
    kind: 'transactions',
    asks: ['owner'],
    answers: { owner: bin },
    rows: {
      2: diesel(),
      3: diesel({ localTime: '09:15:00' }),
    },
  },
  'w65-long-minus.csv': {
    kind: 'transactions',
    asks: ['owner'],
    takes: { sign: 'return' },
    answers: { owner: bin },
    rows: {
      2: diesel(),
      3: diesel({ operation: 'return', localTime: '09:15:00', volume: -10_000, amount: -325_000 }),
    },
  },
  'w66-dotted-times.csv': {
    kind: 'transactions',
    asks: ['owner'],
    answers: { owner: bin },
    rows: {
      2: diesel(),
      3: diesel({ localTime: '00:15:00' }),
    },
  },
  'w67-contract-and-day.csv': {
    kind: 'companies',
    rows: {
      2: { bin, contractNumber: 'ТК-15/2026', contractDate: '2026-03-05', city: 'Алматы' },
    },
  },
  'w68-stop-list.csv': {
    kind: 'cards',
    asks: ['owner'],
    answers: { owner: bin },
    rows: {
      2: { status: 'blocked' },
      3: { status: 'blocked' },
      4: { status: 'blocked' },
    },
  },
  'w74-bank-english.csv': {
    kind: 'payments',
    takes: { direction: 'signed' },
    rows: {
      2: {
        account: 'KZ526010002000000001',
        occurredOn: '2026-03-05',
        amount: 1_300_000,
        payerName: 'Altyn Zhol LLP',
        payerBin: bin,
        documentNumber: '15',
      },
      3: { amount: -50_000 },
    },
  },
  'w75-bank-kazakh.csv': {
    kind: 'payments',
    takes: { account: 'KZ526010002000000001', direction: 'bank' },
    rows: {
      3: {
        account: 'KZ526010002000000001',
        occurredOn: '2026-03-05',
        amount: 1_300_000,
        payerName: 'ЖШС Алтын Жол',
        payerBin: bin,
        payerAccount: 'KZ966017131000000002',
        documentNumber: '15',
        paymentCode: '710',
      },
    },
    left: { 4: 'total' },
  },
  'w76-bank-balances.xlsx': {
    kind: 'payments',
    takes: { account: 'KZ526010002000000001', direction: 'bank' },
    rows: {
      5: {
        account: 'KZ526010002000000001',
        amount: 1_300_000,
        payerName: 'ТОО Алтын Жол',
        payerBin: bin,
        payerAccount: 'KZ966017131000000002',
        documentNumber: '15',
      },
    },
    left: { 6: 'total', 7: 'balance' },
  },
  'w77-bank-income.csv': {
    kind: 'payments',
    rows: {
      2: { amount: 1_300_000, payerBin: bin },
      3: { amount: -50_000, recipientBin: '940140000385' },
    },
  },
  'w78-valid-until-word.csv': {
    kind: 'coupons',
    asks: ['owner'],
    answers: { owner: bin },
    rows: {
      2: { number: '000123456789012', validFrom: '2026-11-01', validUntil: '2027-04-30', volume: 20_000 },
    },
  },
  'w80-stations-kazakh.csv': {
    kind: 'stations',
    rows: {
      2: {
        code: '005',
        name: 'Шымкент-5',
        city: 'Шымкент',
        address: 'Абай к., 1',
        latitude: 42.315514,
        longitude: 69.586916,
        status: 'open',
      },
    },
  },
  'w86-two-clocks.csv': {
    kind: 'transactions',
    asks: ['owner'],
    takes: { 'operation.Обслуживание': 'sale' },
    answers: { owner: bin },
    rows: {
      2: diesel(),
    },
  },
  'w89-days-over-cards.csv': {
    kind: 'transactions',
    asks: ['owner'],
    takes: { day: 'from_heads' },
    answers: { owner: bin },
    rows: {
      4: diesel(),
      6: petrol(),
    },
    left: { 2: 'group_head', 3: 'group_head', 5: 'group_head', 7: 'total', 8: 'group_head' },
    faults: { 9: 'missing_value' },
  },
  'w90-cards-over-days.csv': {
    kind: 'transactions',
    asks: ['owner'],
    takes: { day: 'from_heads' },
    answers: { owner: bin },
    rows: {
      4: diesel(),
      6: diesel({ localDate: '2026-03-06' }),
      9: petrol(),
    },
    left: {
      2: 'group_head',
      3: 'group_head',
      5: 'group_head',
      7: 'group_head',
      8: 'group_head',
      10: 'group_head',
    },
    faults: { 11: 'missing_value' },
  },
  'w91-empty-under-days.csv': {
    kind: 'transactions',
    asks: ['owner'],
    takes: { day: 'from_heads' },
    answers: { owner: bin },
    rows: {
      3: diesel(),
      4: petrol(),
      6: diesel({ localDate: '2026-03-06' }),
    },
    left: { 2: 'group_head', 5: 'group_head' },
  },
  'w93-slashed-day-heads.csv': {
    kind: 'transactions',
    asks: ['owner', 'date_order', 'day'],
    answers: { date_order: 'dmy', owner: bin, day: 'from_heads' },
    rows: {
      3: diesel(),
    },
    left: { 2: 'group_head' },
  },
  'w94-is-return.csv': {
    kind: 'transactions',
    asks: ['owner'],
    takes: { 'operation.0': 'sale', 'operation.1': 'return' },
    answers: { owner: bin },
    rows: {
      2: diesel(),
      3: diesel({ operation: 'return', localTime: '09:15:00', volume: -10_000, amount: -325_000 }),
    },
  },
  'w95-kind-of-receipt.csv': {
    kind: 'transactions',
    asks: ['owner'],
    takes: { 'operation.Чек продажи': 'sale', 'operation.Чек возврата': 'return' },
    answers: { owner: bin },
    rows: {
      2: diesel(),
      3: diesel({ operation: 'return', localTime: '09:15:00', volume: -10_000, amount: -325_000 }),
    },
  },
  'wa3-customers-english.xlsx': {
    kind: 'companies',
    rows: {
      2: {
        bin,
        name: 'Altyn Zhol LLP',
        code: 'C-1',
        contractNumber: 'TK-15',
        contractDate: '2026-03-05',
        email: 'a@b.kz',
        city: 'Almaty',
        locale: 'en',
      },
    },
  },
  'wb1-station-heads.csv': {
    kind: 'transactions',
    asks: ['owner'],
    takes: { station: 'from_heads' },
    answers: { owner: bin },
    rows: {
      3: diesel({ station: 'АЗС №5' }),
      6: petrol({ station: 'АЗС №7' }),
    },
    left: { 2: 'group_head', 4: 'total', 5: 'group_head', 7: 'total', 8: 'total' },
  },
  'wb2-fuel-heads.csv': {
    kind: 'transactions',
    asks: ['owner'],
    takes: { product: 'from_heads' },
    answers: { owner: bin },
    rows: {
      3: diesel(),
      6: petrol(),
    },
    left: { 2: 'group_head', 4: 'total', 5: 'group_head' },
  },
  'wb4-fuel-above.csv': {
    kind: 'transactions',
    asks: ['owner'],
    takes: { product: 'from_heads' },
    answers: { owner: bin },
    rows: {
      4: diesel(),
    },
  },
  'wb6-bank-account-beside.csv': {
    kind: 'payments',
    ambiguous: ['account'],
    map: { payerAccount: 4 },
    answers: { account: 'KZ526010002000000001' },
    rows: {
      2: { account: 'KZ526010002000000001', payerAccount: 'KZ966017131000000002', amount: 1_300_000 },
    },
  },
  'wc4-month-heads.csv': {
    kind: 'transactions',
    asks: ['owner'],
    answers: { owner: bin },
    rows: {
      4: diesel(),
      6: diesel({ localDate: '2026-04-05' }),
    },
    left: { 3: 'note', 5: 'note' },
  },
  'wc9-sections.csv': {
    kind: 'transactions',
    asks: ['owner'],
    takes: { 'operation.Отпуск': 'sale', 'operation.Возвраты': 'return' },
    answers: { owner: bin },
    rows: {
      3: diesel(),
      5: diesel({ operation: 'return', localTime: '09:15:00', volume: -10_000, amount: -325_000 }),
    },
    left: { 2: 'group_head', 4: 'group_head' },
  },
  'wd1-sections-with-totals.csv': {
    kind: 'transactions',
    asks: ['owner'],
    takes: { 'operation.Реализация': 'sale', 'operation.Возврат': 'return' },
    answers: { owner: bin },
    rows: {
      3: diesel(),
      6: diesel({ operation: 'return', localTime: '09:15:00', volume: -10_000, amount: -325_000 }),
    },
    left: { 2: 'group_head', 4: 'total', 5: 'group_head', 7: 'total' },
  },
  'wd2-declined-section.csv': {
    kind: 'transactions',
    asks: ['owner'],
    takes: { 'operation.Отклонённые операции': 'refusal' },
    answers: { owner: bin },
    rows: {
      2: diesel(),
    },
    left: { 3: 'group_head', 4: 'refusal' },
  },
  'wd4-returns-above.csv': {
    kind: 'transactions',
    asks: ['operation.Реестр возвратов за март 2026', 'owner'],
    answers: { 'operation.Реестр возвратов за март 2026': 'return', owner: bin },
    rows: {
      3: diesel({ operation: 'return', localTime: '09:15:00', volume: -10_000, amount: -325_000 }),
    },
  },
  'wd6-time-first.csv': {
    kind: 'transactions',
    asks: ['owner'],
    answers: { owner: bin },
    rows: {
      2: diesel(),
      3: diesel(),
    },
  },
  'wd8-bank-value-days.csv': {
    kind: 'payments',
    takes: { account: 'KZ526010002000000001', direction: 'bank' },
    rows: {
      3: {
        account: 'KZ526010002000000001',
        occurredOn: '2026-03-05',
        amount: 1_300_000,
        payerName: 'ТОО Алтын',
      },
      4: { amount: -50_000, recipientName: 'Банк' },
    },
  },
  'we1-bank-sections.csv': {
    kind: 'payments',
    asks: ['direction'],
    takes: { account: 'KZ526010002000000001' },
    answers: { direction: 'from_heads' },
    rows: {
      4: { account: 'KZ526010002000000001', amount: 1_300_000, payerName: 'ТОО Алтын' },
      7: { amount: -50_000, recipientName: 'Банк' },
    },
    left: { 3: 'group_head', 5: 'total', 6: 'group_head' },
  },
  'we2-sections-in-cards.csv': {
    kind: 'transactions',
    asks: ['owner'],
    takes: { 'operation.Возвраты': 'return' },
    answers: { owner: bin },
    rows: {
      3: diesel(),
      5: diesel({ operation: 'return', localTime: '09:15:00', volume: -10_000, amount: -325_000 }),
      8: petrol(),
    },
    left: { 2: 'group_head', 4: 'group_head', 6: 'total', 7: 'group_head', 9: 'total' },
  },
  'we3-vague-section.csv': {
    kind: 'transactions',
    asks: ['operation.Возвраты клиента ТОО Алтын Жол', 'owner'],
    answers: { 'operation.Возвраты клиента ТОО Алтын Жол': 'return', owner: bin },
    rows: {
      2: diesel(),
      4: diesel({ operation: 'return', localTime: '09:15:00', volume: -10_000, amount: -325_000 }),
    },
    left: { 3: 'group_head' },
  },
  'we5-sheet-of-returns.xlsx': {
    kind: 'transactions',
    asks: ['operation.Возвраты', 'owner'],
    answers: { 'operation.Возвраты': 'return', owner: bin },
    rows: {
      2: diesel({ operation: 'return', localTime: '09:15:00', volume: -10_000, amount: -325_000 }),
    },
  },
  'we7-cards-after-total.csv': {
    kind: 'transactions',
    asks: ['owner'],
    answers: { owner: bin },
    rows: {
      3: diesel(),
      6: petrol(),
    },
    left: { 2: 'group_head', 4: 'total', 5: 'group_head' },
  },
  'we8-other-section.csv': {
    kind: 'transactions',
    asks: ['operation.Прочее', 'owner'],
    takes: { 'operation.Возвраты': 'return' },
    answers: { 'operation.Прочее': 'sale', owner: bin },
    rows: {
      3: diesel({ operation: 'return', localTime: '09:15:00', volume: -10_000, amount: -325_000 }),
      5: diesel(),
    },
    left: { 2: 'group_head', 4: 'note' },
  },
  'wg3-four-heads.csv': {
    kind: 'transactions',
    asks: ['owner'],
    takes: { day: 'from_heads', station: 'from_heads', product: 'from_heads' },
    answers: { owner: bin },
    rows: {
      6: diesel({ station: '5' }),
    },
    left: { 2: 'group_head', 3: 'group_head', 4: 'group_head', 5: 'group_head', 7: 'total', 8: 'group_head' },
    faults: { 9: 'missing_value' },
  },
}
