import { useLocation } from '@remix-run/react'
import type { ReactNode } from 'react'
import { DriverShell } from './driver-shell.tsx'
import { ModulesContext } from './modules.ts'
import { ReaderShell } from './reader-shell.tsx'
import type { RootData } from './root-data.ts'
import { listPages, shellOf } from './shell-choice.ts'
import { AdminShell, CabinetShell, PublicShell } from './shells.ts'
import { WordsGuard } from './words-guard.tsx'

/** Texts and lists, which want a wider column than a form. */
const textPages = /^\/(?:privacy|api\/docs)$/

/** The frame around a page, once the browser has the words for it. */
export function PageShell({ root, children }: { root: RootData; children: ReactNode }) {
  const { side } = root
  return (
    <ModulesContext.Provider value={root.modules}>
      <WordsGuard locale={root.locale} side={side}>
        <Frame root={root}>{children}</Frame>
      </WordsGuard>
    </ModulesContext.Provider>
  )
}

function Frame({ root, children }: { root: RootData; children: ReactNode }) {
  const { pathname } = useLocation()
  const { brand, theme, person, side, toast } = root
  const shell = shellOf(pathname, root)
  // Drawn by the server alone (`isPlain`).
  if (import.meta.env.SSR) {
    if (shell === 'driver') return <DriverShell root={root}>{children}</DriverShell>
    if (shell === 'reader') return <ReaderShell root={root}>{children}</ReaderShell>
  }
  if (shell === 'admin' && person) {
    return (
      <AdminShell
        brand={brand}
        theme={theme}
        person={person}
        waitingRequests={root.waitingRequests}
        withAudit={root.withAudit}
        withApiKeys={root.withApiKeys}
        withWebhooks={root.withWebhooks}
        home={root.home}
        atTill={root.atTill}
        toast={toast}
      >
        {children}
      </AdminShell>
    )
  }
  if (shell === 'cabinet' && person) {
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
