import { describe, expect, test } from 'vitest'
import { listAssignments } from '#app/domain/assignments/assignments.server.ts'
import { readCardRule } from '#app/domain/cards/card-rules.server.ts'
import { maskedNumber } from '#app/domain/cards/cards.ts'
import { listPlannedBlocks } from '#app/domain/cards/planned-blocks.server.ts'
import { addDays, businessDay } from '#app/domain/kernel/calendar.ts'
import { listServiceRequests } from '#app/domain/service-requests/service-requests.server.ts'
import { newDriver } from '#tests/support/fleet.ts'
import { bringCards } from '#tests/support/registers.ts'
import { journeys, ways } from './journeys.ts'

const site = journeys()

describe.each(ways)(
  "a dispatcher's work with a card ($locale, JavaScript: $javaScript)",
  ({ locale, javaScript }) => {
    // The narrow one is a phone at a station.
    const width = javaScript ? 1280 : 390

    test('a rule, a group, a driver, a block to come and a request, each from the page of the card', async () => {
      const { cabinet } = site
      const companyId = await cabinet.company()
      const manager = await cabinet.client(companyId, 'manager')
      const { ctx } = manager
      await cabinet.db.updateTable('users').set({ locale }).where('id', '=', manager.userId).execute()
      const [card] = await bringCards(ctx, companyId, [{ products: ['diesel'] }])
      if (!card) throw new Error('no card')
      const driver = await newDriver(ctx, companyId, { name: 'Ыбырай Сәрсен' })
      const visitor = await site.visitor({ as: manager, locale, javaScript, width })
      const { tab, t } = visitor
      const number = maskedNumber(card.number)
      const page = `/cards/${card.id}`

      await visitor.open(page)
      await tab.getByRole('link', { name: t('rules:set') }).click()
      await tab.waitForURL(`**${page}/rule`)
      await visitor.fill({ perFill: '60', perDay: '120' })
      await visitor.press(t('rules:save'))
      await tab.waitForURL(`**${page}`)
      await visitor.isTold(t('rules:saved', { number }))
      expect((await readCardRule(ctx, companyId, card.id)).rule).toMatchObject({
        perFill: 60_000,
        perDay: 120_000,
      })

      await visitor.open('/groups/new')
      await visitor.fill({ name: 'Гараж № 2', perMonth: '9000' })
      await visitor.press(t('groups:create'))
      await visitor.sees('Гараж № 2')
      await visitor.open(`${page}/group`)
      await tab.getByLabel(t('rules:group.ofCard')).selectOption({ label: 'Гараж № 2' })
      await visitor.press(t('common:action.save'))
      await visitor.isTold(t('groups:setDone', { number, name: 'Гараж № 2' }))

      await visitor.open(`${page}/assignment`)
      await tab.locator('select[name=driver]').selectOption(String(driver))
      await visitor.press(t('assignments:save'))
      await visitor.isTold(t('assignments:saved', { number }))
      const assigned = await listAssignments(ctx, companyId, { kind: 'card', id: card.id })
      expect(assigned).toMatchObject([{ subject: 'driver', name: 'Ыбырай Сәрсен', ends_at: null }])

      await visitor.open(`${page}/blocks`)
      const tomorrow = addDays(businessDay(ctx.now), 1)
      await visitor.fill({ from: `${tomorrow}T18:00`, until: `${addDays(tomorrow, 1)}T08:00` })
      await visitor.press(t('card-blocks:submit'))
      await visitor.isTold(t('card-blocks:saved', { number }))
      expect((await listPlannedBlocks(ctx, companyId, card.id)).blocks).toHaveLength(1)

      await visitor.open(page)
      await tab.getByRole('link', { name: t('cards:request') }).click()
      await tab.getByRole('link', { name: t('service-requests:kind.replacement') }).click()
      await tab.locator('select[name=cause]').selectOption('damaged')
      await visitor.press(t('service-requests:send'))
      await tab.waitForURL(/\/service-requests\/\d+$/)
      expect((await listServiceRequests(ctx, companyId, {})).rows).toMatchObject([{ kind: 'replacement' }])
    })

    test('a driver whom the list cannot show any more is found by name', async () => {
      const { cabinet } = site
      const companyId = await cabinet.company()
      const manager = await cabinet.client(companyId, 'manager')
      await cabinet.db.updateTable('users').set({ locale }).where('id', '=', manager.userId).execute()
      const [card] = await bringCards(manager.ctx, companyId, [{}])
      if (!card) throw new Error('no card')
      const other = {
        company_id: companyId,
        locale: 'kk' as const,
        phone: '',
        comment: '',
        archived_at: null,
      }
      const names = Array.from({ length: 101 }, (_, index) => ({ ...other, name: `Асқар ${index}` }))
      await cabinet.db.insertInto('drivers').values(names).execute()
      const driver = await newDriver(manager.ctx, companyId, { name: 'Ыбырай Сәрсен' })
      const visitor = await site.visitor({ as: manager, locale, javaScript, width })
      const { tab, t } = visitor

      await visitor.open(`/cards/${card.id}/assignment`)
      const choice = tab.locator('select[name=driver]')
      expect(await choice.locator(`option[value="${driver}"]`).count()).toBe(0)
      await tab.locator('[name=find]').fill('ыбырай')
      await tab.locator('form:has([name=find]) button[type=submit]').click()
      await choice.locator(`option[value="${driver}"]`).waitFor({ state: 'attached' })
      await choice.selectOption(String(driver))
      await visitor.press(t('assignments:save'))
      await visitor.isTold(t('assignments:saved', { number: maskedNumber(card.number) }))
      const assigned = await listAssignments(manager.ctx, companyId, { kind: 'card', id: card.id })
      expect(assigned).toMatchObject([{ subject: 'driver', name: 'Ыбырай Сәрсен' }])
    })
  },
)

test('two dispatchers with one card: who saves later is told, and keeps what was typed', async () => {
  const { cabinet } = site
  const companyId = await cabinet.company()
  const [first, second] = [
    await cabinet.client(companyId, 'manager'),
    await cabinet.client(companyId, 'owner'),
  ]
  const [card] = await bringCards(first.ctx, companyId, [{}])
  const [one, other] = [await site.visitor({ as: first }), await site.visitor({ as: second })]
  await one.open(`/cards/${card?.id}/rule`)
  await other.open(`/cards/${card?.id}/rule`)
  await one.fill({ perDay: '80' })
  await one.press(one.t('rules:save'))
  await one.tab.waitForURL(`**/cards/${card?.id}`)
  await other.fill({ perDay: '200' })
  await other.press(other.t('rules:save'))
  await other.tab.getByRole('alert').waitFor()
  expect(await other.tab.locator('[name=perDay]').inputValue()).toBe('200')
  expect((await readCardRule(first.ctx, companyId, card?.id ?? 0)).rule).toMatchObject({ perDay: 80_000 })
})
