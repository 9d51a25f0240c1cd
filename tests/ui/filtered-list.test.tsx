import { describe, expect, test } from 'vitest'
import { DateField } from '#app/ui/form/date-field.tsx'
import { EmptyState } from '#app/ui/list/empty-state.tsx'
import { FilteredList, type FilteredListProps } from '#app/ui/list/filtered-list.tsx'
import { usePageHrefs } from '#app/ui/list/list-hrefs.ts'
import { onStage } from './stage.tsx'

const cards = ['3481', '9462']

function listWith(change: Partial<FilteredListProps>): FilteredListProps {
  return {
    path: '/cards',
    filter: {},
    applied: [],
    searchHint: 'number',
    fields: <DateField name="from" label="From" />,
    sort: 'number',
    sorts: [{ value: 'number', label: 'By number' }],
    total: { count: cards.length, capped: false, shown: cards.length },
    previousHref: null,
    nextHref: null,
    empty: <EmptyState title="No cards yet" next="Order one" />,
    hasRows: true,
    children: (bar) => (
      <section>
        {cards.join()}
        {bar}
      </section>
    ),
    ...change,
  }
}

function drawn(change: Partial<FilteredListProps>, search = ''): Promise<string> {
  return onStage(<FilteredList {...listWith(change)} />, { path: `/cards${search}` })
}

function Paged() {
  const hrefs = usePageHrefs({ previousCursor: 'a', nextCursor: 'b' })
  return <FilteredList {...listWith(hrefs)} />
}

describe('a list', () => {
  test('an empty list says what would be here and has nothing to filter', async () => {
    const html = await drawn({ hasRows: false, total: { count: 0, capped: false, shown: 0 } })
    expect(html).toContain('No cards yet')
    expect(html).not.toContain('<form')
    expect(html).not.toContain('3481')
  })

  test.each([
    ['filter', { filter: { q: '77' } }],
    ['filter without a field', { hiddenFilter: { card: '7' } }],
  ])('of which a %s leaves nothing keeps the filter and offers to clear it', async (_, change) => {
    const html = await drawn({ ...change, hasRows: false, total: { count: 0, capped: false, shown: 0 } })
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
    const capped = await drawn({
      totalLabel,
      filter: { q: '7' },
      total: { count: 2, capped: true, shown: 2 },
    })
    expect(capped).not.toContain(totalLabel)
    expect(capped).toContain('2+')
  })

  test('leads to the pages before and after with the filters in force', async () => {
    const html = await onStage(<Paged />, { path: '/cards?q=77&cursor=x' })
    expect(html).toContain('href="/cards?q=77&amp;cursor=a" rel="prev"')
    expect(html).toContain('href="/cards?q=77&amp;cursor=b&amp;at=51" rel="next"')
  })

  test('sends on only an order that was chosen', async () => {
    const sorts = [
      { value: 'number', label: 'By number' },
      { value: '-number', label: 'By number, descending' },
    ]
    const usual = await drawn({ sort: '-number', sorts }, '?q=77')
    expect(usual).toContain('<option value="" selected="">Default</option>')
    const chosen = await drawn({ sort: '-number', sorts }, '?sort=-number')
    expect(chosen).toContain('<option value="-number" selected="">')
  })

  test('of staff, with neither a search nor an order nor a total, offers none of them', async () => {
    const {
      searchHint: _,
      sort: __,
      sorts: ___,
      total: ____,
      ...plain
    } = listWith({ nextHref: '/cards?cursor=b' })
    const html = await onStage(<FilteredList {...plain} filter={{ from: '2026-01-01' }} />, {
      path: '/cards',
    })
    expect(html).toContain('name="from"')
    expect(html).toContain('href="/cards?cursor=b" rel="next"')
    expect(html).not.toMatch(/type="search"|name="sort"|Found/)
  })
})

describe('what a page shows of a list', () => {
  const total = { count: 700, capped: false, shown: 50 }

  test.each([
    ['the first page', '', '1–50 of 700'],
    ['a later page', '?cursor=x&at=51', '51–100 of 700'],
    ['a page beyond what there is now', '?cursor=x&at=671', 'Results: 700'],
    ['a place that is none', '?cursor=x&at=-3', '1–50 of 700'],
  ])('is told by places on %s', async (_, search, text) => {
    expect(await drawn({ total }, search)).toContain(text)
  })

  test('is at least so many where a search stopped looking', async () => {
    expect(await drawn({ total: { ...total, capped: true } })).toContain('1–50 of 700+')
  })
})

test('dates the wrong way round are told, and one press turns them', async () => {
  const filter = { from: '2026-11-20', to: '2026-11-01' }
  const html = await drawn(
    { filter, hasRows: false, total: { count: 0, capped: false, shown: 0 } },
    '?from=2026-11-20&to=2026-11-01',
  )
  expect(html).toContain('The first date is after the last')
  expect(html).toContain('href="/cards?from=2026-11-01&amp;to=2026-11-20"')
  expect(html).not.toContain('Nothing found')
})

test('the part of a tab is no filter: empty it says so, and cleared filters stay in it', async () => {
  const empty = await drawn({ filter: {}, part: { status: 'closed' }, hasRows: false })
  expect(empty).not.toContain('Nothing found')
  const none = await drawn(
    { filter: { q: 'x' }, part: { status: 'closed' }, hasRows: false },
    '?status=closed&q=x',
  )
  expect(none).toContain('Nothing found')
  expect(none).toContain('href="/cards?status=closed"')
  expect(none).toContain('<input type="hidden" name="status" value="closed"/>')
})
