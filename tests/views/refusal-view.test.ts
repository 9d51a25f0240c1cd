import { describe, expect, test } from 'vitest'
import { declineCodes, declineOwners } from '#app/domain/authorizations/decline-codes.ts'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import type { Refusal } from '#app/domain/refusals/refusals.server.ts'
import routes from '#app/routes.ts'
import { productsOf } from '#app/ui/layout/products.ts'
import { type Reader, refusalRow } from '#app/views/authorizations/refusal-view.server.ts'

const reader = (role: 'owner' | 'viewer'): Reader => ({
  actor: { kind: 'client', userId: 1, email: 'a@b.kz', companyId: asCompanyId(1), role },
  locale: 'ru',
  products: productsOf([]),
  supportEmail: 'support@example.kz',
})

function refusal(code: (typeof declineCodes)[number], kind: 'card' | 'coupon'): Refusal {
  const owner = declineOwners[code]
  return {
    id: 1,
    created_at: new Date('2026-03-01T10:00:00Z'),
    operation_id: 'op-1',
    company_id: 1,
    company_name: 'ТОО «Дала»',
    station_code: '041',
    station_name: null,
    station_city: null,
    product: null,
    instrument_kind: kind,
    card_id: kind === 'card' ? 7 : null,
    coupon_id: kind === 'coupon' ? 8 : null,
    instrument_number: '7825000000000001',
    presented: kind,
    holder: null,
    plate: null,
    asked_volume: null,
    asked_amount: null,
    decline: { status: 'declined', code, whose: owner === 'rule' ? 'issuer' : owner, figures: {} },
  }
}

const patterns = routes.map(({ path = '' }) => new RegExp(`^/${path.replace(/:\w+/g, '[^/]+')}$`))

describe.each(declineCodes)('%s', (code) => {
  test.each(['card', 'coupon'] as const)('of a %s has a sentence and one step that helps', (kind) => {
    const row = refusalRow(refusal(code, kind), reader('owner'))
    expect([row.text, row.todo, row.owner].every((text) => text.length > 2)).toBe(true)
    expect([row.text, row.todo].join()).not.toMatch(/[{}]|declines:/)
    const href = row.help?.href ?? ''
    const [path = ''] = href.split('?')
    expect(href.startsWith('mailto:') || patterns.some((pattern) => pattern.test(path))).toBe(true)
  })
})

test('who may not unblock is not sent to unblock', () => {
  const blocked = refusal('card_blocked_by_client', 'card')
  expect(refusalRow(blocked, reader('owner')).help).toEqual({ kind: 'unblock', href: '/cards/7/unblock' })
  expect(refusalRow(blocked, reader('viewer')).help?.kind).toBe('support')
})

test('staff get the company and its address, and no step that is the client’s', () => {
  const actor = { kind: 'staff', userId: 2, email: 's@b.kz', role: 'support' } as const
  const row = refusalRow(refusal('limit_day', 'card'), { ...reader('owner'), actor })
  expect(row).toMatchObject({
    href: '/admin/companies/1/cards/7',
    company: { name: 'ТОО «Дала»', href: '/admin/companies/1' },
    help: null,
  })
})
