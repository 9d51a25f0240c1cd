import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { turnedText } from '#tests/support/turned-text.ts'
import { everyRoute, pathOf } from './site-map.ts'
import { createWorld, parametersOf, type VisitorRole } from './world.ts'

const pages = (await everyRoute()).filter(({ reads, isPage }) => reads && isPage)
const world = await createWorld()
const { cabinet, visitors } = world

const COMPANY = 'شركة الطريق 12'
const PERSON = 'علي رضا 7'
const NAMES = /شركة الطريق 12|علي رضا 7/

beforeAll(async () => {
  const { db } = cabinet
  await db.updateTable('companies').set({ name: COMPANY }).execute()
  await db.updateTable('users').set({ name: PERSON }).execute()
  await db.updateTable('cards').set({ holder: PERSON }).execute()
  await db.updateTable('invitations').set({ name: PERSON }).execute()
  await db.updateTable('access_requests').set({ company_name: COMPANY, contact_name: PERSON }).execute()
  await db.updateTable('drivers').set({ name: PERSON, comment: PERSON }).execute()
  await db.updateTable('vehicles').set({ make: COMPANY }).execute()
  await db.updateTable('handovers').set({ driver_name: PERSON }).execute()
  await db.updateTable('readonly_links').set({ name: PERSON }).execute()
  await db.updateTable('integrations').set({ name: COMPANY }).execute()
  await db.updateTable('webhook_endpoints').set({ name: COMPANY }).execute()
  await db.updateTable('contracts').set({ supplier_name: COMPANY, supplier_bank: COMPANY }).execute()
  await db.updateTable('payments').set({ payer_name: COMPANY, purpose: PERSON }).execute()
  await db.updateTable('orders').set({ comment: PERSON }).execute()
  // Their names are unique. Stations are called what the retailer calls them.
  for (const table of ['rule_templates', 'card_groups', 'price_lists'] as const)
    await db.updateTable(table).set({ name: COMPANY }).orderBy('id').limit(1).execute()
})
afterAll(() => world.end())

const readers = ['owner', 'administrator', 'cashier'] as const satisfies VisitorRole[]
let seen = 0

describe('a name in right-to-left letters', () => {
  test.each(pages)('leaves the text beside it as it was: $pattern', async ({ pattern }) => {
    const path = pathOf(pattern, parametersOf(world, pattern).there)
    for (const role of readers) {
      const html = await (await visitors[role]().get(path)).text()
      if (NAMES.test(html)) seen++
      expect([role, turnedText(html, NAMES)]).toEqual([role, []])
    }
  })

  test('stands on many of these pages', () => expect(seen).toBeGreaterThan(60))

  test.each([
    ['beside other text', '<p>علي رضا 7 · 12</p>'],
    ['beside an element', '<dd>علي رضا 7<small>12</small></dd>'],
    ['in an element of the line', '<p>1 <i>علي رضا 7</i> 2</p>'],
  ])('a name that stands %s is found', (_, html) => {
    expect(turnedText(html, NAMES)).toHaveLength(1)
  })

  test('is apart in an element of its own', () => {
    expect(turnedText('<p>1 <bdi>علي رضا 7</bdi> 2, \u2068علي رضا 7\u2069 3</p>', NAMES)).toEqual([])
    expect(readFileSync('app/styles/base.css', 'utf8')).toMatch(
      /:where\(a, b,[^)]*\) \{\s+unicode-bidi: isolate;/,
    )
  })
})
