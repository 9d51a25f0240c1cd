import type { ReactNode } from 'react'
import { BrandMark } from './brand.tsx'
import type { RootData } from './root-data.ts'
import { Footer, SkipLink } from './shell-parts.tsx'
import { LocaleSwitch, ThemeSwitch } from './switches.tsx'

/** Around the pages of somebody who only reads: no menu, no account, and no script of the application. */
export function ReaderShell({ root, children }: { root: RootData; children: ReactNode }) {
  return (
    <div className="shell shell-guest shell-reader">
      <SkipLink />
      <header className="top">
        <span className="brand">
          <BrandMark />
          <span>{root.brand.name}</span>
        </span>
        <div className="top-end">
          <LocaleSwitch />
        </div>
      </header>
      <main id="main" tabIndex={-1} className="guest guest-list">
        {children}
      </main>
      <Footer brand={root.brand}>
        <ThemeSwitch theme={root.theme} />
      </Footer>
    </div>
  )
}
