import { Fragment } from 'react'
import { isWithin, useHere } from './here.ts'
import { Icon, type IconName } from './icon.tsx'
import { useHasPage } from './modules.ts'
import { MenuLink } from './shell-parts.tsx'
import { useWords } from './words.ts'

export interface NavEntry {
  href: string
  label: string
  icon: IconName
  /** Only the very page is this entry, nothing beneath it: an overview. */
  exact?: boolean
  /** Pages that belong to it too, and are not beneath it. */
  also?: string
  /** What waits there; 0 shows nothing. */
  count?: number
  /** Begins a part of the menu, which is called so. */
  part?: string
  /** Not under the thumb on a phone, but behind "More" there. */
  wideOnly?: boolean
}

/**
 * Entries whose part of the product is switched off are left out.
 * @param parts lists of entries; of a part whose entries are all left out nothing is shown
 */
export function Nav({ parts }: { parts: readonly (readonly NavEntry[])[] }) {
  const { t } = useWords()
  const pathname = useHere().split('?')[0] ?? ''
  const hasPage = useHasPage()
  const entries = parts.flatMap((part) => {
    const shown = part.filter(({ href }) => hasPage(href))
    return shown.map((entry, at) => (at === 0 ? { ...entry, part: part[0]?.part } : entry))
  })
  const behind = entries.filter(({ wideOnly }) => wideOnly)
  const isHere = ({ href, exact, also }: NavEntry) =>
    isWithin(pathname, href, exact) || (also !== undefined && isWithin(pathname, also))
  return (
    <nav className="nav" aria-label={t('common:mainMenu')}>
      <ul>
        {entries.map((entry) => (
          <li key={entry.href} className={entry.wideOnly ? 'wide-only' : undefined}>
            {entry.part ? <p className="nav-part">{entry.part}</p> : null}
            <a href={entry.href} aria-current={isHere(entry) ? 'page' : undefined}>
              <Icon name={entry.icon} />
              <span>{entry.label}</span>
              {entry.count ? <span className="count">{entry.count}</span> : null}
            </a>
          </li>
        ))}
        {behind.length > 0 ? (
          <li className="nav-more">
            <details className="menu">
              <summary className={behind.some(isHere) ? 'is-here' : undefined}>
                <Icon name="menu" />
                <span>{t('common:menu.more')}</span>
              </summary>
              <div className="menu-panel">
                {behind.map(({ href, icon, label, part }) => (
                  <Fragment key={href}>
                    {part ? <p className="menu-label">{part}</p> : null}
                    <MenuLink href={href} icon={icon}>
                      {label}
                    </MenuLink>
                  </Fragment>
                ))}
              </div>
            </details>
          </li>
        ) : null}
      </ul>
    </nav>
  )
}
