import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays } from '#app/domain/kernel/calendar.ts'
import { type Cabinet, createCabinet, newBin, type Person } from '#tests/support/fixtures.ts'
import { check, commit, csv } from '#tests/support/imports.ts'
import { NOW, TODAY } from '#tests/support/registers.ts'

let cabinet: Cabinet
let staff: Person
let bins: string[]

beforeAll(async () => {
  cabinet = await createCabinet({ now: NOW })
  staff = await cabinet.staff('administrator')
  bins = [newBin(), newBin()]
  for (const bin of bins) await cabinet.company({ bin })
})
afterAll(() => cabinet.destroy())

const local = (day: string) => day.split('-').reverse().join('.')
const day = fc.integer({ min: -60, max: 200 }).map((days) => local(addDays(TODAY, days)))
const fuel = fc.constantFrom('АИ-92', 'ДТ', 'СУГ')
/** A coupon's company follows from its number: it never moves. */
const companyOf = (n: number) => bins[n % 2] ?? ''

const coupon = fc.record({
  n: fc.integer({ min: 0, max: 30 }),
  fuel,
  volume: fc.constantFrom('10', '20', '50'),
  price: fc.constantFrom('215,00', '325,50'),
  until: day,
  status: fc.constantFrom('Действует', 'Погашен', 'Заблокирован', 'Аннулирован'),
})

/** Each register is read by a process of its own, which takes seconds to start on a busy machine. */
const READING_MS = 240_000

test(
  'sums of coupons are those of the coupons after any registers',
  async () => {
    const register = fc.uniqueArray(coupon, { selector: ({ n }) => n, minLength: 1, maxLength: 25 })
    await fc.assert(
      fc.asyncProperty(fc.array(register, { minLength: 1, maxLength: 3 }), async (registers) => {
        for (const rows of registers) {
          const file = csv(
            'Номер талона;БИН;Вид топлива;Номинал;Цена;Действует с;Действует по;Статус',
            rows.map((r) => [
              `9999${String(r.n).padStart(16, '0')}`,
              companyOf(r.n),
              r.fuel,
              r.volume,
              r.price,
              '01.01.2026',
              r.until,
              r.status,
            ]),
          )
          const { id, counts } = await check(staff.ctx, 'coupons', file)
          if (counts.added + counts.changed > 0) await commit(staff.ctx, id)
        }
        for (const [span, start] of [
          ['day', sql`valid_until`],
          ['month', sql`date_format(valid_until, '%Y-%m-01')`],
        ] as const) {
          const kept = await sql`
          select company_id, product, status, date_format(starts_on, '%Y-%m-%d') as starts, cast(sum(coupons) as char) as coupons,
            cast(sum(volume) as char) as volume, cast(sum(remaining) as char) as remaining, cast(sum(amount) as char) as amount
          from coupon_totals where span = ${span} group by company_id, product, status, starts_on having sum(coupons) <> 0
          order by company_id, product, status, starts`.execute(cabinet.db)
          const counted = await sql`
          select company_id, product, status, date_format(${start}, '%Y-%m-%d') as starts, cast(count(*) as char) as coupons,
            cast(sum(volume) as char) as volume, cast(sum(remaining) as char) as remaining,
            cast(sum(round(volume * price / 1000)) as char) as amount
          from coupons group by company_id, product, status, starts order by company_id, product, status, starts`.execute(
            cabinet.db,
          )
          expect(kept.rows).toEqual(counted.rows)
        }
      }),
      { numRuns: 5 },
    )
  },
  READING_MS,
)

const refuelling = fc.record({
  n: fc.integer({ min: 0, max: 20 }),
  day: fc.constantFrom('18.11.2026', '19.11.2026', '20.11.2026'),
  fuel,
  volume: fc.integer({ min: 100, max: 9_000 }),
})

test(
  'sums of transactions are those of the transactions after any registers',
  async () => {
    const register = fc.uniqueArray(refuelling, {
      selector: ({ n, day }) => `${n} ${day}`,
      minLength: 1,
      maxLength: 25,
    })
    await fc.assert(
      fc.asyncProperty(register, async (rows) => {
        const hundredths = (value: number) =>
          `${Math.floor(value / 100)},${String(value % 100).padStart(2, '0')}`
        const file = csv(
          'Дата;Время;Номер карты/талона;БИН;АЗС;Вид топлива;Количество;Цена;Сумма;Чек №',
          rows.map((r) => [
            r.day,
            // A minute of its own: two alike in one minute would be asked about.
            `10:${String(r.n).padStart(2, '0')}:00`,
            '7825462894623481',
            companyOf(r.n),
            'АЗС-001',
            r.fuel,
            hundredths(r.volume),
            '300,00',
            hundredths(r.volume * 300),
            String(r.n),
          ]),
        )
        const { id, counts } = await check(staff.ctx, 'transactions', file)
        if (counts.added + counts.changed > 0) await commit(staff.ctx, id)
        const kept = await sql`
        select company_id, product, date_format(day, '%Y-%m-%d') as day, cast(transactions as char) as transactions,
          cast(volume as char) as volume, cast(amount as char) as amount
        from transaction_totals where transactions <> 0 order by company_id, product, day`.execute(cabinet.db)
        const counted = await sql`
        select company_id, product, date_format(occurred_on, '%Y-%m-%d') as day, cast(count(*) as char) as transactions,
          cast(sum(volume) as char) as volume, cast(sum(amount) as char) as amount
        from transactions group by company_id, product, day order by company_id, product, day`.execute(
          cabinet.db,
        )
        expect(kept.rows).toEqual(counted.rows)
      }),
      { numRuns: 5 },
    )
  },
  READING_MS,
)
