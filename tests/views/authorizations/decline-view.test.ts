import { describe, expect, test } from 'vitest'
import { declineCodes, declineOwners } from '#app/domain/authorizations/decline-codes.ts'
import { productsOf } from '#app/ui/layout/products.ts'
import { declineView } from '#app/views/authorizations/decline-view.server.ts'
import { sayByKey } from '#locales/i18n.server.ts'
import { type Locale, locales } from '#locales/index.ts'
import { i18nFor } from '#locales/words.server.ts'

const products = productsOf([
  { code: 'ai95', name: 'АИ-95', short: 'АИ-95', colour: 'purple', isActive: true },
])
const owners = ['client', 'issuer', 'contract', 'station', 'network'] as const

/** Everything that a sentence could ask for. */
const figures = {
  unit: 'ml' as const,
  asked: 30_000,
  left: 10_500,
  limit: 50_000,
  renewsAt: new Date('2026-11-26T19:00:00Z'),
  products: ['ai95'],
  nextAllowedAt: new Date('2026-11-27T01:00:00Z'),
  day: '2026-11-26',
  until: new Date('2026-11-26T09:30:00Z'),
  usedAt: new Date('2026-11-26T07:00:00Z'),
  least: 1_000,
  most: 2_000,
}

describe.each(locales)('the words of a decline in %s', (locale: Locale) => {
  test.each(declineCodes)('%s: what happened, what helps, and a text for the pump', (code) => {
    const owned = declineOwners[code]
    for (const whose of owned === 'rule' ? owners : [owned]) {
      const bare = declineView({ status: 'declined', code, whose, figures: {} }, locale, products)
      const whole = declineView({ status: 'declined', code, whose, figures }, locale, products)
      for (const words of [bare.text, bare.todo, bare.owner, whole.text]) {
        expect(words).not.toMatch(/\{\{|declines:|undefined/)
        expect(words).not.toBe(i18nFor(locale).t('errors:unexpected'))
      }
    }
  })

  test.each(declineCodes)('%s tells the pump no figure, in at most 48 characters', (code) => {
    const words = sayByKey(i18nFor(locale), `declines:code.${code}.pump`)
    expect(words).toMatch(/^[^{}\d]{4,48}$/)
  })
})

describe('a sentence', () => {
  test('has its figures where the decision gave them', () => {
    const decline = { status: 'declined', code: 'limit_day', whose: 'issuer', figures } as const
    expect(declineView(decline, 'en', products)).toEqual({
      code: 'limit_day',
      whose: 'issuer',
      owner: 'Supplier',
      text: 'The daily limit is 50\u00A0L, 10.5\u00A0L left. It renews on 27 Nov 2026, 00:00.',
      todo: 'The rule is the supplier’s. To change it, contact support.',
    })
  })

  test('says where a coupon was used or is held, and no station beside anything else', () => {
    const code = (code: (typeof declineCodes)[number]) =>
      declineView(
        { status: 'declined', code, whose: 'issuer', figures: { station: 'АЗС 12' } },
        'en',
        products,
      )
    const named = declineCodes.filter((one) => code(one).text.includes('АЗС 12'))
    expect(named.toSorted()).toEqual(['coupon_reserved', 'coupon_used'])
  })

  test('says what the fill costs where money is short, beside what is left', () => {
    const money = { unit: 'tiyn', asked: 292_824_000, left: 57_890_600 } as const
    const decline = { status: 'declined', code: 'balance_low', whose: 'contract', figures: money } as const
    expect(declineView(decline, 'en', products).text).toBe(
      'The balance is too low: 578,906.00\u00A0₸ left. This fill costs 2,928,240.00\u00A0₸.',
    )
  })

  test('says whose rule it is, so that nobody is sent to the wrong party', () => {
    const todo = (whose: 'client' | 'issuer') =>
      declineView({ status: 'declined', code: 'product_not_allowed', whose, figures }, 'en', products).todo
    expect(todo('client')).toContain('Owner or Manager')
    expect(todo('issuer')).toContain('support')
  })

  test('does without the figures that are not known', () => {
    const decline = { status: 'declined', code: 'coupon_used', whose: 'issuer', figures: {} } as const
    expect(declineView(decline, 'en', products).text).toBe('The coupon has been used.')
  })
})
