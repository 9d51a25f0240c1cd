import { expect, test } from 'vitest'
import { CompanyTable, type ListedCompany } from '#app/views/companies/company-table.tsx'
import { companyRow } from '#app/views/companies/company-view.server.ts'
import { onStage } from '#tests/ui/stage.tsx'

const company: ListedCompany = {
  ...{ id: 7, bin: '150540000017', name: 'Altyn Dala', contract: '', city: '', closed: false },
  ...{ person: '', email: 'office@altyn-dala.kz', phone: '+7 701 000 00 00' },
  ...{ people: 1, waiting: 0, cards: 12, coupons: 340, visit: null },
}

async function drawn(change: Partial<ListedCompany>): Promise<string> {
  const html = await onStage(<CompanyTable companies={[{ ...company, ...change }]} nonce={null} />)
  return html.replace(/<!-- -->/g, '')
}

test('BIN, contract and city stand beneath the name, which has their column', async () => {
  const html = await drawn({ contract: '107-ГСМ', city: 'Алматы' })
  expect(html.replace(/[\u2068\u2069]/g, '')).toMatch(
    /Altyn Dala<\/a><small[^>]*>150540000017 · 107-ГСМ<\/small><small>Алматы</,
  )
})

test.each([
  [0, 'today'],
  [1, 'yesterday'],
  [2, '2 days ago'],
  [30, '30 days ago'],
  [31, '5 Mar 2026'],
])('a visit of %i days ago is told as %s', async (daysAgo, words) => {
  expect(await drawn({ visit: { on: '2026-03-05', daysAgo } })).toContain(`>${words}</td>`)
})

test('a company where nobody was says so', async () => {
  expect(await drawn({ visit: null })).toContain('>No visits yet</td>')
})

test.each([
  [{ people: 2 }, ['Active']],
  [{ people: 0, waiting: 1 }, ['Active', 'Invited, not signed in yet']],
  [{ people: 0 }, ['Active', 'Not invited']],
  [{ people: 0, closed: true }, ['Inactive']],
])('%o is shown as %o', async (change, chips) => {
  const html = await drawn(change)
  expect([...html.matchAll(/<span class="badge[^"]*">([^<]*)</g)].map(([, text]) => text)).toEqual(chips)
})

test.each([
  [{ person: 'Asel' }, '<bdi>Asel</bdi><small>office@altyn-dala.kz</small>'],
  [{}, '<bdi>office@altyn-dala.kz</bdi><small>+7 701 000 00 00</small>'],
  [{ email: '' }, '<bdi>+7 701 000 00 00</bdi></span>'],
  [{ email: '', phone: '' }, '<bdi>—</bdi></span>'],
])('the contact of %o is the person or what is known', async (change, contact) => {
  expect(await drawn(change)).toContain(contact)
})

test('a visit belongs to the day in Almaty', () => {
  const row = {
    ...{ id: 7, bin: '', name: '', contract_number: null, city: null, email: null, phone: null },
    ...{ closed_at: null, people: 1, waiting: 0, person: null, cards: 0, coupons: '0' },
    visited_at: new Date('2026-03-04T19:30:00Z'),
  }
  expect(companyRow(row, new Date('2026-03-05T20:00:00Z')).visit).toEqual({ on: '2026-03-05', daysAgo: 1 })
  expect(companyRow(row, new Date('2026-03-04T19:40:00Z')).visit?.daysAgo).toBe(0)
})
