import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findCard } from '#app/domain/cards/cards.server.ts'
import {
  completeAuthorization,
  voidAuthorization,
} from '#app/domain/pump-operations/pump-operations.server.ts'
import { findGroup, listGroups } from '#app/domain/rules/group-lists.server.ts'
import { setGroupOfCards } from '#app/domain/rules/group-members.server.ts'
import { findCardsFor } from '#app/domain/rules/group-search.server.ts'
import { createGroup, removeGroup, saveGroup } from '#app/domain/rules/groups.server.ts'
import { previewGroup } from '#app/domain/rules/what-if.server.ts'
import { selectWithPredecessors } from '#db/queries/rules/group-members.ts'
import { indexReads } from '#tests/support/index-reads.ts'
import { bringCards, bringTransactions, changeCard, newCardNumber } from '#tests/support/registers.ts'
import { createRulesWorld, refusedAs, typedRule } from './world.ts'

let world: Awaited<ReturnType<typeof createRulesWorld>>
beforeAll(async () => {
  world = await createRulesWorld()
})
afterAll(() => world.cabinet.destroy())

describe('the limits of a group', () => {
  test('count all its cards together, and the group is named', async () => {
    const { card, groupOf, owner, companyId } = world
    const [one, other] = [await card(), await card()]
    const { id, name } = await groupOf({ perDay: '60' }, [one, other])
    expect(await one.ask(40_000)).toMatchObject({ volume: 40_000 })
    expect(await other.ask(40_000)).toMatchObject({
      volume: 20_000,
      limitedBy: {
        by: 'limit_day',
        whose: 'client',
        figures: { rule: { id: `group-${id}`, name }, left: 20_000 },
      },
    })
    expect(await one.ask(1_000)).toMatchObject({ status: 'declined', code: 'limit_day', whose: 'client' })
    expect((await findCard(owner, companyId, one.id)).group).toMatchObject({
      name,
      limits: [{ limit: 60_000, used: 60_000, left: 0 }],
    })
  })

  test('are a layer beside the card’s own rule: the strictest decides', async () => {
    const { card, groupOf, templateOf } = world
    const one = await card()
    await templateOf({ perFill: '10' }, [one])
    await groupOf({ perFill: '20', products: ['diesel'] }, [one])
    expect(await one.ask(30_000)).toMatchObject({ volume: 10_000, limitedBy: { by: 'limit_per_fill' } })
  })

  test('64 holds at once never exceed them', async () => {
    const { card, groupOf, owner, companyId } = world
    const cards = await Promise.all(Array.from({ length: 16 }, () => card()))
    const { id } = await groupOf({ perDay: '100' }, cards)
    const asked = Array.from({ length: 64 }, (_, at) => cards[at % cards.length])
    const answers = await Promise.allSettled(asked.map((one) => one?.ask(7_000)))
    const held = answers.flatMap((answer) =>
      answer.status === 'fulfilled' && answer.value?.status === 'held' ? [answer.value.volume ?? 0] : [],
    )
    const sum = held.reduce((all, volume) => all + volume, 0)
    expect(sum).toBeLessThanOrEqual(100_000)
    expect(answers.filter(({ status }) => status === 'rejected')).toEqual([])
    expect(sum).toBe(100_000)
    const { limits } = await findGroup(owner, companyId, id)
    expect(limits).toMatchObject([{ used: 100_000, left: 0 }])
  })

  test('left and used are the limit at each instant, whatever happens at pumps', async () => {
    const { card, groupOf, owner, companyId, pump } = world
    const step = fc.record({
      card: fc.nat(2),
      volume: fc.integer({ min: 1_000, max: 40_000 }),
      ends: fc.constantFrom('hold', 'complete', 'less', 'void'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const cards = [await card(), await card(), await card()]
        const { id } = await groupOf({ perDay: '90', perMonth: '120' }, cards)
        let counted = 0
        for (const { card: at, volume, ends } of steps) {
          const answer = await cards[at]?.ask(volume)
          if (answer?.status === 'held') {
            const got = answer.volume ?? 0
            const flowed = { hold: got, complete: got, less: Math.ceil(got / 2), void: 0 }[ends]
            if (ends === 'void') await voidAuthorization(pump, answer.operationId)
            else if (ends !== 'hold')
              await completeAuthorization(pump, answer.operationId, { volume: flowed })
            counted += flowed
          }
          const { limits } = await findGroup(owner, companyId, id)
          for (const { limit, used, left } of limits) {
            expect(used + left).toBe(limit)
            expect(used).toBe(counted)
          }
        }
      }),
      { numRuns: 12 },
    )
  })
})

describe('a group', () => {
  test('has each card at most once: the last group counts it, with what it used', async () => {
    const { card, groupOf, owner, companyId } = world
    const one = await card()
    const first = await groupOf({ perDay: '60' }, [one])
    await one.ask(50_000)
    const second = await groupOf({ perDay: '55' }, [one])
    expect((await findGroup(owner, companyId, first.id)).limits).toMatchObject([{ used: 0 }])
    expect((await findGroup(owner, companyId, second.id)).limits).toMatchObject([
      { used: 50_000, left: 5_000 },
    ])
    await setGroupOfCards(owner, companyId, null, { cardIds: [one.id] })
    expect((await findCard(owner, companyId, one.id)).group).toBeNull()
    const { history } = await findCard(owner, companyId, one.id)
    expect(history.filter(({ what }) => what === 'group_set')).toHaveLength(3)
  })

  test('is inherited with what was used, and left behind at another company', async () => {
    const { card, groupOf, cabinet, owner, companyId } = world
    const old = await card()
    const { id } = await groupOf({ perDay: '60' }, [old])
    await old.ask(25_000)
    const number = newCardNumber()
    await cabinet.db.updateTable('cards').set({ replaced_by: number }).where('id', '=', old.id).execute()
    const heir = await card({ number })
    expect(await heir.ask(50_000)).toMatchObject({ volume: 35_000, limitedBy: { by: 'limit_day' } })
    const later = await groupOf({ perDay: '70' }, [heir])
    expect((await findGroup(owner, companyId, later.id)).limits).toMatchObject([{ used: 60_000 }])
    expect((await findGroup(owner, companyId, id)).cards).toBe(0)
    await changeCard(owner, number, { companyId: await cabinet.company() })
    expect(await heir.ask(50_000)).toMatchObject({ volume: 50_000 })
    await expect(setGroupOfCards(owner, companyId, id, { cardIds: [heir.id] })).rejects.toEqual(
      refusedAs('card_not_found'),
    )
  })

  test('is that of all cards of a circle, which is read once round', async () => {
    const { card, groupOf, cabinet, owner, companyId } = world
    const replacedBy = (number: string, { id }: { id: number }) =>
      cabinet.db.updateTable('cards').set({ replaced_by: number }).where('id', '=', id).execute()
    const [first, last] = [await card(), await card()]
    await replacedBy(last.number, first)
    const readWith = (ids: number[]) =>
      indexReads(cabinet.db, (db) => selectWithPredecessors(db, companyId, ids))
    const row = await readWith([last.id])
    expect(row.result).toEqual([first.id, last.id])
    await replacedBy(first.number, last)
    const circle = await readWith([last.id])
    expect(circle.result).toEqual(row.result)
    expect(circle.reads).toBeLessThanOrEqual(row.reads)
    const { id } = await groupOf({ perDay: '60' }, [first])
    expect((await findGroup(owner, companyId, id)).cards).toBe(2)
  })

  test('a group of another company takes no card out of the one it is in', async () => {
    const { card, groupOf, cabinet, owner, companyId } = world
    const one = await card()
    const { name } = await groupOf({ perDay: '60' }, [one])
    const other = await cabinet.company()
    const theirs = await createGroup((await cabinet.client(other, 'owner')).ctx, other, typedRule({}))
    for (const id of [theirs.id, 999_999])
      await expect(setGroupOfCards(owner, companyId, id, { cardIds: [one.id] })).rejects.toMatchObject({
        ...{ code: 'not_found', field: 'groupId' },
      })
    expect((await findCard(owner, companyId, one.id)).group).toMatchObject({ name })
  })

  test('has 5,000 cards at most, those that come along with another among them', async () => {
    const { card, groupOf, cabinet, owner, companyId } = world
    const { id } = await groupOf({})
    const cards = await bringCards(
      owner,
      companyId,
      Array.from({ length: 4_999 }, () => ({})),
    )
    const members = cards.map((one) => ({ card_id: one.id, company_id: companyId, group_id: id }))
    await cabinet.db.insertInto('card_group_members').values(members).execute()
    const old = await card()
    const number = newCardNumber()
    await cabinet.db.updateTable('cards').set({ replaced_by: number }).where('id', '=', old.id).execute()
    const [heir, last] = [await card({ number }), await card()]
    await expect(setGroupOfCards(owner, companyId, id, { cardIds: [heir.id] })).rejects.toMatchObject({
      ...{ code: 'invalid', field: 'groupId' },
    })
    await setGroupOfCards(owner, companyId, id, { cardIds: [last.id] })
    expect((await findGroup(owner, companyId, id)).cards).toBe(5_000)
  })

  test('is offered cards that a search finds and that are not in it yet', async () => {
    const { card, groupOf, owner, companyId } = world
    const [inside, elsewhere, free] = [await card(), await card(), await card()]
    const { id } = await groupOf({}, [inside])
    await groupOf({}, [elsewhere])
    const offered = async (q: string) => (await findCardsFor(owner, companyId, id, q)).cards
    expect(await offered(inside.number)).toEqual([])
    for (const { id, number } of [elsewhere, free]) expect(await offered(number)).toMatchObject([{ id }])
  })

  test('becomes one that only counts, where its rule is emptied; only as it was seen', async () => {
    const { card, groupOf, owner, companyId } = world
    const one = await card()
    const { id, name } = await groupOf({ perDay: '60' }, [one])
    const change = { ...typedRule({ name }), version: 1 }
    const yesterday = new Date(owner.now.getTime() - 86_400_000)
    await bringTransactions(owner, companyId, [{ cardId: one.id, volume: 50_000, occurredAt: yesterday }])
    const { digest, whatIf } = await previewGroup(owner, companyId, id, change)
    // Without a rule there is nothing to try.
    expect(whatIf).toMatchObject({ fills: 0, touched: [], cardIds: [one.id] })
    const save = (over: object) => saveGroup(owner, companyId, id, { ...change, digest, ...over })
    const others = [{ version: 2 }, { name: `${name} 2` }, { digest: `${digest}0` }]
    for (const over of others) await expect(save(over)).rejects.toEqual(refusedAs('conflict_try_again'))
    await save({})
    expect(await findGroup(owner, companyId, id)).toMatchObject({ version: 2, rule: null, cards: 1 })
    expect(await one.ask(70_000)).toMatchObject({ volume: 70_000 })
    const empty = await groupOf({ perDay: '60' })
    const stale = { ...typedRule({ name: empty.name }), version: 2 }
    await expect(saveGroup(owner, companyId, empty.id, stale)).rejects.toEqual(
      refusedAs('conflict_try_again'),
    )
  })

  test('is changed as it was previewed, counts without a rule, and is removed', async () => {
    const { card, groupOf, owner, companyId } = world
    const [one, other] = [await card(), await card()]
    const { id, name } = await groupOf({}, [one, other])
    const yesterday = new Date(owner.now.getTime() - 86_400_000)
    await bringTransactions(owner, companyId, [
      { cardId: one.id, volume: 30_000, occurredAt: yesterday },
      { cardId: other.id, volume: 20_000, occurredAt: new Date(yesterday.getTime() + 1_000) },
    ])
    const change = { ...typedRule({ name, perDay: '40' }), version: 1 }
    const { digest, whatIf } = await previewGroup(owner, companyId, id, change)
    expect(whatIf).toMatchObject({ fills: 2, touched: [{ fill: { volume: 20_000 }, volume: 10_000 }] })
    await expect(saveGroup(owner, companyId, id, change)).rejects.toEqual(refusedAs('conflict_try_again'))
    await saveGroup(owner, companyId, id, { ...change, digest })
    expect(await findGroup(owner, companyId, id)).toMatchObject({
      version: 2,
      rule: { perDay: 40_000 },
      cards: 2,
    })
    await expect(removeGroup(owner, companyId, id, { version: 1 })).rejects.toEqual(
      refusedAs('conflict_try_again'),
    )
    await removeGroup(owner, companyId, id, { version: 2 })
    expect((await listGroups(owner, companyId, { q: name })).rows).toEqual([])
    expect(await one.ask(50_000)).toMatchObject({ volume: 50_000 })
  })
})
