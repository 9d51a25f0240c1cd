import { describe, expect, test } from 'vitest'
import { bookingDay, daysLeft, spendable } from '#app/domain/contract-account/account.ts'
import {
  type BookedTransaction,
  contractFor,
  NOTHING_POSTED,
  rowFor,
} from '#app/domain/contract-account/ledger-rows.ts'
import { Random } from '#tests/faults/driver/random.ts'

const fill: BookedTransaction = { coupon_id: null, operation: 'sale', amount: 650_000, volume: 20_000 }
const PAPERS = ['fill', 'issue'] as const

describe('the row for a transaction', () => {
  test('debits a refuelling and credits a return', () => {
    expect(rowFor(fill, NOTHING_POSTED, 'fill')).toEqual({
      ...{ kind: 'fill', amount: -650_000, memo: 0, volume: 20_000 },
    })
    const back: BookedTransaction = { ...fill, operation: 'return', amount: -650_000, volume: -20_000 }
    expect(rowFor(back, NOTHING_POSTED, 'fill')).toMatchObject({ kind: 'return', amount: 650_000 })
  })

  test('tells of a coupon whose issue was booked, and debits nothing', () => {
    const redeemed = { ...fill, coupon_id: 7 }
    expect(rowFor(redeemed, NOTHING_POSTED, 'issue')).toMatchObject({ amount: 0, memo: -650_000 })
    expect(rowFor(redeemed, NOTHING_POSTED, 'fill')).toMatchObject({ amount: -650_000, memo: 0 })
    expect(rowFor(fill, NOTHING_POSTED, 'issue')).toMatchObject({ amount: -650_000, memo: 0 })
  })

  test('follows whatever becomes of the transaction, and adds nothing when asked again', () => {
    const random = new Random(42)
    for (let round = 0; round < 300; round++) {
      const papers = random.pick(PAPERS)
      const coupon_id = random.pick([null, 7])
      const posted = { ...NOTHING_POSTED }
      for (let step = 0; step < 6; step++) {
        const isGone = posted.entries > 0 && random.between(0, 4) === 0
        const now = { ...fill, coupon_id, amount: random.between(-9, 9), volume: random.between(-9, 9) }
        const row = rowFor(isGone ? null : now, posted, papers)
        if (row) {
          expect(row.kind).toBe(posted.entries === 0 ? 'fill' : 'correction')
          posted.entries++
          for (const figure of ['amount', 'memo', 'volume'] as const) posted[figure] += row[figure]
        }
        const isPaid = coupon_id !== null && papers === 'issue'
        const owed = isGone ? 0 : -now.amount
        expect(posted.amount + 0).toBe((isPaid ? 0 : owed) + 0)
        expect(posted.memo + 0).toBe((isPaid ? owed : 0) + 0)
        expect(rowFor(isGone ? null : now, posted, papers)).toBeNull()
      }
    }
  })
})

test('what was taken back before it was booked has no row', () => {
  expect(rowFor(null, NOTHING_POSTED, 'fill')).toBeNull()
})

describe('the contract of a day', () => {
  const of = (id: number, starts_on: string, account_from: string | null) => {
    return { id, starts_on, ends_on: null, account_from, papers: 'fill' as const }
  }

  test('is the last that had begun, also after its end; without an account there is none', () => {
    const contracts = [of(1, '2025-01-01', '2025-06-01'), of(2, '2026-01-01', null)]
    expect(contractFor(contracts, '2024-12-31')).toBeUndefined()
    expect(contractFor(contracts, '2025-05-31')).toBeUndefined()
    expect(contractFor(contracts, '2025-06-01')?.id).toBe(1)
    expect(contractFor(contracts, '2026-03-01')).toBeUndefined()
    const kept = [of(1, '2025-01-01', '2025-06-01'), of(2, '2026-01-01', '2026-01-01')]
    for (const known of [kept, kept.toReversed()]) expect(contractFor(known, '2026-03-01')?.id).toBe(2)
  })
})

test('a day counts in its own month until that is closed, then today', () => {
  expect(bookingDay('2026-10-15', '2026-09-30', '2026-11-03')).toBe('2026-10-15')
  expect(bookingDay('2026-10-15', '2026-10-31', '2026-11-03')).toBe('2026-11-03')
  expect(bookingDay('2026-11-01', '2026-10-31', '2026-11-03')).toBe('2026-11-01')
})

test('what is free lasts as long as the last month says', () => {
  expect(daysLeft(300_000, 900_000)).toBe(10)
  expect(daysLeft(-1, 900_000)).toBe(0)
  expect(daysLeft(300_000, 0)).toBeNull()
})

test('a promise and the stop limit move what cards may spend', () => {
  const figures = { balance: 1_000, coupons: 300, held: 200, promised: 50 }
  expect(spendable(figures, 0)).toBe(550)
  expect(spendable(figures, 100)).toBe(450)
  expect(spendable(figures, -500)).toBe(1_050)
})
