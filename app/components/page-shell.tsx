import { useLocation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { areaOf } from '#locales/index.ts'
import { AdminShell } from './admin-shell.tsx'
import { CabinetShell } from './cabinet-shell.tsx'
import { PublicShell } from './public-shell.tsx'
import type { RootData } from './root-data.ts'

/** Texts to read, which want a wider column than a form. */
const widePages = /^\/privacy$/

/** The frame around a page: by the page first, then by who looks at it. */
export function PageShell({ root, children }: { root: RootData; children: ReactNode }) {
  const { pathname } = useLocation()
  const { brand, theme, person, toast } = root
  const area = areaOf(pathname, root.actor === 'staff' ? 'staff' : person ? 'client' : 'guest')
  if (area === 'staff' && person && root.actor === 'staff') {
    return (
      <AdminShell brand={brand} theme={theme} person={person} waitingRequests={root.waitingRequests} toast={toast}>
        {children}
      </AdminShell>
    )
  }
  if (area === 'client' && person) {
    return (
      <CabinetShell
        brand={brand}
        theme={theme}
        person={person}
        companies={root.companyId === null ? [] : root.companies}
        companyId={root.companyId}
        withTeam={root.withTeam}
        toast={toast}
      >
        {children}
      </CabinetShell>
    )
  }
  return (
    <PublicShell brand={brand} theme={theme} toast={toast} wide={widePages.test(pathname)}>
      {children}
    </PublicShell>
  )
}
