import { Alert } from '#app/ui/feedback/alert.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { formatDateTime, formatVolume } from '#locales/format.ts'
import { joined } from '#locales/isolated.ts'
import { FillForms } from './fill-forms.tsx'
import type { FillView } from './till-view.ts'

const tones = { held: 'go', expired: 'late', declined: 'stop', completed: 'done', voided: 'over' } as const

/** One big answer, whom it is for, and what may be done about it. */
export function FillPage({ fill, answer }: { fill: FillView; answer?: RefusedForm | null | undefined }) {
  const { t, locale } = useWords()
  const { remainder } = fill
  return (
    <>
      <PageHead title={t(`till:state.${fill.status}`)} crumbs={[{ label: t('till:title'), href: '/till' }]} />
      <div className="stack">
        <section
          className={`till-answer till-${tones[fill.status]}`}
          data-code={fill.code ?? 'approved'}
          data-status={fill.status}
          aria-live="assertive"
        >
          <h2>
            <Headline fill={fill} />
          </h2>
          {fill.decline ? <p>{fill.decline.text}</p> : null}
          <p>{joined([fill.plate, fill.driver], ' · ')}</p>
        </section>
        {fill.exceptions > 0 ? <Alert tone="warn">{t('till:exception')}</Alert> : null}
        <FillForms fill={fill} answer={answer} />
        <DescriptionList
          items={[
            [t('till:present.pump'), fill.pump],
            [t('till:field.instrument'), fill.masked],
            [t('till:field.plate'), fill.plate],
            [t('till:field.driver'), fill.driver],
            [t('till:field.whose'), fill.decline?.owner],
            [t('till:field.until'), fill.until && formatDateTime(fill.until, locale)],
            [t('till:fills.reversed'), fill.reversed > 0 ? formatVolume(fill.reversed, locale) : null],
            [
              t('common:field.remainder'),
              remainder && fill.status !== 'voided'
                ? t(`till:remainder.${remainder.becomes}`, { volume: formatVolume(remainder.volume, locale) })
                : null,
            ],
            [t('till:field.operation'), fill.operationId],
          ]}
        />
        <a className="btn btn-till no-print" href="/till">
          {t('till:next')}
        </a>
      </div>
    </>
  )
}

function Headline({ fill }: { fill: FillView }) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const product = fill.product === null ? '' : fuels.nameOf(fill.product)
  if (fill.status === 'declined') return t('till:answer.stop')
  if (fill.status === 'expired') return t('till:answer.late')
  if (fill.status === 'voided') return t('till:answer.voided')
  if (fill.net === 0) return t('till:answer.undone')
  const volume = formatVolume(fill.net ?? fill.volume ?? 0, locale)
  return t(fill.status === 'held' ? 'till:answer.go' : 'till:answer.done', { volume, product })
}
