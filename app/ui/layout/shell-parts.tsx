import type { ReactNode } from 'react'
import { PhoneLink } from '#app/ui/feedback/phone-link.tsx'
import { DrawnFor } from '#app/ui/form/drawn-for.tsx'
import { Icon, type IconName } from './icon.tsx'
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
        <PhoneLink phone={brand.supportPhone} className="nowrap" />
        <a href={`mailto:${brand.supportEmail}`}>{brand.supportEmail}</a>
      </div>
      <div className="row">
        <a href="/privacy">{t('common:privacy')}</a>
        {children}
      </div>
    </footer>
  )
}
