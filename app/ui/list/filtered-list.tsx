import { useLocation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { MAX_SEARCH_LENGTH } from '#app/domain/kernel/search-length.ts'
import { Select, type SelectProps } from '#app/ui/form/select.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { isolated } from '#locales/isolated.ts'
import { DatesReversed, NothingFound } from './empty-state.tsx'
import { FilterBar, FilterChips, SearchField } from './filter-bar.tsx'
import { listHref, useListHref } from './list-hrefs.ts'
import { Found, SearchCapped, SearchTooLong } from './list-summary.tsx'
import { Pagination } from './pagination.tsx'

type Query = Record<string, string | undefined>

export interface AppliedFilter {
  /** The name of its field in the URL. */
  name: string
  label: string
  /** In words; without one the filter is not in force. */
  value: string | undefined
}

export interface FilteredListProps {
  /** The list's own URL without a query: all filters cleared. */
  path: string
  /** What the fields of the filter hold, by name; `q` is the search. */
  filter: Query
  /** Filters without a field, as the card that the list is narrowed to. */
  hiddenFilter?: Query
  /** Of a tab above the list: no filter, so that clearing the filters stays in it. */
  part?: Query
  /** Every filter but the search, in the order of their chips. */
  applied: readonly AppliedFilter[]
  /** What can be searched for; without it there is no search. */
  searchHint?: string
  /** Selects and dates. */
  fields: ReactNode
  /** Of a list that can be sorted. */
  sort?: string
  sorts?: SelectProps['options']
  /** Of all pages, and on this one; `capped` where a search had more to look at. */
  total?: { count: number; capped: boolean; shown: number }
  /** The total in the list's own words, where "found" says too little. */
  totalLabel?: string
  previousHref: string | null
  nextHref: string | null
  /** Anything else that the list has to say about its result. */
  notice?: ReactNode
  /** An EmptyState: there is nothing at all, with or without filters. */
  empty: ReactNode
  hasRows: boolean
  /** The table, with the total and the pages as its `bar`. */
  children: (bar: ReactNode) => ReactNode
}

/** A list with its search, filters and pages, for the company's people and for staff. */
export function FilteredList({
  path,
  part,
  filter,
  hiddenFilter,
  empty,
  hasRows,
  ...list
}: FilteredListProps) {
  const clearHref = listHref(path, part ?? {})
  const isFiltered = [filter, hiddenFilter ?? {}].some((query) => Object.values(query).some(Boolean))
  const { from, to } = filter
  const q = new URLSearchParams(useLocation().search).get('q')?.replace(/\s+/g, ' ').trim()
  const nothing = isFiltered ? <NothingFound clearHref={clearHref} /> : empty
  const isReversed = Boolean(from && to && from > to)
  return (
    <>
      {hasRows || isFiltered ? (
        <Filters {...{ clearHref, filter }} keep={{ ...hiddenFilter, ...part }} {...list} />
      ) : null}
      {list.total?.capped && filter.q ? <SearchCapped /> : null}
      {(q ?? '').length > MAX_SEARCH_LENGTH ? <SearchTooLong n={MAX_SEARCH_LENGTH} /> : null}
      {list.notice}
      {isReversed ? <DatesReversed {...{ from, to }} /> : null}
      {hasRows ? list.children(<ListBar {...list} />) : null}
      {hasRows || isReversed ? null : nothing}
    </>
  )
}

type FiltersProps = Pick<
  FilteredListProps,
  'filter' | 'applied' | 'searchHint' | 'fields' | 'sort' | 'sorts'
> & { clearHref: string; keep: Query }

function Filters({ clearHref, keep, filter, applied, searchHint, fields, sort, sorts }: FiltersProps) {
  const { t } = useWords()
  const href = useListHref()
  const query = new URLSearchParams(useLocation().search)
  // Only an order that was chosen is sent on: each filter has its own without one.
  const chosenSort = query.get('sort') === sort ? sort : undefined
  const { q, ...folded } = filter
  const search = { name: 'q', label: t('common:field.search'), value: q }
  const chips = [search, ...applied].flatMap(({ name, label, value }) =>
    value ? [{ label: `${label}: ${isolated(value)}`, href: href({ [name]: null }) }] : [],
  )
  return (
    <div className="filters">
      <FilterBar
        values={{ ...filter, sort: chosenSort }}
        count={Object.values(folded).filter(Boolean).length}
        keep={keep}
        search={searchHint ? <SearchField label={search.label} by={searchHint} /> : null}
      >
        {fields}
        {sorts ? (
          <div className="narrow-only">
            <Select
              name="sort"
              label={t('common:list.sort')}
              empty={t('common:list.usualOrder')}
              options={sorts}
            />
          </div>
        ) : null}
      </FilterBar>
      <FilterChips chips={chips} clearHref={clearHref} />
    </div>
  )
}

type ListBarProps = Pick<FilteredListProps, 'total' | 'totalLabel' | 'previousHref' | 'nextHref'>

function ListBar({ total, totalLabel, previousHref, nextHref }: ListBarProps) {
  const found = total ? <Found {...total} /> : null
  return (
    <Pagination previousHref={previousHref} nextHref={nextHref}>
      {totalLabel && !total?.capped ? <span>{totalLabel}</span> : found}
    </Pagination>
  )
}
