import { Form } from '#app/ui/form/form.tsx'
import { Select } from '#app/ui/form/select.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { Icon } from '#app/ui/layout/icon.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { Table } from '#app/ui/list/table.tsx'
import { formatInteger } from '#locales/format.ts'
import { type Locale, localeNames, locales } from '#locales/index.ts'

interface Review {
  companyId: number
  name: string
  email: string
  locale: Locale | null
  /** In words. */
  refusal: string | null
}

/** Whom the emails would go to, who is skipped and why, and in which language; nothing has been sent yet. */
export function ContactReviews({ reviews }: { reviews: readonly Review[] }) {
  const { t, locale } = useWords()
  const { formNonce } = useRoot()
  const ready = reviews.filter(({ refusal }) => refusal === null)
  const n = formatInteger(ready.length, locale)
  const unknown = ready.filter((review) => review.locale === null).length
  const head = (
    <>
      <th scope="col">{t('companies:name')}</th>
      <th scope="col">{t('common:field.email')}</th>
      <th scope="col">{t('companies:locale')}</th>
      <th scope="col">{t('common:field.status')}</th>
    </>
  )
  return (
    <>
      <PageHead
        title={t('companies:inviteMany.review', { count: ready.length, n })}
        crumbs={[{ label: t('companies:title'), href: '/admin/companies' }]}
        lead={t('companies:inviteMany.reviewLead')}
      />
      <Form action="/admin/invitations/contacts" nonce={formNonce} id="contacts" className="stack">
        {ready.length > 0 ? (
          <Panel title={t('companies:inviteMany.send')}>
            <div className="form">
              {ready.map(({ companyId }) => (
                <input key={companyId} type="hidden" name="companyIds" value={companyId} />
              ))}
              {unknown > 0 ? (
                <Select
                  name="locale"
                  label={t(unknown < ready.length ? 'companies:inviteMany.language' : 'companies:locale')}
                  hint={t('companies:inviteMany.languageHint', {
                    count: unknown,
                    n: formatInteger(unknown, locale),
                  })}
                  required
                  empty={t('common:form.choose')}
                  options={locales.map((choice) => ({ value: choice, label: localeNames[choice] }))}
                />
              ) : (
                <input type="hidden" name="locale" value={locale} />
              )}
              <div className="form-actions">
                <SubmitButton>{t('companies:inviteMany.confirm', { count: ready.length, n })}</SubmitButton>
                <a className="btn" href="/admin/companies">
                  {t('common:action.cancel')}
                </a>
              </div>
            </div>
          </Panel>
        ) : null}
        <Table label={t('companies:inviteMany.title')} head={head}>
          {reviews.map(({ companyId, name, email, locale: own, refusal }) => (
            <tr key={companyId}>
              <td className="main">
                <a href={`/admin/companies/${companyId}`}>{name}</a>
              </td>
              <td data-label={t('common:field.email')}>{email || '—'}</td>
              <td data-label={t('companies:locale')}>
                {refusal === null ? (
                  <LanguageChoice companyId={companyId} name={name} own={own} />
                ) : (
                  ((own && localeNames[own]) ?? '—')
                )}
              </td>
              <td data-label={t('common:field.status')}>
                {refusal === null
                  ? t('companies:inviteMany.ready')
                  : t('companies:inviteMany.skip', { reason: refusal })}
              </td>
            </tr>
          ))}
        </Table>
      </Form>
    </>
  )
}

/** The company's own language, or the one that is chosen for all that have none; either can be changed for this email. */
function LanguageChoice({
  companyId,
  name,
  own,
}: Pick<Review, 'companyId' | 'name'> & { own: Locale | null }) {
  const { t } = useWords()
  return (
    <span className="select">
      <select
        className="input"
        name={`locale${companyId}`}
        aria-label={t('companies:inviteMany.languageOf', { name })}
        defaultValue={own ?? ''}
      >
        {own ? null : <option value="">{t('companies:inviteMany.asChosen')}</option>}
        {locales.map((choice) => (
          <option key={choice} value={choice}>
            {localeNames[choice]}
          </option>
        ))}
      </select>
      <Icon name="chevron" className="icon-sm" />
    </span>
  )
}
