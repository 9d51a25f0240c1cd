import { expect, test } from 'vitest'
import { lastMonths } from '#app/domain/kernel/calendar.ts'
import { EntryList } from '#app/views/contract-account/entry-list.tsx'
import { onStage } from '#tests/ui/stage.tsx'

const view = {
  rows: [
    {
      ...{ id: 1, kind: 'fill' as const, bookedOn: '2026-11-03', occurredOn: '2026-11-03' },
      ...{
        amount: -518_000,
        memo: 0,
        product: null,
        volume: null,
        about: 'АЗС 12',
        document: '',
        comment: '',
      },
      ...{ instrument: '99997000000000166299', contract: '7', by: null, href: '/account/entries/1' },
      ...{ transactionHref: null, correctsHref: null },
    },
  ],
  period: { opening: 0, credit: 0, debit: 518_000, closing: -518_000 },
  filter: { from: '2026-10-01', to: '2026-10-31' },
  months: lastMonths(new Date('2026-11-30T18:30:00Z'), 2),
  ...{ previousCursor: null, nextCursor: null },
}

test('the ledger leads to whole months, and writes the numbers of coupons in groups', async () => {
  const html = await onStage(<EntryList view={view} path="/account" next="" />, { path: '/account' })
  expect(html).toContain('href="/account?from=2026-11-01&amp;to=2026-11-30"')
  expect(html).toMatch(/href="\/account\?from=2026-10-01&amp;to=2026-10-31"[^>]*aria-current="true"/)
  expect(html).toContain('data-groups="9999\u20097000\u20090000\u20090016\u20096299"')
})
