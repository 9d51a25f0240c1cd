import { afterAll, expect, test } from 'vitest'
import { UserFilter } from '#app/domain/accounts/accounts.input.server.ts'
import { listUsers } from '#app/domain/accounts/users.server.ts'
import { listCards } from '#app/domain/cards/card-lists.server.ts'
import { CardFilter } from '#app/domain/cards/cards.input.server.ts'
import { CompanyFilter } from '#app/domain/companies/companies.input.server.ts'
import { listCompaniesAcross, listCompanyChoices } from '#app/domain/companies/companies.server.ts'
import { listCoupons } from '#app/domain/coupons/coupon-lists.server.ts'
import { CouponFilter } from '#app/domain/coupons/coupons.input.server.ts'
import { listInvitations } from '#app/domain/invitations/invitation-lists.server.ts'
import { InvitationFilter } from '#app/domain/invitations/invitations.input.server.ts'
import { inviteClient } from '#app/domain/invitations/invitations.server.ts'
import { TransactionFilter } from '#app/domain/transactions/transactions.input.server.ts'
import { listTransactions } from '#app/domain/transactions/transactions.server.ts'
import { createCabinet } from '#tests/support/fixtures.ts'
import { bringCards, bringCoupons, bringTransactions } from '#tests/support/registers.ts'

const cabinet = await createCabinet()
afterAll(() => cabinet.destroy())

const system = await cabinet.system()
const own = await cabinet.company({
  name: 'ТОО «Қарағанды Степной Экспресс»',
  bin: '150140000017',
  contractNumber: '№ 12/Д-7',
  email: 'contract@stepnoy.kz',
  phone: '+7 (701) 555-44-33',
})
const other = await cabinet.company({ name: 'ТОО «Чужая Дорога»', phone: null, contractNumber: 'Ч-1' })
const owner = await cabinet.client(own, 'owner', 'boss@stepnoy.kz')
await cabinet.client(other, 'owner', 'boss@chuzhaya.kz')
const { ctx } = await cabinet.staff('support', 'support@petroretail.kz')
await cabinet.db
  .updateTable('users')
  .set({ name: 'Қасымова Әсел Бериққызы' })
  .where('id', '=', owner.userId)
  .execute()
await inviteClient(system, { email: 'later@stepnoy.kz', companyId: own, role: 'viewer', locale: 'ru' })
await cabinet.db
  .updateTable('invitations')
  .set({ name: 'Иванов Пётр' })
  .where('email', '=', 'later@stepnoy.kz')
  .execute()
const [card] = await bringCards(system, own, [
  { number: '7825462894620001', holder: 'Ахметов Ерлан Серікұлы', plate: '719BMW17' },
  { number: '7825462894627777', holder: 'Ким Виктор', plate: '001AAA02' },
])
await bringCoupons(system, own, [{ number: '99990000111122223333' }, { number: '99991111000055557777' }])
await bringTransactions(system, own, [
  { receipt: '700123', cardId: card?.id ?? null, instrumentNumber: '7825462894620001' },
  { receipt: '800456', instrumentNumber: '99990000111122223333' },
])

const lists = {
  companies: async (q: string) =>
    (await listCompaniesAcross(ctx, CompanyFilter.parse({ q }))).companies.map(({ bin }) => bin),
  choices: async (q: string) => (await listCompanyChoices(ctx, { q })).companies.map(({ bin }) => bin),
  users: async (q: string) => (await listUsers(ctx, UserFilter.parse({ q }))).users.map(({ email }) => email),
  invitations: async (q: string) =>
    (await listInvitations(ctx, InvitationFilter.parse({ q, state: 'waiting' }))).invitations.map(
      ({ email }) => email,
    ),
  cards: async (q: string) =>
    (await listCards(owner.ctx, own, CardFilter.parse({ q }))).rows.map(({ plate }) => plate),
  coupons: async (q: string) =>
    (await listCoupons(owner.ctx, own, CouponFilter.parse({ q }))).rows.map(({ number }) => number),
  transactions: async (q: string) =>
    (await listTransactions(owner.ctx, own, TransactionFilter.parse({ q }))).rows.map(
      ({ receipt }) => receipt,
    ),
}

/** Everything that a search field's label says, as people type it. */
const CASES: [list: keyof typeof lists, found: string, typed: string[]][] = [
  [
    'companies',
    '150140000017',
    [
      'экспресс',
      'СТЕПН',
      'экспр караг',
      '1501 4000 0017',
      '12Д7',
      '№12/д-7',
      'contract@',
      '8 701 555',
      '7015554433',
    ],
  ],
  ['choices', '150140000017', ['экспресс', '150140000017', '12-Д']],
  [
    'users',
    'boss@stepnoy.kz',
    ['boss@step', 'BOSS@STEP', 'әсел', 'асел', 'берик касым', 'экспресс', '150140000017'],
  ],
  ['invitations', 'later@stepnoy.kz', ['later', 'LATER@', 'петр', 'иван', 'степной', '150140000017']],
  [
    'cards',
    '719BMW17',
    [
      '719 bmw',
      '719 ВМW',
      '719-вмw-17',
      'серик',
      'ерлан ахм',
      "'7825 4628 9462 0001",
      '7825.4628.9462.0001',
      '620001',
    ],
  ],
  [
    'coupons',
    '99990000111122223333',
    ["'99990000111122223333", '9999 0000 1111', '9999–0000-1111', '2.222.3333', '333'],
  ],
  ['transactions', '700123', ["'700123", '700 123', '719вмw', 'ахметов', '9462-0001']],
]

test.each(CASES.flatMap(([list, found, typed]) => typed.map((q) => ({ list, q, found }))))(
  '$list: $q',
  async ({ list, q, found }) => {
    expect(await lists[list](q)).toEqual([found])
  },
)

test('a text that is too long finds what its beginning finds', async () => {
  expect(await lists.coupons(`99990000111122223333${' '.repeat(200)}`)).toEqual(['99990000111122223333'])
  expect(await lists.coupons('9'.repeat(300))).toEqual([])
})
