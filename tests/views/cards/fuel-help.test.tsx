import { expect, test } from 'vitest'
import { CardFacts } from '#app/views/cards/card-facts.tsx'
import { CardLimits } from '#app/views/cards/card-limits.tsx'
import { CardStatus } from '#app/views/cards/card-status.tsx'
import type { CardView } from '#app/views/cards/card-view.ts'
import { CouponFacts } from '#app/views/coupons/coupon-facts.tsx'
import type { CouponView } from '#app/views/coupons/coupon-view.ts'
import { onStage } from '#tests/ui/stage.tsx'

const card: CardView = {
  id: 1,
  number: '7000830014273481',
  name: '•••• 3481',
  holder: 'Серик А.',
  plate: '123 ABC 02',
  products: ['diesel'],
  scheme: 'limits',
  unit: 'ml',
  limits: [{ period: 'daily', limit: 50_000, used: 49_999, left: 1, renews: null }],
  usedAsOf: null,
  blockedUntil: null,
  nextBlockAt: null,
  balance: null,
  until: '2026-12-31',
  replacedBy: null,
  stations: null,
  reach: { asking: 0, all: 0, isElsewhere: false },
  asked: null,
  held: null,
  fills: [],
  state: 'active',
  pin: 'none',
}

const coupon: CouponView = {
  id: 1,
  number: '99997000000000166299',
  product: 'diesel',
  volume: 40_000,
  remaining: 40_000,
  remainder: 'refused',
  ...{ returned: 0, lapsed: 0 },
  price: 32_500,
  amount: 1_300_000,
  from: '2026-11-01',
  until: '2026-12-31',
  batch: null,
  redeemedAt: null,
  redeemedStation: null,
  stations: null,
  reach: { asking: 0, all: 0, isElsewhere: false },
  asked: null,
  held: null,
  fills: [],
  state: 'active',
  isEarly: false,
}

const exhausted = 'the card will be declined until the limit renews'

test('a limit with nothing left says what that means, one with a millilitre left does not', async () => {
  expect(await onStage(<CardLimits card={card} />)).not.toContain(exhausted)
  const used: CardView = {
    ...card,
    limits: [{ period: 'daily', limit: 50_000, used: 50_000, left: 0, renews: null }],
  }
  expect(await onStage(<CardLimits card={used} />)).toContain(exhausted)
})

test('the last day of a card counts, and the card says so', async () => {
  expect(await onStage(<CardFacts card={card} />)).toContain('(inclusive)')
  expect(await onStage(<CardFacts card={{ ...card, until: null }} />)).not.toContain('(inclusive)')
})

test('a coupon that is used as a whole asks for room in the tank', async () => {
  const hint = 'check that the tank has room for it'
  expect(await onStage(<CouponFacts coupon={coupon} />)).toContain(hint)
  expect(await onStage(<CouponFacts coupon={{ ...coupon, remainder: 'kept' }} />)).not.toContain(hint)
})

test('a coupon says what becomes of the rest, and what became of it', async () => {
  const agreed = { ...coupon, remainder: 'returned' } as const
  expect(await onStage(<CouponFacts coupon={agreed} />)).toContain('what is left goes back to the client')
  const shown = await onStage(<CouponFacts coupon={{ ...agreed, remainder: 'lapsed', returned: 8_000 }} />)
  expect(shown).toContain('what is left lapses')
  expect(shown).toMatch(/Went back to the client<\/dt><dd>8/)
})

test('a block says where it is in force, and what to do where it is not', async () => {
  const shown = (asking: number) =>
    onStage(
      <CardStatus
        card={{ ...card, state: 'blocked_by_client', reach: { asking, all: 24, isElsewhere: false } }}
        decline={null}
      />,
    )
  expect(await shown(0)).toMatch(/Stations do not ask the cabinet yet.*call support/)
  expect(await shown(22)).toMatch(/at 22 of 24 stations.*call support/)
  expect(await shown(24)).toContain('at all 24 stations')
  expect(await shown(24)).not.toContain('call support')
})
