import type { ReactNode } from 'react'
import { Toast, type ToastMessage } from '#app/ui/feedback/toast.tsx'
import { Brand } from './brand.tsx'
import { Enhancements } from './enhancements.tsx'
import { Icon } from './icon.tsx'
import { useHasPage } from './modules.ts'
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
  /** Pages that not all of the staff may see. */
  withAudit?: boolean
  withApiKeys?: boolean
  withWebhooks?: boolean
  /** The first page of who looks at it. */
  home?: string
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
  home = '/admin',
  atTill,
  toast,
  children,
  ...props
}: AdminShellProps) {
  const { t } = useWords()
  const hasPage = useHasPage()
  const parts = atTill ? [tillMenu(t)] : menuOf(t, hasPage, props)
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
        <Brand name={brand.name} href={home} note={t('common:staffCabinet')} />
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
    { href: '/till', label: t('common:menu.till'), icon: 'qr', exact: true },
    { href: '/till/shift', label: t('common:menu.shifts'), icon: 'clock' },
  ]
}

/** By whom and what it is about: clients, refuelling, money, the system itself. */
function menuOf(
  t: Words['t'],
  hasPage: ReturnType<typeof useHasPage>,
  { waitingRequests, withAudit, withApiKeys, withWebhooks }: Partial<AdminShellProps>,
): NavEntry[][] {
  const entry = (href: string, label: string, icon: NavEntry['icon'], more: Partial<NavEntry> = {}) => ({
    ...{ href: `/admin/${href}`, label, icon },
    ...more,
  })
  const shifts: NavEntry = hasPage('/admin/shifts')
    ? entry('shifts', t('common:menu.shifts'), 'clock', { also: '/admin/station-shifts' })
    : entry('station-shifts', t('common:menu.shifts'), 'clock')
  return [
    [{ href: '/admin', label: t('common:menu.overview'), icon: 'overview', exact: true }],
    [
      entry('companies', t('common:menu.companies'), 'company', { part: t('common:menu.part.clients') }),
      entry('invitations', t('common:menu.invitations'), 'invitation'),
      entry('users', t('common:menu.users'), 'team'),
      entry('requests', t('common:menu.requests'), 'request', { count: waitingRequests }),
      entry('service-requests', t('common:menu.serviceRequests'), 'card'),
      entry('announcements', t('common:menu.announcements'), 'info'),
    ],
    [
      { href: '/check', label: t('common:menu.check'), icon: 'check', part: t('common:menu.part.fuel') },
      entry('phone-authorizations', t('common:menu.byPhone'), 'phone'),
      entry('refusals', t('common:menu.refusals'), 'refusal'),
      entry('exceptions', t('common:menu.exceptions'), 'alert'),
      entry('signals', t('common:menu.signals'), 'show'),
      shifts,
      entry('stations', t('common:menu.stations'), 'station', { also: '/admin/stations-network' }),
      entry('products', t('common:menu.products'), 'fuel'),
    ],
    [
      entry('orders', t('common:menu.orders'), 'coupon', {
        part: t('common:menu.part.money'),
      }),
      entry('payments', t('common:menu.payments'), 'transactions'),
      entry('prices', t('common:menu.prices'), 'card', { also: '/admin/periods' }),
    ],
    [
      entry('imports', t('common:menu.imports'), 'import', { part: t('common:menu.part.system') }),
      entry('mail', t('common:menu.mail'), 'mail'),
      ...(withApiKeys ? [entry('api-keys', t('common:menu.apiKeys'), 'lock')] : []),
      ...(withWebhooks ? [entry('webhooks', t('common:menu.webhooks'), 'system')] : []),
      ...(withAudit ? [entry('audit', t('common:menu.audit'), 'audit')] : []),
    ],
  ]
}
