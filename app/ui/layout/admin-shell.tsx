import type { ReactNode } from 'react'
import { Toast, type ToastMessage } from '#app/ui/feedback/toast.tsx'
import { Brand } from './brand.tsx'
import { Enhancements } from './enhancements.tsx'
import { Icon } from './icon.tsx'
import { useModules } from './modules.ts'
import { SearchBox } from './search-box.tsx'
import {
  AccountMenu,
  type BrandInfo,
  Footer,
  Nav,
  type NavEntry,
  type Person,
  SkipLink,
} from './shell-parts.tsx'
import { LocaleSwitch, type Theme } from './switches.tsx'
import { useWords } from './words.ts'

export interface AdminShellProps {
  brand: BrandInfo
  theme: Theme
  person: Person
  /** Requests for access that wait for a decision. */
  waitingRequests?: number
  /** The audit log is the administrators'. */
  withAudit?: boolean
  /** For a cashier the till is all there is. */
  atTill?: boolean
  toast?: ToastMessage | null
  children: ReactNode
}

/** The staff's side: a sidebar on a wide screen, a menu that folds on a narrow one, out of one list. */
export function AdminShell({
  brand,
  theme,
  person,
  waitingRequests,
  withAudit,
  atTill,
  toast,
  children,
}: AdminShellProps) {
  const { t } = useWords()
  const till: NavEntry[] = [
    { href: '/till', label: t('common:menu.till'), icon: 'qr', module: 'till', exact: true },
    { href: '/till/shift', label: t('common:menu.shifts'), icon: 'clock', module: 'till' },
  ]
  const modules = useModules()
  const tillHome = modules.includes('till') ? '/till' : '/profile'
  const shifts: NavEntry = modules.includes('till')
    ? { href: '/admin/shifts', label: t('common:menu.shifts'), icon: 'clock', also: '/admin/station-shifts' }
    : { href: '/admin/station-shifts', label: t('common:menu.shifts'), icon: 'clock', module: 'api' }
  const entries: NavEntry[] = [
    { href: '/admin', label: t('common:menu.overview'), icon: 'overview', exact: true },
    { href: '/admin/companies', label: t('common:menu.companies'), icon: 'company' },
    { href: '/admin/invitations', label: t('common:menu.invitations'), icon: 'invitation' },
    { href: '/admin/users', label: t('common:menu.users'), icon: 'team' },
    {
      href: '/admin/requests',
      label: t('common:menu.requests'),
      icon: 'request',
      count: waitingRequests,
      module: 'registration',
    },
    { href: '/admin/service-requests', label: t('common:menu.serviceRequests'), icon: 'card' },
    { href: '/admin/exceptions', label: t('common:menu.exceptions'), icon: 'alert' },
    { href: '/admin/signals', label: t('common:menu.signals'), icon: 'alert' },
    { href: '/admin/imports', label: t('common:menu.imports'), icon: 'import' },
    { href: '/check', label: t('common:menu.check'), icon: 'check' },
    { href: '/admin/phone-authorizations', label: t('common:menu.byPhone'), icon: 'phone' },
    { href: '/admin/refusals', label: t('common:menu.refusals'), icon: 'refusal' },
    shifts,
    {
      href: '/admin/stations',
      label: t('common:menu.stations'),
      icon: 'station',
      also: '/admin/stations-network',
    },
    { href: '/admin/products', label: t('common:menu.products'), icon: 'fuel' },
    { href: '/admin/orders', label: t('common:menu.orders'), icon: 'coupon' },
    { href: '/admin/payments', label: t('common:menu.payments'), icon: 'transactions' },
    { href: '/admin/prices', label: t('common:menu.prices'), icon: 'card', also: '/admin/periods' },
    { href: '/admin/announcements', label: t('common:menu.announcements'), icon: 'info' },
    { href: '/admin/mail', label: t('common:menu.mail'), icon: 'mail' },
  ]
  // Who reads the audit log reads the keys, too.
  if (withAudit)
    entries.push(
      { href: '/admin/api-keys', label: t('common:menu.apiKeys'), icon: 'lock', module: 'api' },
      { href: '/admin/webhooks', label: t('common:menu.webhooks'), icon: 'transactions', module: 'api' },
      { href: '/admin/audit', label: t('common:menu.audit'), icon: 'audit' },
    )
  return (
    <div className="shell shell-staff">
      <SkipLink />
      <header className="top">
        <details className="nav-toggle">
          <summary aria-label={t('common:mainMenu')}>
            <Icon name="menu" className="nav-open" />
            <Icon name="close" className="nav-close" />
          </summary>
        </details>
        <Brand name={brand.name} href={atTill ? tillHome : '/admin'} note={t('common:staffCabinet')} />
        {atTill ? null : <SearchBox />}
        <div className="top-end">
          <LocaleSwitch />
          <AccountMenu person={person} theme={theme} />
        </div>
      </header>
      <Nav entries={atTill ? till : entries} />
      <main id="main" tabIndex={-1} className="page">
        <Toast toast={toast} />
        {children}
      </main>
      <Footer brand={brand} />
      <Enhancements side="staff" />
    </div>
  )
}
