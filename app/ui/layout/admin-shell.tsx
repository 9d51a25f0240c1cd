import type { ReactNode } from 'react'
import type { Module } from '#app/domain/kernel/modules.ts'
import { Toast, type ToastMessage } from '#app/ui/feedback/toast.tsx'
import { Brand } from './brand.tsx'
import { Enhancements } from './enhancements.tsx'
import { Icon } from './icon.tsx'
import { useModules } from './modules.ts'
import { Nav, type NavEntry } from './nav.tsx'
import { SearchBox } from './search-box.tsx'
import { AccountMenu, type BrandInfo, Footer, type Person, SkipLink } from './shell-parts.tsx'
import { LocaleSwitch, type Theme } from './switches.tsx'
import { useWords, type Words } from './words.ts'

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
  const modules = useModules()
  const tillHome = modules.includes('till') ? '/till' : '/profile'
  const parts = atTill ? [tillMenu(t)] : menuOf(t, modules, { waitingRequests, withAudit })
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
      <Nav parts={parts} />
      <main id="main" tabIndex={-1} className="page">
        <Toast toast={toast} />
        {children}
      </main>
      <Footer brand={brand} />
      <Enhancements side="staff" />
    </div>
  )
}

function tillMenu(t: Words['t']): NavEntry[] {
  return [
    { href: '/till', label: t('common:menu.till'), icon: 'qr', module: 'till', exact: true },
    { href: '/till/shift', label: t('common:menu.shifts'), icon: 'clock', module: 'till' },
  ]
}

/** By whom and what it is about: clients, refuelling, money, the system itself. */
function menuOf(
  t: Words['t'],
  modules: readonly Module[],
  { waitingRequests, withAudit }: Pick<AdminShellProps, 'waitingRequests' | 'withAudit'>,
): NavEntry[][] {
  const entry = (href: string, label: string, icon: NavEntry['icon'], more: Partial<NavEntry> = {}) => ({
    ...{ href: `/admin/${href}`, label, icon },
    ...more,
  })
  const shifts: NavEntry = modules.includes('till')
    ? entry('shifts', t('common:menu.shifts'), 'clock', { also: '/admin/station-shifts' })
    : entry('station-shifts', t('common:menu.shifts'), 'clock', { module: 'api' })
  const waiting = { count: waitingRequests, module: 'registration' } as const
  return [
    [{ href: '/admin', label: t('common:menu.overview'), icon: 'overview', exact: true }],
    [
      entry('companies', t('common:menu.companies'), 'company', { part: t('common:menu.part.clients') }),
      entry('invitations', t('common:menu.invitations'), 'invitation'),
      entry('users', t('common:menu.users'), 'team'),
      entry('requests', t('common:menu.requests'), 'request', waiting),
      entry('service-requests', t('common:menu.serviceRequests'), 'card', { module: 'requests' }),
      entry('announcements', t('common:menu.announcements'), 'info'),
    ],
    [
      { href: '/check', label: t('common:menu.check'), icon: 'check', part: t('common:menu.part.fuel') },
      entry('phone-authorizations', t('common:menu.byPhone'), 'phone', { module: 'phone' }),
      entry('refusals', t('common:menu.refusals'), 'refusal'),
      entry('exceptions', t('common:menu.exceptions'), 'alert'),
      entry('signals', t('common:menu.signals'), 'show', { module: 'signals' }),
      shifts,
      entry('stations', t('common:menu.stations'), 'station', { also: '/admin/stations-network' }),
      entry('products', t('common:menu.products'), 'fuel'),
    ],
    [
      entry('orders', t('common:menu.orders'), 'coupon', {
        module: 'orders',
        part: t('common:menu.part.money'),
      }),
      entry('payments', t('common:menu.payments'), 'transactions', { module: 'account' }),
      entry('prices', t('common:menu.prices'), 'card', { also: '/admin/periods', module: 'account' }),
    ],
    [
      entry('imports', t('common:menu.imports'), 'import', { part: t('common:menu.part.system') }),
      entry('mail', t('common:menu.mail'), 'mail'),
      // Who reads the audit log reads the keys, too.
      ...(withAudit
        ? [
            entry('api-keys', t('common:menu.apiKeys'), 'lock', { module: 'api' }),
            entry('webhooks', t('common:menu.webhooks'), 'system', { module: 'webhooks' }),
            entry('audit', t('common:menu.audit'), 'audit'),
          ]
        : []),
    ],
  ]
}
