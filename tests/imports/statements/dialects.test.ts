import { describe, expect, test } from 'vitest'
import { Random } from '#tests/faults/driver/random.ts'
import { statementIn, type WrittenPayment } from './dialects.ts'
import { readStatement } from './golden.ts'

const OURS = 'KZ12722S000001234567'
const PURPOSES = [
  'Оплата за ГСМ по счету № 000123 от 03.11.2026',
  'за топливо',
  'Предоплата по счёту 7, в т.ч. НДС 16%',
  'оплата за ТОО "Проба Транс" БИН 180540001010 по договору 12/2026',
]

function payments(random: Random): WrittenPayment[] {
  return Array.from({ length: 1 + random.between(0, 5) }, (_, at): WrittenPayment => {
    const isOut = random.between(0, 3) === 0
    const us = { name: 'ТОО "PetroRetail"', bin: '090340005553', account: OURS }
    const them = {
      name: `ТОО "Клиент ${at}"`,
      bin: '150140002029',
      account: `KZ55965F00000${1_000_000 + at}`,
    }
    const [payer, recipient] = isOut ? [us, them] : [them, us]
    return {
      documentNumber: String(1 + random.between(0, 500 - 1)),
      occurredOn: `2026-11-${String(1 + random.between(0, 28 - 1)).padStart(2, '0')}`,
      amount: (isOut ? -1 : 1) * (1 + random.between(0, 100_000_000 - 1)),
      ...{ payerName: payer.name, payerBin: payer.bin, payerAccount: payer.account },
      ...{ recipientName: recipient.name, recipientBin: recipient.bin, recipientAccount: recipient.account },
      purpose: PURPOSES[random.between(0, PURPOSES.length - 1)] ?? '',
      paymentCode: ['710', '851', '859'][random.between(0, 3 - 1)] ?? '710',
    }
  })
}

describe('random payments', () => {
  test('are the same in whatever dialect a bank writes them', async () => {
    const random = new Random(18)
    for (let round = 0; round < 300; round++) {
      const written = payments(random)
      const { bytes, dialect } = statementIn(random, OURS, random.between(0, 1_000_000_000 - 1), written)
      const { records, faults, rowFaults } = await readStatement(bytes)
      expect([faults, rowFaults], JSON.stringify(dialect)).toEqual([[], []])
      const expected = written.map((payment) => ({ account: OURS, ...payment }))
      expect(records, JSON.stringify(dialect)).toEqual(expected)
    }
  })
})
