import { useLoaderData } from '@remix-run/react'
import { CONSENT_VERSION } from '#app/domain/requests/requests.input.server.ts'
import { GuestPageHead } from '#app/ui/layout/guest-page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { formatDate } from '#locales/format.ts'

export const handle: PageHandle = { title: 'privacy:title' }

export function loader() {
  return { version: CONSENT_VERSION }
}

const parts = ['request', 'account', 'records', 'drivers', 'cookies', 'letters', 'time'] as const

export default function Privacy() {
  const { version } = useLoaderData<typeof loader>()
  const { brand } = useRoot()
  const { t, locale } = useWords()
  return (
    <article className="prose stack">
      <GuestPageHead title={t('privacy:title')}>
        {t('privacy:lead', { legalName: brand.legalName })}
      </GuestPageHead>
      <p className="quiet">{t('privacy:version', { version: formatDate(version, locale) })}</p>
      {parts.map((part) => (
        <section key={part}>
          <h2>{t(`privacy:${part}.title`)}</h2>
          <p>{t(`privacy:${part}.text`)}</p>
        </section>
      ))}
      <section>
        <h2>{t('privacy:rights.title')}</h2>
        <p>{t('privacy:rights.text', { email: brand.supportEmail, phone: brand.supportPhone })}</p>
      </section>
    </article>
  )
}
