import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCardRule } from '#app/domain/cards/card-rules.server.ts'
import { tidyExpiredHolds } from '#app/domain/pump-operations/expiry.server.ts'
import { redeem, voidAuthorization } from '#app/domain/pump-operations/pump-operations.server.ts'
import { findGroup } from '#app/domain/rules/group-lists.server.ts'
import { dropShadow, findShadow, promoteShadow, saveShadow } from '#app/domain/rules/shadows.server.ts'
import { findTemplate } from '#app/domain/rules/templates.server.ts'
import { endHolds, fuelAsked } from '#tests/support/pump.ts'
import { createRulesWorld, refusedAs, typedRule } from './world.ts'

let world: Awaited<ReturnType<typeof createRulesWorld>>
beforeAll(async () => {
  world = await createRulesWorld()
})
afterAll(() => world.cabinet.destroy())

const { rule } = typedRule({ perDay: '30' })

describe('a rule in the shadow', () => {
  test('refuses nothing, and what it would have refused is written down with the decision', async () => {
    const { card, owner, companyId, pump, station } = world
    const one = await card()
    const of = { owner: 'card', id: one.id } as const
    await saveShadow(owner, companyId, of, rule)
    expect(await one.ask(25_000)).toMatchObject({ status: 'held', volume: 25_000, limitedBy: null })
    expect(await one.ask(10_000)).toMatchObject({ status: 'held', volume: 10_000 })
    expect(await one.ask(10_000)).toMatchObject({ status: 'held', volume: 10_000 })
    const read = { by: 'card', number: one.number } as const
    expect(await redeem(pump, { ...fuelAsked(station, read), volume: 5_000 })).toMatchObject({
      status: 'completed',
    })
    const shadow = await findShadow(owner, companyId, of)
    // The second would have got the 5 l that were left.
    expect(shadow).toMatchObject({ decided: 4, refused: 2, version: 1 })
    expect(shadow?.rows).toMatchObject([
      { volume: 5_000, decline: { code: 'limit_day' } },
      {
        volume: 10_000,
        card: { id: one.id },
        decline: { code: 'limit_day', figures: { limit: 30_000, left: 0 } },
      },
    ])
  })

  test('was tried on fuel that was granted, whatever became of it, and not on what was declined', async () => {
    const { cabinet, card, owner, companyId, pump } = world
    const one = await card()
    const of = { owner: 'card', id: one.id } as const
    await saveShadow(owner, companyId, of, rule)
    const undone = await one.ask(1_000)
    await voidAuthorization(pump, undone.operationId)
    const over = await one.ask(1_000)
    await endHolds(cabinet, over.operationId)
    await tidyExpiredHolds(pump)
    expect(await one.ask(1_000, { product: 'ai98' })).toMatchObject({ status: 'declined' })
    expect(await findShadow(owner, companyId, of)).toMatchObject({ decided: 2, refused: 0 })
  })

  test('is tried for the cards of a template and, with their sums together, of a group', async () => {
    const { card, templateOf, groupOf, owner, companyId } = world
    const [one, other] = [await card(), await card()]
    const template = {
      owner: 'template',
      id: (await templateOf({ perDay: '500' }, [one, other])).id,
    } as const
    const group = { owner: 'group', id: (await groupOf({}, [one, other])).id } as const
    await saveShadow(owner, companyId, template, rule)
    await saveShadow(owner, companyId, group, rule)
    for (const each of [one, other]) expect(await each.ask(30_000)).toMatchObject({ volume: 30_000 })
    expect(await findShadow(owner, companyId, template)).toMatchObject({ decided: 2, refused: 0 })
    expect(await findShadow(owner, companyId, group)).toMatchObject({ decided: 2, refused: 1 })
  })

  test('is promoted in place of the rule that was seen, with its results gone', async () => {
    const { card, templateOf, groupOf, owner, companyId } = world
    const one = await card()
    const template = await templateOf({ perDay: '500' }, [one])
    const group = await groupOf({}, [one])
    for (const [of, version] of [
      [{ owner: 'template', id: template.id }, 1],
      [{ owner: 'group', id: group.id }, 1],
    ] as const) {
      await saveShadow(owner, companyId, of, rule)
      const { id } = (await findShadow(owner, companyId, of)) ?? { id: 0 }
      const promote = (seen: { version: number; ruleVersion: number }) =>
        promoteShadow(owner, companyId, id, seen)
      await expect(promote({ version: 1, ruleVersion: 9 })).rejects.toEqual(refusedAs('conflict_try_again'))
      await expect(promote({ version: 2, ruleVersion: version })).rejects.toEqual(
        refusedAs('conflict_try_again'),
      )
      await promote({ version: 1, ruleVersion: version })
      expect(await findShadow(owner, companyId, of)).toBeNull()
    }
    expect((await findTemplate(owner, companyId, template.id)).rule.perDay).toBe(30_000)
    expect((await findGroup(owner, companyId, group.id)).rule?.perDay).toBe(30_000)
    expect(await one.ask(40_000)).toMatchObject({ volume: 30_000 })
  })

  test('of a card becomes its own rule, or is dropped', async () => {
    const { card, owner, companyId } = world
    const one = await card()
    const of = { owner: 'card', id: one.id } as const
    await saveShadow(owner, companyId, of, rule)
    await saveShadow(owner, companyId, of, { ...rule, perDay: 20_000 })
    const { id, version } = (await findShadow(owner, companyId, of)) ?? { id: 0, version: 0 }
    expect(version).toBe(2)
    await promoteShadow(owner, companyId, id, { version, ruleVersion: 0 })
    expect((await readCardRule(owner, companyId, one.id)).rule?.perDay).toBe(20_000)
    await saveShadow(owner, companyId, of, rule)
    const again = (await findShadow(owner, companyId, of))?.id ?? 0
    await expect(dropShadow(owner, companyId, again, { version: 5 })).rejects.toEqual(
      refusedAs('conflict_try_again'),
    )
    await dropShadow(owner, companyId, again, { version: 1 })
    expect(await findShadow(owner, companyId, of)).toBeNull()
  })
})

describe('a rule that asks for the odometer', () => {
  test('has a station ask again until it is told', async () => {
    const { card, templateOf } = world
    const one = await card()
    const { name } = await templateOf({ odometer: 'on' }, [one])
    for (const _ of [1, 2])
      expect(await one.ask(10_000)).toMatchObject({
        status: 'declined',
        code: 'odometer_out_of_range',
        whose: 'client',
        figures: { rule: { name } },
      })
    expect(await one.ask(10_000, { odometerKm: 120_000 })).toMatchObject({ status: 'held' })
  })
})
