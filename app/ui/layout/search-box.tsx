import { useLocation } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { Icon } from './icon.tsx'
import { useWords } from './words.ts'

interface SearchFormProps {
  id: string
  className: string
  /** Of the header's: the keys that lead to it. */
  shortcuts?: boolean
}

/** A form of the browser's own: the answer is a page of another area for some, and it works without JavaScript. */
export function SearchForm({ id, className, shortcuts }: SearchFormProps) {
  const { t } = useWords()
  const { pathname, search } = useLocation()
  const asked = pathname === '/search' ? (new URLSearchParams(search).get('q') ?? '') : ''
  const label = t('common:searchBox.label')
  return (
    <search className={className} aria-label={label}>
      <form className="search" method="get" action="/search">
        <label className="sr-only" htmlFor={id}>
          {label}
        </label>
        <input
          key={asked}
          className="input"
          type="search"
          id={id}
          name="q"
          defaultValue={asked}
          placeholder={t('common:searchBox.placeholder')}
          autoComplete="off"
          enterKeyHint="search"
          aria-keyshortcuts={shortcuts ? '/ Control+K Meta+K' : undefined}
        />
        <button type="submit" className="search-go" aria-label={t('common:searchBox.submit')}>
          <Icon name="search" className="icon-sm" />
        </button>
      </form>
    </search>
  )
}

/** One search for everything, in the header; on a narrow screen a link to its page. `/` and Ctrl-K lead to it. */
export function SearchBox() {
  const { t } = useWords()
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!leadsToSearch(event)) return
      event.preventDefault()
      const field = box.current?.querySelector('input')
      if (field?.checkVisibility()) field.select()
      else box.current?.querySelector('a')?.click()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
  return (
    <div className="search-box" ref={box}>
      <SearchForm id="search-everything" className="search-wide" shortcuts />
      <a className="search-link" href="/search" aria-label={t('common:searchBox.label')} data-reload>
        <Icon name="search" />
      </a>
    </div>
  )
}

/** By the key's place for Ctrl-K: on a Cyrillic layout it writes another letter. */
function leadsToSearch({ key, code, ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean {
  if ((ctrlKey || metaKey) && !altKey) return code === 'KeyK'
  if (key !== '/' || altKey) return false
  return !(target instanceof Element && target.closest('input, textarea, select, [contenteditable]'))
}
