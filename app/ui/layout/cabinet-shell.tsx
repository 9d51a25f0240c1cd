import type { ReactNode } from 'react'
import { Toast, type ToastMessage } from '#app/ui/feedback/toast.tsx'
import { Brand } from './brand.tsx'
import { type CompanyChoice, CompanySwitch } from './company-switch.tsx'
import { Enhancements } from './enhancements.tsx'
import { useModules } from './modules.ts'
import { SearchBox } from './search-box.tsx'
import {
  AccountMenu,
  type BrandInfo,
  Footer,
  MenuLink,
  Nav,
  type NavEntry,
  type Person,
  SkipLink,
} from './shell-parts.tsx'
import { LocaleSwitch, type Theme } from './switches.tsx'
import { useWords } from './words.ts'

export interface CabinetShellProps {
  brand: BrandInfo
  theme: Theme
  person: Person
  /** Those that the person may open; empty for somebody without an open company, who gets no menu of lists. */
  companies: readonly CompanyChoice[]
  companyId: number | null
  /** Owners see their colleagues. */
  withTeam?: boolean
  toast?: ToastMessage | null
  children: ReactNode
}

/** The client's cabinet: a sidebar on a wide screen, a bar under the thumb on a narrow one, out of one list. */
export function CabinetShell(props: CabinetShellProps) {
  const { t } = useWords()
  const { brand, theme, person, companies, companyId, withTeam, toast, children } = props
  const modules = useModules()
  const lists: NavEntry[] = [
    { href: '/cabinet', label: t('common:menu.overview'), icon: 'overview', exact: true },
    { href: '/cards', label: t('common:menu.cards'), icon: 'card' },
    { href: '/coupons', label: t('common:menu.coupons'), icon: 'coupon' },
    { href: '/transactions', label: t('common:menu.transactions'), icon: 'transactions' },
    { href: '/orders', label: t('common:menu.orders'), icon: 'coupon', wideOnly: true },
    { href: '/account', label: t('common:menu.account'), icon: 'audit', wideOnly: true },
    { href: '/refusals', label: t('common:menu.refusals'), icon: 'refusal', wideOnly: true },
    { href: '/drivers', label: t('common:menu.drivers'), icon: 'person', wideOnly: true },
    { href: '/vehicles', label: t('common:menu.vehicles'), icon: 'vehicle', wideOnly: true },
    { href: '/stations', label: t('common:menu.stations'), icon: 'station' },
    {
      href: '/service-requests',
      label: t('common:menu.serviceRequests'),
      icon: 'request',
      wideOnly: true,
    },
    { href: '/rules', label: t('common:menu.rules'), icon: 'audit', wideOnly: true },
    { href: '/groups', label: t('common:menu.groups'), icon: 'company', wideOnly: true },
  ]
  if (withTeam)
    lists.push(
      { href: '/team', label: t('common:menu.team'), icon: 'team', wideOnly: true },
      {
        href: '/integrations',
        label: t('common:menu.integrations'),
        icon: 'lock',
        wideOnly: true,
        module: 'api',
      },
    )
  const profile: NavEntry = {
    href: '/profile',
    label: t('common:menu.profile'),
    icon: 'person',
    wideOnly: true,
  }
  return (
    <div className={companies.length > 0 ? 'shell shell-client' : 'shell shell-guest'}>
      <SkipLink />
      <header className="top">
        <Brand name={brand.name} href="/cabinet" />
        <CompanySwitch companies={companies} companyId={companyId} />
        {companies.length > 0 ? <SearchBox /> : null}
        <div className="top-end">
          <LocaleSwitch />
          <AccountMenu person={person} theme={theme}>
            <MenuLink href="/check" icon="check">
              {t('common:menu.check')}
            </MenuLink>
            <MenuLink href="/orders" icon="coupon">
              {t('common:menu.orders')}
            </MenuLink>
            <MenuLink href="/account" icon="audit">
              {t('common:menu.account')}
            </MenuLink>
            <MenuLink href="/refusals" icon="refusal">
              {t('common:menu.refusals')}
            </MenuLink>
            <MenuLink href="/service-requests" icon="request">
              {t('common:menu.serviceRequests')}
            </MenuLink>
            <MenuLink href="/drivers" icon="person">
              {t('common:menu.drivers')}
            </MenuLink>
            <MenuLink href="/vehicles" icon="vehicle">
              {t('common:menu.vehicles')}
            </MenuLink>
            <MenuLink href="/rules" icon="audit">
              {t('common:menu.rules')}
            </MenuLink>
            <MenuLink href="/groups" icon="company">
              {t('common:menu.groups')}
            </MenuLink>
            {withTeam ? (
              <>
                <MenuLink href="/team" icon="team">
                  {t('common:menu.team')}
                </MenuLink>
                {modules.includes('api') ? (
                  <MenuLink href="/integrations" icon="lock">
                    {t('common:menu.integrations')}
                  </MenuLink>
                ) : null}
              </>
            ) : null}
          </AccountMenu>
        </div>
      </header>
      {companies.length > 0 ? <Nav entries={[...lists, profile]} /> : null}
      <main id="main" tabIndex={-1} className="page">
        <Toast toast={toast} />
        {children}
      </main>
      <Footer brand={brand} />
      <Enhancements side="client" />
    </div>
  )
}
