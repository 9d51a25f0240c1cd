import type { ReactNode } from 'react'
import { Select, type SelectProps } from '#app/ui/form/select.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { NothingFound } from './empty-state.tsx'
import { FilterBar, FilterChips, SearchField } from './filter-bar.tsx'
import { useListHref } from './list-hrefs.ts'
import { Found, SearchCapped } from './list-summary.tsx'
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
  /** Every filter but the search, in the order of their chips. */
  applied: readonly AppliedFilter[]
  searchHint: string
  /** Selects and dates. */
  fields: ReactNode
  sort: string
  sorts: SelectProps['options']
  /** Of all pages; `capped` where a search had more to look at. */
  total: { count: number; capped: boolean }
  /** The total in the list's own words, where "found" says too little. */
  totalLabel?: string
  previousCursor: string | null
  nextCursor: string | null
  /** Anything else that the list has to say about its result. */
  notice?: ReactNode
  /** An EmptyState: there is nothing at all, with or without filters. */
  empty: ReactNode
  hasRows: boolean
  /** The table, with the total and the pages as its `bar`. */
  children: (bar: ReactNode) => ReactNode
}

/** A list with its search, filters and pages, for the company's people and for staff. */
export function FilteredList({ path, filter, hiddenFilter, empty, hasRows, ...list }: FilteredListProps) {
  const isFiltered = [filter, hiddenFilter ?? {}].some((query) => Object.values(query).some(Boolean))
  const nothing = isFiltered ? <NothingFound clearHref={path} /> : empty
  return (
    <>
      {hasRows || isFiltered ? <Filters {...{ path, filter, hiddenFilter }} {...list} /> : null}
      {list.total.capped && filter.q ? <SearchCapped /> : null}
      {list.notice}
      {hasRows ? list.children(<ListBar {...list} />) : nothing}
    </>
  )
}

type FiltersProps = Pick<
  FilteredListProps,
  'path' | 'filter' | 'hiddenFilter' | 'applied' | 'searchHint' | 'fields' | 'sort' | 'sorts'
>

function Filters({ path, filter, hiddenFilter, applied, searchHint, fields, sort, sorts }: FiltersProps) {
  const { t } = useWords()
  const href = useListHref()
  const { q, ...folded } = filter
  const search = { name: 'q', label: t('common:field.search'), value: q }
  const chips = [search, ...applied].flatMap(({ name, label, value }) =>
    value ? [{ label: `${label}: ${value}`, href: href({ [name]: null }) }] : [],
  )
  return (
    <div className="filters">
      <FilterBar
        values={{ ...filter, sort }}
        count={Object.values(folded).filter(Boolean).length}
        keep={hiddenFilter}
        search={<SearchField label={search.label} by={searchHint} />}
      >
        {fields}
        <div className="narrow-only">
          <Select name="sort" label={t('common:list.sort')} options={sorts} />
        </div>
      </FilterBar>
      <FilterChips chips={chips} clearHref={path} />
    </div>
  )
}

type ListBarProps = Pick<FilteredListProps, 'total' | 'totalLabel' | 'previousCursor' | 'nextCursor'>

function ListBar({ total, totalLabel, previousCursor, nextCursor }: ListBarProps) {
  const href = useListHref()
  return (
    <Pagination
      previousHref={previousCursor && href({ cursor: previousCursor })}
      nextHref={nextCursor && href({ cursor: nextCursor })}
    >
      {totalLabel && !total.capped ? (
        <span>{totalLabel}</span>
      ) : (
        <Found count={total.count} capped={total.capped} />
      )}
    </Pagination>
  )
}
