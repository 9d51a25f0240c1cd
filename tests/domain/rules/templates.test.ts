import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PermitMore, SaveRule } from '#app/domain/cards/card-rules.input.server.ts'
import { permitMore, readCardRule, saveCardRule } from '#app/domain/cards/card-rules.server.ts'
import { findCard } from '#app/domain/cards/cards.server.ts'
import { assignTemplate, detachTemplate } from '#app/domain/rules/template-cards.server.ts'
import { listRuleTemplates } from '#app/domain/rules/template-lists.server.ts'
import { findTemplate, removeTemplate, saveTemplate } from '#app/domain/rules/templates.server.ts'
import { previewTemplate } from '#app/domain/rules/what-if.server.ts'
import { bringTransactions, changeCard, newCardNumber } from '#tests/support/registers.ts'
import { createRulesWorld, giveTemplate, refusedAs, typedRule } from './world.ts'

let world: Awaited<ReturnType<typeof createRulesWorld>>
beforeAll(async () => {
  world = await createRulesWorld()
})
afterAll(() => world.cabinet.destroy())

describe('a template', () => {
  test('is the rule of each of its cards, and is named where it decides', async () => {
    const { card, templateOf, owner, companyId } = world
    const [one, other] = [await card(), await card()]
    const { id, name } = await templateOf({ perDay: '60' }, [one, other])
    expect(await one.ask(70_000)).toMatchObject({
      volume: 60_000,
      limitedBy: { by: 'limit_day', whose: 'client', figures: { rule: { id: `template-${id}`, name } } },
    })
    expect(await other.ask(50_000)).toMatchObject({ volume: 50_000 })
    expect((await findCard(owner, companyId, other.id)).rule).toMatchObject({
      template: { id, name },
      limits: [{ limit: 60_000, used: 50_000, left: 10_000 }],
    })
  })

  test('is changed once for all its cards, as the preview said, and each card has it in its history', async () => {
    const { card, templateOf, owner, companyId } = world
    const cards = [await card(), await card()]
    const { id } = await templateOf({ perDay: '60' }, cards)
    await bringTransactions(owner, companyId, [
      { cardId: cards[0]?.id ?? 0, volume: 50_000, occurredAt: new Date(owner.now.getTime() - 86_400_000) },
    ])
    const change = { ...typedRule({ perDay: '40' }), version: 1 }
    const preview = await previewTemplate(owner, companyId, id, change)
    expect(preview.whatIf.cardIds).toEqual(cards.map((card) => card.id).sort((a, b) => a - b))
    expect(preview.whatIf).toMatchObject({ fills: 1, touched: [{ volume: 40_000 }] })
    await saveTemplate(owner, companyId, id, { ...change, digest: preview.digest })
    for (const { id: cardId, ask } of cards) {
      expect(await ask(50_000)).toMatchObject({ volume: 40_000 })
      const { rule } = await readCardRule(owner, companyId, cardId)
      expect(rule).toMatchObject({ perDay: 40_000, version: 2 })
      const { history } = await findCard(owner, companyId, cardId)
      expect(history.filter(({ what }) => what === 'rule_set')).toHaveLength(2)
    }
  })

  test('is saved as it was previewed only: not without, not with another set, rule or version', async () => {
    const { card, templateOf, owner, companyId } = world
    const { id } = await templateOf({ perDay: '60' }, [await card()])
    const change = { ...typedRule({ perDay: '40' }), version: 1 }
    const { digest } = await previewTemplate(owner, companyId, id, change)
    const save = (over: object) => saveTemplate(owner, companyId, id, { ...change, digest, ...over })
    await expect(save({ digest: null })).rejects.toEqual(refusedAs('conflict_try_again'))
    await expect(save({ rule: { ...change.rule, perDay: 41_000 } })).rejects.toEqual(
      refusedAs('conflict_try_again'),
    )
    await expect(save({ version: 2 })).rejects.toEqual(refusedAs('conflict_try_again'))
    await giveTemplate(owner, companyId, (await card()).id, id)
    await expect(save({})).rejects.toEqual(refusedAs('conflict_try_again'))
    expect((await findTemplate(owner, companyId, id)).rule.perDay).toBe(60_000)
  })

  test('is left with its limits as the card’s own, which then follow it no more', async () => {
    const { card, templateOf, owner, companyId } = world
    const one = await card()
    const { id } = await templateOf({ perDay: '60' }, [one])
    await expect(detachTemplate(owner, companyId, one.id, { version: 9 })).rejects.toEqual(
      refusedAs('conflict_try_again'),
    )
    await detachTemplate(owner, companyId, one.id, { version: 1 })
    expect((await readCardRule(owner, companyId, one.id)).rule).toMatchObject({
      template: null,
      perDay: 60_000,
      version: 2,
    })
    await saveTemplate(owner, companyId, id, { ...typedRule({ perDay: '10' }), version: 1 })
    expect(await one.ask(50_000)).toMatchObject({ volume: 50_000 })
  })

  test('gives way to a rule that is set for the card, and takes the place of one', async () => {
    const { card, templateOf, owner, companyId } = world
    const one = await card()
    await saveCardRule(owner, companyId, one.id, SaveRule.parse({ perDay: '30', version: 0 }))
    const { id } = await templateOf({ perDay: '60' })
    await expect(assignTemplate(owner, companyId, one.id, { templateId: id, version: 7 })).rejects.toEqual(
      refusedAs('conflict_try_again'),
    )
    await giveTemplate(owner, companyId, one.id, id)
    expect((await readCardRule(owner, companyId, one.id)).rule).toMatchObject({ perDay: 60_000, version: 2 })
    await saveCardRule(owner, companyId, one.id, SaveRule.parse({ perDay: '60', version: 2 }))
    expect((await readCardRule(owner, companyId, one.id)).rule).toMatchObject({ template: null, version: 3 })
  })

  test('widens for a while for one card; another unit ends that', async () => {
    const { card, templateOf, owner, companyId } = world
    const one = await card()
    const { id } = await templateOf({ unit: 'kzt', perDay: '3000' }, [one])
    await permitMore(owner, companyId, one.id, PermitMore.parse({ kind: 'extra', extra: '1000' }))
    expect(await one.ask(20_000, { price: 30_000 })).toMatchObject({ volume: 13_333 })
    const change = { ...typedRule({ perDay: '60' }), version: 1 }
    const { digest } = await previewTemplate(owner, companyId, id, change)
    await saveTemplate(owner, companyId, id, { ...change, digest })
    expect((await readCardRule(owner, companyId, one.id)).rule?.permission).toBeNull()
  })

  test('stays behind when the card comes to another company; the card that takes its place inherits it', async () => {
    const { card, templateOf, cabinet, owner, companyId } = world
    const [moved, old] = [await card(), await card()]
    const { id } = await templateOf({ perDay: '60' }, [moved, old])
    await changeCard(owner, moved.number, { companyId: await cabinet.company() })
    expect(await moved.ask(70_000)).toMatchObject({ volume: 70_000 })
    const number = newCardNumber()
    await cabinet.db.updateTable('cards').set({ replaced_by: number }).where('id', '=', old.id).execute()
    const heir = await card({ number })
    expect((await readCardRule(owner, companyId, heir.id)).rule).toMatchObject({ template: { id } })
    expect((await findTemplate(owner, companyId, id)).cards).toBe(2)
  })

  test('is previewed with what a card has from the one whose place it took', async () => {
    const { card, templateOf, cabinet, owner, companyId } = world
    const old = await card()
    const { id } = await templateOf({ perDay: '60' }, [old])
    const number = newCardNumber()
    await cabinet.db.updateTable('cards').set({ replaced_by: number }).where('id', '=', old.id).execute()
    const heir = await card({ number })
    const yesterday = owner.now.getTime() - 86_400_000
    await bringTransactions(owner, companyId, [
      { cardId: old.id, volume: 30_000, occurredAt: new Date(yesterday) },
      { cardId: heir.id, volume: 30_000, occurredAt: new Date(yesterday + 1) },
    ])
    const { whatIf } = await previewTemplate(owner, companyId, id, typedRule({ perDay: '40' }))
    expect(whatIf).toMatchObject({
      ...{ fills: 2, touched: [{ fill: { card: heir.id, volume: 30_000 }, volume: 10_000 }] },
    })
  })

  test('a card that has the template already is left as it is, and so is one without any', async () => {
    const { card, templateOf, owner, companyId } = world
    const [one, bare, own] = [await card(), await card(), await card()]
    const { id, name } = await templateOf({ perDay: '60' }, [one])
    const again = await assignTemplate(owner, companyId, one.id, { templateId: id, version: 1 })
    expect(again.name).toBe(name)
    const changes = async (cardId: number) =>
      (await findCard(owner, companyId, cardId)).history.filter(({ what }) => what === 'rule_set').length
    expect(await changes(one.id)).toBe(1)
    await expect(detachTemplate(owner, companyId, bare.id, { version: 0 })).rejects.toEqual(
      refusedAs('rule_missing'),
    )
    await saveCardRule(owner, companyId, own.id, SaveRule.parse({ perDay: '30', version: 0 }))
    await detachTemplate(owner, companyId, own.id, { version: 1 })
    expect(await changes(own.id)).toBe(1)
    expect((await readCardRule(owner, companyId, own.id)).rule).toMatchObject({ perDay: 30_000, version: 1 })
  })

  test('has a name of its own, and is removed only without cards', async () => {
    const { card, templateOf, owner, companyId } = world
    const one = await card()
    const { id, name } = await templateOf({ perDay: '60' }, [one])
    await expect(templateOf({ name, perDay: '1' })).rejects.toEqual(refusedAs('name_taken'))
    await expect(removeTemplate(owner, companyId, id, { version: 1 })).rejects.toEqual(
      refusedAs('conflict_try_again'),
    )
    await detachTemplate(owner, companyId, one.id, { version: 1 })
    await expect(removeTemplate(owner, companyId, id, { version: 2 })).rejects.toEqual(
      refusedAs('conflict_try_again'),
    )
    await removeTemplate(owner, companyId, id, { version: 1 })
    expect((await listRuleTemplates(owner, companyId, { q: name })).rows).toEqual([])
  })
})

test('another company’s template is not there', async () => {
  const { templateOf, cabinet } = world
  const { id } = await templateOf({ perDay: '60' })
  const other = await cabinet.company()
  const { ctx } = await cabinet.client(other, 'owner')
  await expect(findTemplate(ctx, other, id)).rejects.toEqual(refusedAs('not_found'))
  await expect(saveTemplate(ctx, other, id, { ...typedRule({ perDay: '1' }), version: 1 })).rejects.toEqual(
    refusedAs('not_found'),
  )
})
