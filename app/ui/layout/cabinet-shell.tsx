import type { ReactNode } from 'react'
import { Toast, type ToastMessage } from '#app/ui/feedback/toast.tsx'
import { Brand } from './brand.tsx'
import { type CompanyChoice, CompanySwitch } from './company-switch.tsx'
import { Enhancements } from './enhancements.tsx'
import { Nav, type NavEntry } from './nav.tsx'
import { SearchBox } from './search-box.tsx'
import { AccountMenu, type BrandInfo, Footer, type Person, SkipLink } from './shell-parts.tsx'
import { LocaleSwitch, type Theme } from './switches.tsx'
import { useWords, type Words } from './words.ts'

export interface CabinetShellProps {
  brand: BrandInfo
  theme: Theme
  person: Person
  /** Those that the person may open; empty for somebody without an open company, who gets no menu of lists. */
  companies: readonly CompanyChoice[]
  companyId: number | null
  /** Owners see their colleagues. */
  withTeam?: boolean
  /** Owners and managers hand coupons over. */
  withHandovers?: boolean
  toast?: ToastMessage | null
  children: ReactNode
}

/** The client's cabinet: a sidebar on a wide screen, a bar under the thumb on a narrow one, out of one list. */
export function CabinetShell(props: CabinetShellProps) {
  const { t } = useWords()
  const { brand, theme, person, companies, companyId, toast, children } = props
  return (
    <div className={companies.length > 0 ? 'shell shell-client' : 'shell shell-guest'}>
      <SkipLink />
      <header className="top">
        <Brand name={brand.name} href="/cabinet" />
        <CompanySwitch companies={companies} companyId={companyId} />
        {companies.length > 0 ? <SearchBox /> : null}
        <div className="top-end">
          <LocaleSwitch />
          <AccountMenu person={person} theme={theme} />
        </div>
      </header>
      {companies.length > 0 ? <Nav parts={menuOf(t, props)} /> : null}
      <main id="main" tabIndex={-1} className="page">
        <Toast toast={toast} />
        {children}
      </main>
      <Footer brand={brand} />
      <Enhancements side="client" />
    </div>
  )
}

/** What a phone has under the thumb, and what stands behind "More" there. */
function menuOf(
  t: Words['t'],
  { withTeam, withHandovers }: Pick<CabinetShellProps, 'withTeam' | 'withHandovers'>,
): NavEntry[][] {
  const own: NavEntry[] = [
    { href: '/cabinet', label: t('common:menu.overview'), icon: 'overview', exact: true },
    { href: '/cards', label: t('common:menu.cards'), icon: 'card' },
    { href: '/coupons', label: t('common:menu.coupons'), icon: 'coupon' },
    { href: '/transactions', label: t('common:menu.transactions'), icon: 'transactions' },
  ]
  const behind = ([href, label, icon]: Behind, at: number, part: string): NavEntry => ({
    ...{ href, label, icon, wideOnly: true },
    ...(at === 0 && { part }),
  })
  const part = (name: string, entries: Behind[]) => entries.map((entry, at) => behind(entry, at, name))
  return [
    own,
    part('', [
      ['/refusals', t('common:menu.refusals'), 'refusal'],
      ['/check', t('common:menu.check'), 'check'],
      ['/stations', t('common:menu.stations'), 'station'],
    ]),
    part(t('common:menu.part.money'), [
      ['/orders', t('common:menu.orders'), 'request'],
      ['/account', t('common:menu.account'), 'audit'],
    ]),
    part(t('common:menu.part.fleet'), [
      ['/drivers', t('common:menu.drivers'), 'person'],
      ['/vehicles', t('common:menu.vehicles'), 'vehicle'],
      ...(withHandovers ? ([['/handovers', t('common:menu.handovers'), 'qr']] satisfies Behind[]) : []),
      ['/rules', t('common:menu.rules'), 'lock'],
      ['/groups', t('common:menu.groups'), 'company'],
    ]),
    part(t('common:menu.part.company'), [
      ['/service-requests', t('common:menu.serviceRequests'), 'invitation'],
      ...(withTeam
        ? ([
            ['/team', t('common:menu.team'), 'team'],
            ['/readonly-links', t('common:menu.readonlyLinks'), 'show'],
            ['/integrations', t('common:menu.integrations'), 'system'],
          ] satisfies Behind[])
        : []),
    ]),
  ]
}

type Behind = readonly [href: string, label: string, icon: NavEntry['icon']]
