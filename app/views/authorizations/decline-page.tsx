import { Alert } from '#app/ui/feedback/alert.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { InstrumentName } from '#app/ui/list/number-in-groups.tsx'
import { formatDateTime } from '#locales/format.ts'
import { joined } from '#locales/isolated.ts'
import { askedText } from './asked-text.ts'
import type { DeclinePageView } from './declines-view.ts'

/** One decline whole: why, whose rule it was, what helps, and what was asked. `list` is the page of all of them. */
export function DeclinePage({ view, list }: { view: DeclinePageView; list: string }) {
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={t('refusals:one')}
        crumbs={[{ label: t('refusals:title'), href: list }]}
        lead={joined([
          view.instrument || t('refusals:unknown'),
          view.numberOnly ? t('common:numberOnly') : null,
          view.holder,
          view.plate,
        ])}
      >
        {view.checkHref ? (
          <a className="btn" href={view.checkHref}>
            {t('refusals:askAgain')}
          </a>
        ) : null}
      </PageHead>
      <div className="stack">
        <Reason view={view} />
        <Question view={view} />
      </div>
    </>
  )
}

function Reason({ view: { text, todo, owner, help, also } }: { view: DeclinePageView }) {
  const { t } = useWords()
  return (
    <Alert tone="bad" title={text}>
      <p>
        {t('refusals:rule')}: {owner}. {todo}
      </p>
      {help ? (
        <p>
          <a className="btn" href={help.href}>
            {t(`refusals:help.${help.kind}`)}
          </a>
        </p>
      ) : null}
      {also.length > 0 ? (
        <>
          <p>{t('refusals:also')}</p>
          <ul>
            {also.map((other) => (
              <li key={other.text}>
                {other.text} {t('refusals:rule')}: {other.owner}.
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </Alert>
  )
}

function Question({ view }: { view: DeclinePageView }) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const { asked, company } = view
  const link = (href: string | null, name: string) => (href ? <a href={href}>{name}</a> : name)
  return (
    <Panel title={t('refusals:question')}>
      <DescriptionList
        items={[
          [t('refusals:when'), formatDateTime(view.at, locale)],
          [
            t('refusals:instrument'),
            <InstrumentName
              key="instrument"
              name={view.instrument || t('refusals:unknown')}
              href={view.href}
            />,
          ],
          [t('common:field.company'), company && <a href={company.href}>{company.name}</a>],
          [
            t('common:field.station'),
            link(view.stationHref, [view.station, view.city].filter(Boolean).join(', ')),
          ],
          [t('common:field.product'), view.product && fuels.nameOf(view.product)],
          [t('refusals:asked'), askedText(t, asked, locale)],
          [t('refusals:operation'), view.operationId],
        ]}
      />
    </Panel>
  )
}
