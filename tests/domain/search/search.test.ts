import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inviteClient } from '#app/domain/invitations/invitations.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { searchEverything } from '#app/domain/search/search.server.ts'
import { isStatementTimeout } from '#db/connection/client.server.ts'
import { lettersAndDigits, plateKey, wordsOf } from '#db/sql/search-text.ts'
import { createCabinet, newAddress } from '#tests/support/fixtures.ts'
import { forgetPretence, fullScansOf, pretendLarge } from '#tests/support/query-plans.ts'
import { bringCards, bringCoupons, bringTransactions, NOW } from '#tests/support/registers.ts'
import { recordStatements } from '#tests/support/statement-recorder.ts'

const cabinet = await createCabinet({ now: NOW })
afterAll(() => cabinet.destroy())

const system = await cabinet.system()
const own = await cabinet.company({
  name: 'ТОО «Степной Экспресс»',
  bin: '150140000017',
  contractNumber: '№ 12/Д-7',
  email: 'contract@stepnoy.kz',
  phone: '8 (701) 555-44-33',
})
const other = await cabinet.company({ name: 'ТОО «Чужая Дорога»', phone: null, contractNumber: 'Ч-1' })
const owner = await cabinet.client(own, 'owner', 'boss@stepnoy.kz')
const viewer = await cabinet.client(own, 'viewer', 'reader@stepnoy.kz')
const stranger = await cabinet.client(other, 'owner', 'boss@chuzhaya.kz')
const support = await cabinet.staff('support', 'support@petroretail.kz')
await cabinet.db
  .updateTable('users')
  .set({ name: 'Қасымова Әсел Бериққызы' })
  .where('id', '=', owner.userId)
  .execute()
await inviteClient(system, { email: 'later@stepnoy.kz', companyId: own, role: 'viewer', locale: 'ru' })
await bringCards(system, own, [
  { number: '7825462894620001', holder: 'Ахметов Ерлан Серікұлы', plate: '719BMW17' },
])
await bringCards(system, other, [{ number: '7825462894629999', holder: 'Ахметов Чужой', plate: '001AAA02' }])
await bringCoupons(system, own, [{ number: '99990000111122223333', validUntil: '2026-11-21' }])
await bringCoupons(system, other, [{ number: '99990000111144445555' }])
await bringTransactions(system, own, [{ receipt: 'R-700123', stationCode: 'KZ-77' }])
await cabinet.station('KZ-77')

/** Kinds and titles, in their order. */
async function found(ctx: Context, q: string): Promise<string[]> {
  const { groups } = await searchEverything(ctx, q)
  return groups.flatMap(({ kind, hits }) => hits.map(({ title }) => `${kind} ${title}`))
}

const CARD = 'card 7825462894620001'
const COUPON = 'coupon 99990000111122223333'
const COMPANY = 'company ТОО «Степной Экспресс»'
const OWNER = 'person Қасымова Әсел Бериққызы'

/** What is typed, and the one thing that a client finds by it; null: staff only. */
const CASES: [q: string, client: string | null, staff: string][] = [
  ['99990000111122223333', COUPON, COUPON],
  ["'9999 0000 1111 2222 3333", COUPON, COUPON],
  ['9999-0000.1111–2222', COUPON, COUPON],
  ['3333', COUPON, COUPON],
  ['7825462894620', CARD, CARD],
  ['620001', CARD, CARD],
  ['7825 4628 9462 0001', CARD, CARD],
  ['719 BMW 17', CARD, CARD],
  ['719вмw', CARD, CARD],
  ['серікұ', CARD, CARD],
  ['ерлан ахмет', CARD, CARD],
  ['R-700123', 'transaction R-700123', 'transaction R-700123'],
  ['KZ-77', 'station АЗС KZ-77', 'station АЗС KZ-77'],
  ['асел', OWNER, OWNER],
  ['берик касым', null, OWNER],
  ['boss@step', OWNER, OWNER],
  ['later@', null, 'invitation later@stepnoy.kz'],
  ['экспресс', null, COMPANY],
  ['экспр степ', null, COMPANY],
  ['150140000017', null, COMPANY],
  ['12-Д/7', null, COMPANY],
  ['contract@st', null, COMPANY],
  ['+7 701 555 44', null, COMPANY],
  ['701 555-44-33', null, COMPANY],
]

describe('one box', () => {
  test.each(CASES)('%s', async (q, client, staff) => {
    expect(await found(support.ctx, q)).toEqual([staff])
    if (client) expect(await found(owner.ctx, q)).toEqual([client])
    expect(await found(stranger.ctx, q)).toEqual(staff.startsWith('station') ? [staff] : [])
  })

  test('staff find what several companies have, each with its company', async () => {
    const { groups } = await searchEverything(support.ctx, 'ахметов')
    expect(groups[0]?.hits.map(({ company_name }) => company_name)).toEqual([
      'ТОО «Степной Экспресс»',
      'ТОО «Чужая Дорога»',
    ])
    expect(await found(owner.ctx, 'ахметов')).toEqual([CARD])
    expect(await found(owner.ctx, '99990000')).toEqual([COUPON])
  })

  test('colleagues are found by who may see them', async () => {
    expect(await found(viewer.ctx, 'boss@step')).toEqual([])
    expect(await found(viewer.ctx, '3333')).toEqual([COUPON])
  })

  test('three last digits are too few for a coupon here', async () => {
    expect(await found(owner.ctx, '333')).toEqual([])
    expect(await found(support.ctx, '333')).toEqual([])
  })

  test('what ended by its date is told as ended', async () => {
    const { groups } = await searchEverything(owner.ctx, '3333')
    expect(groups[0]?.hits[0]?.status).toBe('expired')
  })

  test('the likeliest kind is first, five of each are shown, and the rest is announced', async () => {
    const many = Array.from({ length: 7 }, (_, index) => ({ number: `555000000000000000${index}0` }))
    await bringCoupons(system, own, [...many, { number: '11110000000000005550' }])
    const { groups } = await searchEverything(owner.ctx, '5550')
    expect(groups[0]?.hits.map(({ title }) => title)).toEqual(many.slice(0, 5).map(({ number }) => number))
    expect(groups[0]?.more).toBe(true)
  })

  test('five of a kind are all there are', async () => {
    await bringCoupons(
      system,
      own,
      Array.from({ length: 5 }, (_, index) => ({ number: `777000000000000000${index}0` })),
    )
    const { groups } = await searchEverything(owner.ctx, '777000000000000000')
    expect(groups.map(({ hits, more }) => [hits.length, more])).toEqual([[5, false]])
  })

  test('the kinds stand in the order of what is likeliest, not of their names', async () => {
    await bringCoupons(system, own, [{ number: '88880000000000004242' }])
    await bringCards(system, own, [{ number: '4242000000000001', holder: 'Ким Виктор', plate: '002AAA02' }])
    expect(await found(owner.ctx, '4242')).toEqual(['card 4242000000000001', 'coupon 88880000000000004242'])
  })

  test('a card that ended by its date is told as ended', async () => {
    await bringCards(system, own, [{ number: '7825462894625150', validUntil: '2026-11-21' }])
    const { groups } = await searchEverything(owner.ctx, '625150')
    expect(groups[0]?.hits.map(({ status }) => status)).toEqual(['expired'])
  })

  test('looks for two characters and for a hundred', async () => {
    expect(await searchEverything(owner.ctx, '7'.repeat(100))).toEqual({ groups: [], refused: null })

    expect(await found(owner.ctx, 'KZ')).toEqual(['station АЗС KZ-77'])
  })

  test('a database that ends what takes too long is told of, and any other failure is one', async () => {
    const failing = (errno: number): Context => ({
      ...owner.ctx,
      db: owner.ctx.db.withPlugin({
        transformQuery() {
          throw Object.assign(new Error('ended'), { errno })
        },
        transformResult: async ({ result }) => result,
      }),
    })
    expect(await searchEverything(failing(1969), '7825')).toEqual({ groups: [], refused: 'too_slow' })
    await expect(searchEverything(failing(1064), '7825')).rejects.toThrow('ended')
  })

  test('says why it did not look', async () => {
    expect(await searchEverything(owner.ctx, '7')).toEqual({ groups: [], refused: 'too_short' })
    expect(await searchEverything(owner.ctx, '7'.repeat(101))).toEqual({ groups: [], refused: 'too_long' })
    expect(await searchEverything(owner.ctx, undefined)).toEqual({ groups: [], refused: null })
  })

  test('what stands for other letters in LIKE is text', async () => {
    for (const q of ['%%', '__', '9%3', '\\\\']) expect(await found(support.ctx, q)).toEqual([])
  })
})

describe('what the database reads', () => {
  const recorder = recordStatements(cabinet.db)
  beforeAll(() => pretendLarge(cabinet.db))
  afterAll(() => forgetPretence(cabinet.db))

  test.each(CASES)('one statement that scans no table: %s', async (q) => {
    for (const { ctx } of [owner, support]) {
      const { statements } = await recorder.during(() => searchEverything({ ...ctx, db: recorder.db }, q))
      expect(statements).toHaveLength(1)
      for (const statement of statements) expect(await fullScansOf(cabinet.db, statement)).toEqual([])
    }
  })

  test('a search in a table without an index would be noticed behind the limit of time', async () => {
    const scan = {
      sql: '/*M! set statement max_statement_time = 1 for */ select id from coupons where batch like ?',
      parameters: ['a%'],
    }
    expect(await fullScansOf(cabinet.db, scan)).toEqual(['coupons'])
  })

  test('a statement that was ended by its limit is known by its error', async () => {
    const endless = sql`/*M! set statement max_statement_time = 0.05 for */
      select /*+ max_execution_time(50) */ count(*) from information_schema.columns a, information_schema.columns b,
        information_schema.columns c`
    const error = await endless.execute(cabinet.db).then(
      () => null,
      (error: unknown) => error,
    )
    expect(isStatementTimeout(error)).toBe(true)
  })
})

test('the columns that are searched hold what the normaliser makes of the same text', async () => {
  const names = ['ТОО  «Алтын-Жол» (ЛТД)', "O'Neil & Sons, Ltd.", '  Ә. Қ. «Ұлы» №7 ', '—']
  for (const name of names) {
    const id = await cabinet.company({ name, contractNumber: name, email: newAddress() })
    const { rows } = await sql<{ words: string; tail: string | null; contract: string }>`
      select name_words as words, name_tail_1 as tail, contract_key as contract from companies where id = ${id}
    `.execute(cabinet.db)
    const words = rows[0]?.words.split(' ') ?? []
    expect(words.filter(Boolean).toSorted()).toEqual(wordsOf(name).toSorted())
    expect(rows[0]?.tail).toBe(words.length > 1 ? words.at(-1) : null)
    expect(rows[0]?.contract).toBe(lettersAndDigits(name))
  }
  const plates = ['719 вмw-17', 'а 123 ВС 02', 'ҰҮҺІ 77', 'QAZ-001']
  const cards = await bringCards(
    system,
    own,
    plates.map((plate) => ({ plate })),
  )
  for (const [index, plate] of plates.entries()) {
    const { rows } = await sql`select plate_key from cards where id = ${cards[index]?.id}`.execute(cabinet.db)
    expect(rows).toEqual([{ plate_key: plateKey(plate) }])
  }
})
