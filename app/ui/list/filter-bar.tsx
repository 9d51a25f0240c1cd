import type { ReactNode } from 'react'
import { FilterForm } from '#app/ui/form/filter-form.tsx'
import { useField } from '#app/ui/form/form-state.ts'
import { Icon } from '#app/ui/layout/icon.tsx'
import { useWords } from '#app/ui/layout/words.ts'

export interface FilterBarProps {
  /** What the URL asks for now, by field. */
  values: Record<string, string | undefined>
  /** A SearchField, or nothing. */
  search?: ReactNode
  /** Selects and dates; on a phone they fold away behind one button. */
  children?: ReactNode
  /** How many of the folded filters are in force. */
  count?: number
  action?: string
  /** Carried along unseen, as the order. */
  keep?: Record<string, string | undefined>
}

/** Search and filters of a list: a GET form, so the URL can be shared and it works without JavaScript. */
export function FilterBar({ values, search, children, count = 0, action, keep = {} }: FilterBarProps) {
  const { t } = useWords()
  const label = t('common:filter.title')
  return (
    <FilterForm
      action={action}
      className="filters filters-form"
      aria-label={label}
      role="search"
      values={known(values)}
    >
      {Object.entries(known(keep)).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {search}
      {children ? (
        <>
          {/* Without a search there is nothing else that the fields would stand in the way of. */}
          {search ? (
            <details className="filters-toggle">
              <summary className="btn">
                <Icon name="filter" />
                {label}
                {count > 0 ? <span className="tabular">({count})</span> : null}
              </summary>
            </details>
          ) : null}
          <div className="filters-fields">
            {children}
            <button type="submit" className="btn filters-actions">
              {t('common:action.apply')}
            </button>
          </div>
        </>
      ) : (
        <button type="submit" className="btn">
          {t('common:action.search')}
        </button>
      )}
    </FilterForm>
  )
}

function known(values: Record<string, string | undefined>): Record<string, string> {
  const entries = Object.entries(values).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return Object.fromEntries(entries)
}

export interface SearchFieldProps {
  label: string
  name?: string
  /** What can be searched for, as `number or its last digits`. In the label: a narrow field would cut it. */
  by?: string
}

export function SearchField({ label, name = 'q', by }: SearchFieldProps) {
  const { id, value } = useField(name)
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {by ? `${label}: ${by}` : label}
      </label>
      <span className="search">
        <Icon name="search" className="icon-sm" />
        <input
          className="input"
          type="search"
          id={id}
          name={name}
          defaultValue={value ?? ''}
          autoComplete="off"
          enterKeyHint="search"
        />
      </span>
    </div>
  )
}

export interface FilterChip {
  /** `Status: blocked` */
  label: string
  /** The list without this filter. */
  href: string
}

export interface FilterChipsProps {
  chips: readonly FilterChip[]
  /** The list without any. */
  clearHref: string
}

/** The filters in force, each removable. */
export function FilterChips({ chips, clearHref }: FilterChipsProps) {
  const { t } = useWords()
  if (chips.length === 0) return null
  return (
    <nav className="chips no-print-links" aria-label={t('common:filter.active')}>
      {chips.map((chip) => (
        <a
          className="chip"
          key={chip.label}
          href={chip.href}
          aria-label={t('common:filter.remove', { name: chip.label })}
        >
          {chip.label}
          <Icon name="close" className="icon-sm" />
        </a>
      ))}
      <a className="btn btn-quiet btn-sm" href={clearHref}>
        {t('common:filter.clear')}
      </a>
    </nav>
  )
}
