import { useLocation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { areaOf, type Side } from '#locales/index.ts'
import { AdminShell } from './admin-shell.tsx'
import { CabinetShell } from './cabinet-shell.tsx'
import { DriverShell } from './driver-shell.tsx'
import { ModulesContext } from './modules.ts'
import { PublicShell } from './public-shell.tsx'
import { ReaderShell } from './reader-shell.tsx'
import type { RootData } from './root-data.ts'
import { WordsGuard } from './words-guard.tsx'

/** Texts and lists, which want a wider column than a form. */
const textPages = /^\/(?:privacy|api\/docs)$/
const listPages = /^\/mailbox(\/|$)/

/** The frame around a page, once the browser has the words for it. */
export function PageShell({ root, children }: { root: RootData; children: ReactNode }) {
  const { side } = root
  return (
    <ModulesContext.Provider value={root.modules}>
      <WordsGuard locale={root.locale} side={side}>
        <Frame root={root} side={side}>
          {children}
        </Frame>
      </WordsGuard>
    </ModulesContext.Provider>
  )
}

/** By the page first, then by who looks at it. */
function Frame({ root, side, children }: { root: RootData; side: Side; children: ReactNode }) {
  const { pathname } = useLocation()
  const { brand, theme, person, toast } = root
  const area = areaOf(pathname, side)
  // Drawn by the server alone (`isPlain`); even of a page that failed there the browser takes nothing over.
  if (import.meta.env.SSR) {
    if (area === 'driver') return <DriverShell root={root}>{children}</DriverShell>
    if (area === 'reader') return <ReaderShell root={root}>{children}</ReaderShell>
  }
  const isStaffPage = area !== 'guest' && area !== 'client'
  if (isStaffPage && person && side === 'staff') {
    return (
      <AdminShell
        brand={brand}
        theme={theme}
        person={person}
        waitingRequests={root.waitingRequests}
        withAudit={root.withAudit}
        atTill={root.atTill}
        toast={toast}
      >
        {children}
      </AdminShell>
    )
  }
  // A client who is refused a page of the staff stays in the cabinet: nobody signed them out.
  if (person && (area === 'client' || (isStaffPage && !listPages.test(pathname)))) {
    return (
      <CabinetShell
        brand={brand}
        theme={theme}
        person={person}
        companies={root.companyId === null ? [] : root.companies}
        companyId={root.companyId}
        withTeam={root.withTeam}
        withHandovers={root.withHandovers}
        toast={toast}
      >
        {children}
      </CabinetShell>
    )
  }
  return (
    <PublicShell
      brand={brand}
      theme={theme}
      side={side}
      toast={toast}
      wide={textPages.test(pathname)}
      list={listPages.test(pathname)}
    >
      {children}
    </PublicShell>
  )
}
