import { describe, expect, test } from 'vitest'
import { findCard } from '#app/domain/cards/cards.server.ts'
import { maskedNumber } from '#app/domain/cards/cards.ts'
import { bringCards } from '#tests/support/registers.ts'
import { journeys, ways } from './journeys.ts'

const site = journeys({ worker: true })

describe.each(ways)('cards changed at once ($locale, JavaScript: $javaScript)', ({ locale, javaScript }) => {
  test('are ticked, looked at, confirmed, and given back what they had', async () => {
    const { cabinet } = site
    const companyId = await cabinet.company()
    const manager = await cabinet.client(companyId, 'manager')
    await cabinet.db.updateTable('users').set({ locale }).where('id', '=', manager.userId).execute()
    const cards = await bringCards(manager.ctx, companyId, [{}, {}, {}])
    const ticked = cards.slice(0, 2)
    const statesNow = () =>
      Promise.all(cards.map(async ({ id }) => (await findCard(manager.ctx, companyId, id)).state))
    const visitor = await site.visitor({ as: manager, locale, javaScript, width: javaScript ? 1280 : 390 })
    const { tab, t } = visitor

    await visitor.open('/cards')
    for (const { number } of ticked)
      await tab.getByLabel(t('cards:pick.tick', { number: maskedNumber(number) })).check()
    await visitor.press(t('cards:pick.action'))
    await tab.waitForURL('**/cards/bulk?**')
    await tab.getByRole('link', { name: t('bulk-changes:action.block'), exact: true }).click()
    await tab.locator('form[data-confirm]').waitFor()
    expect(await statesNow()).toEqual(['active', 'active', 'active'])
    await tab.getByLabel(t('common:field.comment')).fill('Инвентаризация')
    await visitor.press(t('bulk-changes:confirm.block', { count: 2, n: '2' }))
    await tab.waitForURL('**/bulk-changes/*')
    await tab.locator('[data-progress*=\'"state":"done"\']').waitFor({ state: 'attached' })
    expect(await statesNow()).toEqual(['blocked_by_client', 'blocked_by_client', 'active'])

    await tab.locator('summary', { hasText: t('bulk-changes:undo') }).click()
    await tab
      .getByRole('button', { name: t('bulk-changes:undo') })
      .last()
      .click()
    await tab.locator('[data-progress*=\'"state":"undone"\']').waitFor({ state: 'attached' })
    expect(await statesNow()).toEqual(['active', 'active', 'active'])
  })
})
