import { describe, expect, test } from 'vitest'
import {
  type DeclineCode,
  declineCodes,
  declineOwners,
  type RuleOwner,
} from '#app/domain/authorizations/decline-codes.ts'
import type { DeclinedRequest } from '#app/domain/declines/declines.server.ts'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import routes from '#app/routes.ts'
import { productsOf } from '#app/ui/layout/products.ts'
import { declineRow, type Reader } from '#app/views/authorizations/declines-view.server.ts'

const reader = (role: 'owner' | 'viewer'): Reader => ({
  actor: { kind: 'client', userId: 1, email: 'a@b.kz', companyId: asCompanyId(1), role },
  locale: 'ru',
  products: productsOf([]),
  supportEmail: 'support@example.kz',
})

function declined(code: (typeof declineCodes)[number], kind: 'card' | 'coupon'): DeclinedRequest {
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
    const row = declineRow(declined(code, kind), reader('owner'))
    expect([row.text, row.todo, row.owner].every((text) => text.length > 2)).toBe(true)
    expect([row.text, row.todo].join()).not.toMatch(/[{}]|declines:/)
    const href = row.help?.href ?? ''
    const [path = ''] = href.split('?')
    expect(href.startsWith('mailto:') || patterns.some((pattern) => pattern.test(path))).toBe(true)
  })
})

test('a person who may not unblock is not sent to unblock', () => {
  const blocked = declined('card_blocked_by_client', 'card')
  expect(declineRow(blocked, reader('owner')).help).toEqual({ kind: 'unblock', href: '/cards/7/unblock' })
  expect(declineRow(blocked, reader('viewer')).help?.kind).toBe('support')
})

describe('the button', () => {
  const helpOf = (role: 'owner' | 'viewer', of: DeclinedRequest) => declineRow(of, reader(role)).help
  const limited = (whose: RuleOwner, code: DeclineCode = 'limit_day', rule?: string): DeclinedRequest => ({
    ...declined(code, 'card'),
    decline: {
      ...{ status: 'declined', code, whose },
      figures: rule === undefined ? {} : { rule: { id: rule, name: 'Rule' } },
    },
  })

  test.each([
    ["the client's own rule", limited('client'), { kind: 'rule', href: '/cards/7/rule' }],
    ['a template', limited('client', 'limit_day', 'template-3'), { kind: 'rule', href: '/rules/3' }],
    ['a group', limited('client', 'limit_month', 'group-4'), { kind: 'rule', href: '/groups/4' }],
    [
      "the client's hours",
      limited('client', 'time_not_allowed', 'card-7'),
      { kind: 'rule', href: '/cards/7/rule' },
    ],
    [
      "the supplier's limit",
      limited('issuer', 'limit_week'),
      { kind: 'raise_limit', href: '/service-requests/new?kind=raise_limit&card=7' },
    ],
    [
      'a lost card',
      declined('card_lost', 'card'),
      { kind: 'replacement', href: '/service-requests/new?kind=replacement&card=7' },
    ],
    [
      'a coupon that is over',
      declined('coupon_expired', 'coupon'),
      { kind: 'extension', href: '/coupons/request?kind=extension&ids=8' },
    ],
    ['a PIN', declined('pin_blocked', 'card'), { kind: 'pin', href: '/cards/7/pin' }],
    ['an empty account', declined('balance_low', 'card'), { kind: 'account', href: '/account' }],
    [
      'a closed station',
      declined('station_closed', 'card'),
      { kind: 'other_stations', href: '/stations?status=open' },
    ],
  ])('leads to whoever can change it: %s', (_what, of, help) => {
    expect(helpOf('owner', of)).toEqual(help)
  })

  test.each([
    [limited('client'), 'open_card'],
    [limited('issuer'), 'open_card'],
    [declined('card_lost', 'card'), 'open_card'],
    [declined('pin_blocked', 'card'), 'open_card'],
    [declined('coupon_expired', 'coupon'), 'other_coupons'],
    [declined('balance_low', 'card'), 'account'],
  ])('sends who only reads nowhere that is closed to them', (of, kind) => {
    expect(helpOf('viewer', of)?.kind).toBe(kind)
  })
})

test('a coupon that is used or held elsewhere says at which station', () => {
  const of = (code: DeclineCode): DeclinedRequest => ({
    ...declined(code, 'coupon'),
    decline: { status: 'declined', code, whose: 'issuer', figures: { station: 'АЗС-014' } },
  })
  expect(declineRow(of('coupon_used'), reader('owner')).text).toContain('АЗС-014')
  expect(declineRow(of('coupon_reserved'), reader('owner')).text).toContain('АЗС-014')
})

test('staff get the company and its address, and no step that is the client’s', () => {
  const actor = { kind: 'staff', userId: 2, email: 's@b.kz', role: 'support' } as const
  const row = declineRow(declined('limit_day', 'card'), { ...reader('owner'), actor })
  expect(row).toMatchObject({
    href: '/admin/companies/1/cards/7',
    company: { name: 'ТОО «Дала»', href: '/admin/companies/1' },
    help: null,
  })
})
