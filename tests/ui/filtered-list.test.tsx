import { describe, expect, test } from 'vitest'
import { DateField } from '#app/ui/form/date-field.tsx'
import { EmptyState } from '#app/ui/list/empty-state.tsx'
import { FilteredList, type FilteredListProps } from '#app/ui/list/filtered-list.tsx'
import { onStage } from './stage.tsx'

const cards = ['3481', '9462']

function drawn(change: Partial<FilteredListProps>, search = ''): Promise<string> {
  const list: FilteredListProps = {
    path: '/cards',
    filter: {},
    applied: [],
    searchHint: 'number',
    fields: <DateField name="from" label="From" />,
    sort: 'number',
    sorts: [{ value: 'number', label: 'By number' }],
    total: { count: cards.length, capped: false },
    previousCursor: null,
    nextCursor: null,
    empty: <EmptyState title="No cards yet" />,
    hasRows: true,
    children: (bar) => (
      <section>
        {cards.join()}
        {bar}
      </section>
    ),
    ...change,
  }
  return onStage(<FilteredList {...list} />, { path: `/cards${search}` })
}

describe('a list', () => {
  test('that is empty says what would be here and has nothing to filter', async () => {
    const html = await drawn({ hasRows: false, total: { count: 0, capped: false } })
    expect(html).toContain('No cards yet')
    expect(html).not.toContain('<form')
    expect(html).not.toContain('3481')
  })

  test.each([
    ['filter', { filter: { q: '77' } }],
    ['filter without a field', { hiddenFilter: { card: '7' } }],
  ])('of which a %s leaves nothing keeps the filter and offers to clear it', async (_, change) => {
    const html = await drawn({ ...change, hasRows: false, total: { count: 0, capped: false } })
    expect(html).toContain('Nothing found')
    expect(html).toContain('<a class="btn" href="/cards">')
    expect(html).toContain('<form')
    expect(html).not.toContain('No cards yet')
  })

  test('has a chip for the search and for each filter in force, which leads to the first page without it', async () => {
    const html = await drawn(
      {
        filter: { q: '77', status: 'active', product: undefined },
        applied: [
          { name: 'status', label: 'Status', value: 'active' },
          { name: 'product', label: 'Product', value: undefined },
        ],
      },
      '?q=77&status=active&cursor=x',
    )
    expect(html).toContain('href="/cards?status=active" aria-label="Remove filter: Search: 77"')
    expect(html).toContain('href="/cards?q=77" aria-label="Remove filter: Status: active"')
    expect(html.match(/class="chip"/g)).toHaveLength(2)
    expect(html).not.toContain('Product')
  })

  test('counts the folded filters without the search and carries those without a field', async () => {
    const html = await drawn({ filter: { q: '77', from: '2026-01-01' }, hiddenFilter: { card: '7' } })
    expect(html).toMatch(/\((<!-- -->)?1(<!-- -->)?\)/)
    expect(html).toContain('<input type="hidden" name="card" value="7"/>')
  })

  test('says its total in its own words, and at least how many where the search was cut off', async () => {
    const totalLabel = '2 cards'
    expect(await drawn({ totalLabel })).toContain('<span>2 cards</span>')
    const capped = await drawn({ totalLabel, filter: { q: '7' }, total: { count: 2, capped: true } })
    expect(capped).not.toContain(totalLabel)
    expect(capped).toContain('2+')
  })

  test('leads to the pages before and after with the filters in force', async () => {
    const html = await drawn({ previousCursor: 'a', nextCursor: 'b' }, '?q=77&cursor=x')
    expect(html).toContain('href="/cards?q=77&amp;cursor=a" rel="prev"')
    expect(html).toContain('href="/cards?q=77&amp;cursor=b" rel="next"')
  })
})
