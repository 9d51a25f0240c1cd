import { type ReactNode, useEffect } from 'react'
import { keepSentDrafts } from '#app/ui/form/drafts.ts'
import { Brand } from '#app/ui/layout/brand.tsx'
import { useHere } from '#app/ui/layout/here.ts'
import { LocaleSwitch } from '#app/ui/layout/switches.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import type { Translate } from '#locales/translate.ts'
import { CopyButton } from './copy-button.tsx'
import { PhoneLink } from './phone-link.tsx'

export interface ErrorPageProps {
  status: number
  /** Shown where the support may be asked: it finds the log's lines by it. */
  requestId?: string
  /** A code that says more than the status: `form_cross_site`, `outcome_unknown`. */
  code?: string
  support?: { email: string; phone: string }
}

/** What went wrong, in words, and what to do next. Stands inside a shell's main, or in a BareShell. */
export function ErrorPage({ status, requestId, code, support }: ErrorPageProps) {
  const { t } = useWords()
  const here = useHere()
  useEffect(keepSentDrafts, [])
  const { title, text, again } = wordsOf(t, status, code)
  return (
    <div className="error-page stack">
      <div>
        <p className="error-code">{status}</p>
        <h1>{title}</h1>
        <p className="lead">{text}</p>
      </div>
      {status >= 500 && requestId ? (
        <div className="row">
          <span className="tabular">{t('common:errorPage.server.requestId', { id: requestId })}</span>
          <CopyButton text={requestId} />
        </div>
      ) : null}
      <div className="row">
        {again ? (
          <a className="btn btn-primary" href={here} data-reload>
            {t('common:action.tryAgain')}
          </a>
        ) : null}
        <a className={again ? 'btn' : 'btn btn-primary'} href="/" data-reload>
          {t('common:goHome')}
        </a>
      </div>
      {support ? (
        <p className="quiet">
          {t('common:support')}: <PhoneLink phone={support.phone} />,{' '}
          <a href={`mailto:${support.email}`}>{support.email}</a>
        </p>
      ) : null}
    </div>
  )
}

/** What the browser's tab says of it. */
export function errorTitle(t: Translate, status: number, code: string | undefined): string {
  return wordsOf(t, status, code).title
}

function wordsOf(t: Translate, status: number, code: string | undefined) {
  if (code === 'form_cross_site') {
    return {
      title: t('common:errorPage.crossSite.title'),
      text: t('common:errorPage.crossSite.text'),
      again: false,
    }
  }
  if (code === 'outcome_unknown') {
    return {
      title: t('common:errorPage.unknownOutcome.title'),
      text: t('common:errorPage.unknownOutcome.text'),
      again: true,
    }
  }
  if (status === 404 || status === 410) {
    return {
      title: t('common:errorPage.notFound.title'),
      text: t('common:errorPage.notFound.text'),
      again: false,
    }
  }
  if (status === 403) {
    return {
      title: t('common:errorPage.forbidden.title'),
      text: t('common:errorPage.forbidden.text'),
      again: false,
    }
  }
  if (status === 413) {
    return {
      title: t('common:errorPage.tooLarge.title'),
      text: t('common:errorPage.tooLarge.text'),
      again: false,
    }
  }
  if (status === 429) {
    return {
      title: t('common:errorPage.tooMany.title'),
      text: t('common:errorPage.tooMany.text'),
      again: true,
    }
  }
  if (status === 503) {
    return {
      title: t('common:errorPage.unavailable.title'),
      text: t('common:errorPage.unavailable.text'),
      again: true,
    }
  }
  if (status < 500) {
    return {
      title: t('common:errorPage.badRequest.title'),
      text: t('common:errorPage.badRequest.text'),
      again: false,
    }
  }
  return { title: t('common:errorPage.server.title'), text: t('common:errorPage.server.text'), again: true }
}

/** For the pages that know nobody: no menu, no session, only the brand and the languages. */
export function BareShell({ brandName, children }: { brandName: string; children: ReactNode }) {
  return (
    <div className="shell shell-guest">
      <header className="top">
        <Brand name={brandName} href="/" />
        <div className="top-end">
          <LocaleSwitch />
        </div>
      </header>
      <main id="main" tabIndex={-1} className="page">
        {children}
      </main>
    </div>
  )
}
