import { describe, expect, test } from 'vitest'
import { decideStatus } from '#app/domain/authorizations/decide-status.ts'
import type { Usage } from '#app/domain/authorizations/fuel-request.ts'
import { cardFactsOf, issuerRuleOf } from '#app/domain/cards/card-fuel.ts'
import { cardState, storedCardStatus } from '#app/domain/cards/cards.ts'
import { addDays } from '#app/domain/kernel/calendar.ts'
import type { CardIssuerStatus, CardScheme } from '#db/schema/index.ts'
import { NOON, noUsage, THURSDAY } from '#tests/support/fuel.ts'

const card = {
  issuer_status: 'active' as CardIssuerStatus,
  client_blocked_at: null as Date | null,
  valid_until: THURSDAY as string | null,
  scheme: 'limits' as CardScheme,
  balance: null as number | null,
  products: 'ai92,ai95',
  limit_unit: 'ml' as 'ml' | 'tiyn',
  daily_limit: 50_000 as number | null,
  weekly_limit: null as number | null,
  monthly_limit: null as number | null,
  client_lost_at: null as Date | null,
  client_blocked_until: null as Date | null,
  planned_from: null as Date | null,
  planned_until: null as Date | null,
}

const nothing = { volume: 0, amount: 0 }

function decisionOn(changes: Partial<typeof card>, usage: Usage = noUsage, held = nothing) {
  const changed = { ...card, ...changes }
  return decideStatus(cardFactsOf(changed, held, NOON), [issuerRuleOf(changed, usage)], NOON, {
    isCompanyClosed: false,
    isSuspicious: false,
  })
}

function usedToday(volume: number, amount = 0): Usage {
  return { ...noUsage, day: { volume, amount, fills: 1 } }
}

describe('a card', () => {
  test('works on its last day', () => {
    expect(decisionOn({}).status).toBe('approved')
    expect(decisionOn({ valid_until: addDays(THURSDAY, -1) })).toMatchObject({ code: 'card_expired' })
    expect(decisionOn({ valid_until: null }).status).toBe('approved')
  })

  test('a card with its limit used up is declined by the issuer until the limit renews', () => {
    expect(decisionOn({}, usedToday(49_999)).status).toBe('approved')
    expect(decisionOn({}, usedToday(50_000))).toMatchObject({
      code: 'limit_day',
      whose: 'issuer',
      figures: { left: 0, limit: 50_000, renewsAt: new Date('2026-11-26T19:00:00Z') },
    })
  })

  test('counts a limit in tenge by amounts', () => {
    const inTenge = { limit_unit: 'tiyn' as const, daily_limit: 1_000_000 }
    expect(decisionOn(inTenge, usedToday(90_000, 999_999)).status).toBe('approved')
    expect(decisionOn(inTenge, usedToday(1, 1_000_000))).toMatchObject({ code: 'limit_day' })
  })

  test.each([
    ['wallet_litres', 'ml'],
    ['wallet_money', 'tiyn'],
  ] as const)('an empty %s is declined for its balance', (scheme, unit) => {
    expect(decisionOn({ scheme, balance: 1 }).status).toBe('approved')
    expect(decisionOn({ scheme, balance: 9 }, noUsage, { volume: 9, amount: 9 })).toMatchObject({
      code: 'balance_low',
    })
    expect(decisionOn({ scheme, balance: 0 })).toMatchObject({
      code: 'balance_low',
      figures: { unit, left: 0 },
    })
    expect(decisionOn({ scheme, balance: null }).status).toBe('approved')
  })

  test('by limits has no wallet, whatever balance its register brought', () => {
    expect(decisionOn({ scheme: 'limits', balance: 0 }).status).toBe('approved')
  })

  test('a card for which the register names no products takes all', () => {
    expect(issuerRuleOf({ ...card, products: '' }, noUsage).products).toBeNull()
    expect(issuerRuleOf(card, noUsage).products).toEqual(['ai92', 'ai95'])
  })

  test('says of itself what lists say of it', () => {
    const found: Record<string, string> = {}
    for (const issuer of ['active', 'blocked', 'expired', 'lost'] as const) {
      for (const isBlocked of [false, true]) {
        const decision = decisionOn({ issuer_status: issuer, client_blocked_at: isBlocked ? NOON : null })
        const status = storedCardStatus(issuer, isBlocked)
        const state = cardState({ status, valid_until: THURSDAY }, THURSDAY)
        found[`${issuer} ${isBlocked}`] = decision.status === 'declined' ? decision.code : decision.status
        expect(decision.status === 'approved').toBe(state === 'active')
      }
    }
    expect(found).toEqual({
      'active false': 'approved',
      'active true': 'card_blocked_by_client',
      'blocked false': 'card_blocked_by_issuer',
      'blocked true': 'card_blocked_by_issuer',
      'expired false': 'card_expired',
      'expired true': 'card_expired',
      'lost false': 'card_lost',
      'lost true': 'card_lost',
    })
  })
})
