import { expect, test } from 'vitest'
import { NeedsAttention } from '#app/views/overview/needs-attention.tsx'
import type { OverviewView } from '#app/views/overview/overview-view.ts'
import { onStage } from '#tests/ui/stage.tsx'

const calm: OverviewView = {
  isEmpty: false,
  today: '2026-11-22',
  left: { coupons: 0, remaining: 0 },
  leftByProduct: [],
  expiringSoon: { coupons: 0, remaining: 0, until: '2026-12-22' },
  expiringByMonth: [],
  cards: { active: 1, blocked: 0, expired: 0, lost: 0 },
  expiringCards: 0,
  nearLimitCards: 0,
  months: [],
  series: [],
  thisMonth: { volume: 0, amount: 0 },
  monthBefore: { volume: 0, amount: 0 },
  recentDeclines: 0,
  unusual: 0,
  expired: { remaining: 0, worth: 0 },
  countLimit: 1_000,
  asOf: null,
}

test.each<[Partial<OverviewView>, string]>([
  [{ nearLimitCards: 20 }, '20'],
  [{ nearLimitCards: 21 }, '20+'],
  [{ recentDeclines: 1_000 }, '1,000'],
  [{ recentDeclines: 1_001 }, '1,000+'],
  [{ unusual: 99 }, '99'],
  [{ unusual: 100 }, '99+'],
])('of %o the overview says %s: more than are counted are so many and others', async (counted, said) => {
  const html = await onStage(<NeedsAttention view={{ ...calm, ...counted }} />, {
    root: { modules: ['unusual'] },
  })
  const [line] = [...html.matchAll(/<a href="[^"]+">(.*?)<\/a>/g)].map(([, text]) => text)
  expect(line?.match(/[\d,]+\+?/)?.[0]).toBe(said)
})
