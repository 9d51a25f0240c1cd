import { Fragment, type ReactNode } from 'react'
import type { Module } from '#app/domain/kernel/modules.ts'
import { DrawnFor } from '#app/ui/form/drawn-for.tsx'
import { isWithin, useHere } from './here.ts'
import { Icon, type IconName } from './icon.tsx'
import { useModules } from './modules.ts'
import { type Theme, ThemeSwitch } from './switches.tsx'
import { useWords } from './words.ts'

/** How the retailer is called and reached. */
export interface BrandInfo {
  name: string
  supportEmail: string
  supportPhone: string
}

export interface Person {
  /** Empty for somebody who has not told it. */
  name: string
  email: string
}

export function SkipLink() {
  const { t } = useWords()
  return (
    <a className="skip" href="#main">
      {t('common:skipToContent')}
    </a>
  )
}

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
  /** Left out where this part of the product is switched off. */
  module?: Module
  /** Begins a part of the menu, which is called so. */
  part?: string
  /** Not under the thumb on a phone, but behind "More" there. */
  wideOnly?: boolean
}

/** @param parts lists of entries; of a part whose entries are all left out nothing is shown */
export function Nav({ parts }: { parts: readonly (readonly NavEntry[])[] }) {
  const { t } = useWords()
  const pathname = useHere().split('?')[0] ?? ''
  const modules = useModules()
  const entries = parts.flatMap((part) => {
    const shown = part.filter(({ module }) => !module || modules.includes(module))
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

export interface AccountMenuProps {
  person: Person
  theme: Theme
}

export function AccountMenu({ person, theme }: AccountMenuProps) {
  const { t } = useWords()
  return (
    <details className="menu">
      <summary>
        <Icon name="person" />
        <span className="sr-only">{t('common:accountMenu')}</span>
        <span className="account-name">{person.name || person.email}</span>
        <Icon name="chevron" className="icon-sm chevron" />
      </summary>
      <div className="menu-panel">
        <div className="menu-head">
          {person.name ? <b>{person.name}</b> : null}
          <div className="quiet">{person.email}</div>
        </div>
        <hr />
        <MenuLink href="/profile" icon="person">
          {t('common:menu.profile')}
        </MenuLink>
        <hr />
        <p className="menu-label">{t('common:theme.label')}</p>
        <ThemeSwitch theme={theme} />
        <hr />
        <form method="post" action="/sign-out">
          <DrawnFor />
          <button type="submit" className="menu-item">
            <Icon name="exit" />
            {t('common:signOut')}
          </button>
        </form>
      </div>
    </details>
  )
}

export function MenuLink({ href, icon, children }: { href: string; icon: IconName; children: ReactNode }) {
  return (
    <a className="menu-item" href={href}>
      <Icon name={icon} />
      {children}
    </a>
  )
}

/** Support's telephone and address, and what is kept of a person, on every page. */
export function Footer({ brand, children }: { brand: BrandInfo; children?: ReactNode }) {
  const { t } = useWords()
  return (
    <footer className="foot">
      <div className="row">
        <span>{t('common:support')}:</span>
        <a className="nowrap" href={`tel:${brand.supportPhone.replace(/[^\d+]/g, '')}`}>
          {brand.supportPhone}
        </a>
        <a href={`mailto:${brand.supportEmail}`}>{brand.supportEmail}</a>
      </div>
      <div className="row">
        <a href="/privacy">{t('common:privacy')}</a>
        {children}
      </div>
    </footer>
  )
}
