import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ProductLabel } from '#app/domain/products/products.ts'
import { ProductsContext } from '#app/ui/layout/products.ts'
import type { OverviewView, SpentUnit } from '#app/views/overview/overview-view.ts'
import { SpentByMonth } from '#app/views/overview/spent-by-month.tsx'
import { WhatIsLeft } from '#app/views/overview/what-is-left.tsx'
import { onStage } from './stage.tsx'

const labels: ProductLabel[] = [
  { code: 'ai92', name: 'AI-92', short: '92', colour: 'rust', isActive: true },
  { code: 'diesel', name: 'Diesel', short: 'D', colour: 'green', isActive: true },
  { code: 'lpg', name: 'LPG', short: 'LPG', colour: 'blue', isActive: true },
]
const codes = labels.map(({ code }) => code)
const figure = fc.integer({ min: -5_000_000, max: 900_000_000 })

function viewOf(series: OverviewView['series']): OverviewView {
  return {
    isEmpty: false,
    today: '2026-11-22',
    left: { coupons: 3, remaining: 3000 },
    leftByProduct: codes.map((product) => ({ product, coupons: 1, remaining: 1000 })),
    expiringSoon: { coupons: 0, remaining: 0, until: '2026-12-22' },
    expiringByMonth: [],
    cards: { active: 1, blocked: 0, expired: 0, lost: 0 },
    expiringCards: 0,
    nearLimitCards: 0,
    months: ['2026-10', '2026-11'],
    series,
    thisMonth: { volume: 1, amount: 1 },
    monthBefore: { volume: 1, amount: 1 },
    recentDeclines: 0,
    unusual: 0,
    expired: { remaining: 0, worth: 0 },
    countLimit: 1000,
    asOf: null,
  }
}

function shown(view: OverviewView, unit: SpentUnit): Promise<string> {
  return onStage(
    <ProductsContext.Provider value={labels}>
      <SpentByMonth view={view} unit={unit} />
      <WhatIsLeft view={view} />
    </ProductsContext.Provider>,
  )
}

/** `−1,234.50 ₸` in hundredths, `1,234.567 L` in thousandths. */
function read(text: string, decimals: number): number {
  const [whole = '', fraction = ''] = text
    .replace('−', '-')
    .replace(/[^\d.-]/g, '')
    .split('.')
  return Number(whole + fraction.padEnd(decimals, '0'))
}

test.each([
  ['litres', 3],
  ['tenge', 2],
] as const)(
  'the %s of the products that are shown add up to the total that is shown',
  async (unit, decimals) => {
    const anySeries = fc.array(fc.tuple(figure, figure), { minLength: 3, maxLength: 3 })
    await fc.assert(
      fc.asyncProperty(anySeries, async (values) => {
        const series = codes.map((product, index) => ({
          product,
          volumes: values[index] ?? [],
          amounts: values[index] ?? [],
        }))
        const rows = [...(await shown(viewOf(series), unit)).matchAll(/<tr><th scope="row">.*?<\/tr>/g)]
        expect(rows).toHaveLength(2)
        for (const [row] of rows) {
          const cells = [...row.matchAll(/<td>(.*?)<\/td>/g)].map(([, text]) => read(text ?? '', decimals))
          const total = cells.pop()
          expect(cells.reduce((sum, value) => sum + value, 0)).toBe(total)
        }
      }),
      { numRuns: 60 },
    )
  },
)

test('a product has its own colour in the chart and in what is left', async () => {
  const series = codes.map((product) => ({ product, volumes: [1000, 1000], amounts: [1000, 1000] }))
  const html = await shown(viewOf(series), 'litres')
  const bars = [...html.matchAll(/<rect class="bars-seg (s\d)"/g)].map(([, fill]) => fill)
  expect(bars.slice(0, 3)).toEqual(['s4', 's5', 's3'])
  const left = /<ul class="bar-list".*?<\/ul>/s.exec(html)?.[0] ?? ''
  expect([...left.matchAll(/<rect class="(s\d)"/g)].map(([, fill]) => fill)).toEqual(['s4', 's5', 's3'])
})

test('litres and tenge are two links, the one in force is marked', async () => {
  const series = [{ product: 'diesel', volumes: [1000, 1000], amounts: [12_345, 50] }]
  const html = await shown(viewOf(series), 'tenge')
  expect(html).toMatch(
    /<a href="\/cabinet#spent">litres<\/a><a href="\/cabinet\?by=tenge#spent" aria-current="true">/,
  )
  expect(html).toContain('123.45\u00A0₸')
})
