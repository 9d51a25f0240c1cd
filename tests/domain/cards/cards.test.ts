import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { blockCard, unblockCard } from '#app/domain/cards/card-blocks.server.ts'
import { exportCards, listCards } from '#app/domain/cards/card-lists.server.ts'
import { CardFilter } from '#app/domain/cards/cards.input.server.ts'
import { findCard } from '#app/domain/cards/cards.server.ts'
import { cardFilters, cardSorts } from '#app/domain/cards/cards.ts'
import type { CompanyId, Context } from '#app/domain/kernel/context.ts'
import type { CardIssuerStatus } from '#db/schema/index.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { bringCards, bringTransactions, changeCard, type NewCard, NOW } from '#tests/support/registers.ts'

let cabinet: Cabinet
let companyId: CompanyId
let owner: Context
let ownerEmail: string

beforeAll(async () => {
  cabinet = await createCabinet({ now: NOW })
  companyId = await cabinet.company()
  const person = await cabinet.client(companyId)
  owner = person.ctx
  ownerEmail = person.email
})
afterAll(() => cabinet.destroy())

async function card(overrides: NewCard = {}) {
  const [made] = await bringCards(owner, companyId, [overrides])
  if (!made) throw new Error('no card')
  return made
}

async function issuerSays(number: string, issuerStatus: CardIssuerStatus, validUntil?: string) {
  await changeCard(owner, number, { issuerStatus, ...(validUntil && { validUntil }) }, 3)
}

describe('the client', () => {
  test('blocks and unblocks at once; who, when and why are kept', async () => {
    const { id, number } = await card()
    await blockCard(owner, companyId, id, { reason: 'Украдена' })
    const blocked = await findCard(owner, companyId, id)
    expect(blocked).toMatchObject({ state: 'blocked_by_client', canBlock: false, canUnblock: true })
    expect(blocked.history[0]).toMatchObject({
      what: 'blocked',
      by: { kind: 'person', name: ownerEmail },
      reason: 'Украдена',
    })
    await unblockCard(owner, companyId, id)
    expect(await findCard(owner, companyId, id)).toMatchObject({ state: 'active', canBlock: true })
    expect(await cabinet.actions({ kind: 'card', id })).toEqual(['card.blocked', 'card.unblocked'])
    const log = await cabinet.db
      .selectFrom('audit_log')
      .select('data')
      .where('subject_kind', '=', 'card')
      .execute()
    expect(JSON.stringify(log)).not.toContain(number)
  })

  test('has it blocked by staff on the phone, sees who did it and why, and lifts the block itself', async () => {
    const { id } = await card()
    const { ctx, email } = await cabinet.staff('support')
    await blockCard(ctx, companyId, id, { reason: 'Звонила Айгуль: карта украдена' })
    const blocked = await findCard(owner, companyId, id)
    expect(blocked).toMatchObject({ state: 'blocked_by_client', canUnblock: true })
    expect(blocked.history[0]).toMatchObject({
      what: 'blocked',
      by: { kind: 'staff', name: email },
      reason: 'Звонила Айгуль: карта украдена',
    })
    await unblockCard(owner, companyId, id)
    expect((await findCard(ctx, companyId, id)).history[0]).toMatchObject({
      what: 'unblocked',
      by: { kind: 'person', name: ownerEmail },
    })
  })

  test("lifts only its own block; the issuer's goes over it and leaves it there", async () => {
    const { id, number } = await card()
    await blockCard(owner, companyId, id, { reason: '' })
    await issuerSays(number, 'blocked')
    await expect(unblockCard(owner, companyId, id)).rejects.toThrow('card_not_unblockable')
    await issuerSays(number, 'active')
    expect((await findCard(owner, companyId, id)).state).toBe('blocked_by_client')
  })

  test.each<[string, NewCard]>([
    ['lost', { issuerStatus: 'lost' }],
    ['over by its date', { validUntil: '2026-11-21' }],
    ['expired by the issuer', { issuerStatus: 'expired' }],
    ['blocked by the issuer', { issuerStatus: 'blocked' }],
  ])('cannot block one that is %s', async (_, overrides) => {
    const { id } = await card(overrides)
    await expect(blockCard(owner, companyId, id, { reason: '' })).rejects.toThrow('card_not_blockable')
  })

  test('twenty at once block it once', async () => {
    const { id } = await card()
    await Promise.all(Array.from({ length: 20 }, () => blockCard(owner, companyId, id, { reason: '' })))
    expect(await cabinet.actions({ kind: 'card', id })).toEqual(['card.blocked'])
  })
})

test('a register that says what it said before leaves no trace in the history', async () => {
  const { id, number } = await card()
  await issuerSays(number, 'active')
  expect((await findCard(owner, companyId, id)).history).toEqual([])
  await issuerSays(number, 'blocked')
  expect((await findCard(owner, companyId, id)).history).toMatchObject([
    {
      what: 'status_changed',
      from: 'active',
      to: 'blocked_by_issuer',
      by: { kind: 'import', id: 3, isUndo: false },
    },
  ])
})

test('a register that moves the last day says in the history what the card was and became', async () => {
  const { id, number } = await card({ validUntil: '2026-11-21' })
  await issuerSays(number, 'active', '2027-11-21')
  await issuerSays(number, 'active', '2026-10-01')
  expect((await findCard(owner, companyId, id)).history).toMatchObject([
    { what: 'expired', from: 'active', to: 'expired', by: { kind: 'import' } },
    { what: 'status_changed', from: 'expired', to: 'active', by: { kind: 'import' } },
  ])
})

describe('limits', () => {
  test('are shown with what transactions have used of them since the day, the week and the month began', async () => {
    const limits = { dailyLimit: 100_000, weeklyLimit: 300_000, monthlyLimit: 600_000 }
    const { id, number } = await card(limits)
    const of = { cardId: id, instrumentNumber: number }
    await bringTransactions(owner, companyId, [
      { ...of, volume: 30_000 },
      // Yesterday in UTC, today in Almaty.
      { ...of, volume: 1_000, occurredAt: new Date('2026-11-21T19:00:00Z') },
      // Monday of this week, and the first of the month.
      { ...of, volume: 40_000, occurredAt: new Date('2026-11-16T03:00:00Z'), occurredOn: '2026-11-16' },
      { ...of, volume: 50_000, occurredAt: new Date('2026-10-31T19:00:00Z'), occurredOn: '2026-11-01' },
      { ...of, volume: 99_000, occurredAt: new Date('2026-10-31T18:59:59Z'), occurredOn: '2026-10-31' },
    ])
    // It is Sunday, the 22nd: the day and the week are over at Almaty's next midnight.
    const [midnight, december] = [new Date('2026-11-22T19:00:00Z'), new Date('2026-11-30T19:00:00Z')]
    expect((await findCard(owner, companyId, id)).limits).toEqual([
      { period: 'daily', limit: 100_000, used: 31_000, left: 69_000, renews: midnight },
      { period: 'weekly', limit: 300_000, used: 71_000, left: 229_000, renews: midnight },
      { period: 'monthly', limit: 600_000, used: 121_000, left: 479_000, renews: december },
    ])
  })

  test('in tenge are counted in tenge', async () => {
    const { id, number } = await card({ limitUnit: 'tiyn', dailyLimit: 5_000_000 })
    await bringTransactions(owner, companyId, [{ cardId: id, instrumentNumber: number, amount: 1_300_000 }])
    expect((await findCard(owner, companyId, id)).limits).toMatchObject([
      { period: 'daily', limit: 5_000_000, used: 1_300_000, left: 3_700_000 },
    ])
  })
})

test('a card names the one that took its place', async () => {
  const next = await card()
  const { id } = await card({ issuerStatus: 'lost', replacedBy: next.number })
  expect((await findCard(owner, companyId, id)).replacement).toEqual({ id: next.id, number: next.number })
})

describe('security 22', () => {
  test("another company's card is not there; a viewer and an auditor block nothing", async () => {
    const { id } = await card()
    const otherId = await cabinet.company()
    const other = (await cabinet.client(otherId)).ctx
    await expect(findCard(other, otherId, id)).rejects.toThrow('card_not_found')
    await expect(blockCard(other, otherId, id, { reason: '' })).rejects.toThrow('card_not_found')
    await expect(unblockCard(other, otherId, id)).rejects.toThrow('card_not_found')
    await expect(listCards(other, companyId, {} as CardFilter)).rejects.toThrow('not_found')
    const viewer = (await cabinet.client(companyId, 'viewer')).ctx
    const auditor = (await cabinet.staff('auditor')).ctx
    expect(() => blockCard(other, companyId, id, { reason: '' })).toThrow('not_found')
    expect(() => unblockCard(other, companyId, id)).toThrow('not_found')
    for (const ctx of [viewer, auditor]) {
      expect(() => blockCard(ctx, companyId, id, { reason: '' })).toThrow('not_allowed')
      expect(() => unblockCard(ctx, companyId, id)).toThrow('not_allowed')
      expect((await findCard(ctx, companyId, id)).state).toBe('active')
    }
  })
})

describe('a list', () => {
  let fleet: CompanyId
  let ctx: Context
  const list = (filter: Record<string, string> = {}) => listCards(ctx, fleet, CardFilter.parse(filter))

  beforeAll(async () => {
    fleet = await cabinet.company()
    ctx = (await cabinet.client(fleet)).ctx
    const holders = ['Иванова Ольга', 'Қуанышбаев Дәурен', 'Петренко Виктор', '']
    const status = ['active', 'blocked', 'active', 'lost', 'expired'] as const
    await bringCards(
      ctx,
      fleet,
      Array.from({ length: 130 }, (_, index) => ({
        number: `7825${String(index * 7919).padStart(12, '0')}`,
        holder: holders[index % 4] ?? '',
        plate: `${String(100 + index)}ABC02`,
        products: index % 2 ? ['diesel' as const, 'ai95' as const] : ['lpg' as const],
        issuerStatus: status[index % 5] ?? 'active',
        validUntil: index % 7 === 0 ? '2026-11-21' : index % 11 === 0 ? null : '2027-11-21',
      })),
    )
  })

  async function walk(filter: Record<string, string>) {
    const pages = [await list(filter)]
    for (let cursor = pages[0]?.nextCursor; cursor; cursor = pages.at(-1)?.nextCursor ?? null) {
      pages.push(await list({ ...filter, cursor }))
    }
    return pages
  }

  const every: Record<string, string>[] = [
    {},
    ...cardFilters.map((status) => ({ status })),
    { product: 'diesel' },
    { q: '7825' },
    { q: '1' },
  ]

  test.each(every.flatMap((filter) => cardSorts.map((sort) => ({ ...filter, sort }))))(
    'of %o shows each card once, and the same backwards',
    async (filter: Record<string, string>) => {
      const pages = await walk(filter)
      const ids = pages.flatMap(({ rows }) => rows.map(({ id }) => id))
      expect(new Set(ids).size).toBe(ids.length)
      expect(pages[0]?.total).toEqual({ cards: ids.length, capped: false })
      let page = pages.at(-1)
      for (const expected of pages.toReversed().slice(1)) {
        page = await list({ ...filter, cursor: page?.previousCursor ?? 'none' })
        expect(page.rows.map(({ id }) => id)).toEqual(expected.rows.map(({ id }) => id))
      }
    },
  )

  test('splits all cards into its states', async () => {
    const counts = await Promise.all(cardFilters.map(async (status) => (await list({ status })).total.cards))
    expect(counts.reduce((all, count) => all + count, 0)).toBe(130)
    expect(counts.every((count) => count > 0)).toBe(true)
  })

  test('is searched by number, last digits, driver and plate, however they are typed', async () => {
    const first = async (q: string) => (await list({ q })).rows
    expect(await first('7825 0000-0000 7919')).toHaveLength(1)
    expect((await first('7919')).every(({ number }) => number.endsWith('7919'))).toBe(true)
    expect((await first('қуанышбаев')).every(({ holder }) => holder === 'Қуанышбаев Дәурен')).toBe(true)
    expect(await first('Қуанышбаев')).toHaveLength(33)
    expect((await first('101 abc 02'))[0]?.plate).toBe('101ABC02')
    expect(await first('%')).toEqual([])
  })

  test('is exported as it is filtered', async () => {
    const filter = { product: 'lpg', sort: 'holder' }
    const exported: number[] = []
    for await (const rows of exportCards(ctx, fleet, CardFilter.parse(filter)))
      exported.push(...rows.map(({ id }) => id))
    expect(exported).toEqual((await walk(filter)).flatMap(({ rows }) => rows.map(({ id }) => id)))
  })

  test('comes of a URL of any content', async () => {
    const url = fc.dictionary(fc.constantFrom('q', 'status', 'product', 'sort', 'cursor'), fc.string())
    await fc.assert(
      fc.asyncProperty(url, async (filter) => {
        expect((await list(filter)).rows.length).toBeLessThanOrEqual(50)
      }),
      { numRuns: 60 },
    )
  })
})
