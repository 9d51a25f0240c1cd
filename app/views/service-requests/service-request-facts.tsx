import { Alert } from '#app/ui/feedback/alert.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { formatDate, formatDateTime, formatInteger, formatMoney, formatVolume } from '#locales/format.ts'
import type { ServiceRequestView } from './service-request-view.ts'

interface Props {
  request: ServiceRequestView
  /** For staff: where its company and card are. */
  companyHref?: string
  cardHref: string | null
}

/** What is asked for, what was answered, and when. */
export function ServiceRequestFacts({ request, companyHref, cardHref }: Props) {
  const { t, locale } = useWords()
  const { card, company, cause, quantity, limit, comment, answer, promisedOn, isLate, status } = request
  const fuels = useProducts()
  const text = (value: string) => value && <span className="lines">{value}</span>
  return (
    <>
      {answer ? (
        <Alert
          tone={status === 'refused' ? 'bad' : 'info'}
          title={t(status === 'refused' ? 'service-requests:refusedBecause' : 'service-requests:answer')}
        >
          <p className="lines">{answer}</p>
        </Alert>
      ) : null}
      <div className="columns">
        <Panel title={t('service-requests:one')}>
          <DescriptionList
            items={[
              [
                t('common:field.company'),
                companyHref && (
                  <a key="company" href={companyHref}>
                    {company.name}
                  </a>
                ),
              ],
              [t('service-requests:what'), t(`service-requests:kind.${request.kind}`)],
              [
                t('cards:one'),
                card &&
                  (cardHref ? (
                    <a key="card" href={cardHref}>
                      {card.name}
                    </a>
                  ) : (
                    card.name
                  )),
              ],
              [t('service-requests:cause'), cause && t(`service-requests:causes.${cause}`)],
              [t('service-requests:quantity'), quantity && formatInteger(quantity, locale)],
              [t('service-requests:period'), limit && t(`cards:limit.${limit.period}`)],
              [
                t('service-requests:wanted'),
                limit &&
                  (limit.unit === 'ml'
                    ? formatVolume(limit.wanted, locale)
                    : formatMoney(limit.wanted, locale)),
              ],
              [
                t('service-requests:wish.product'),
                request.wish?.product && fuels.nameOf(request.wish.product),
              ],
              [
                t('service-requests:wish.volume'),
                request.wish?.volume && formatVolume(request.wish.volume, locale),
              ],
              [
                t('service-requests:wish.until'),
                request.wish?.until && formatDate(request.wish.until, locale),
              ],
              [t('common:field.comment'), text(comment)],
              [
                t('service-requests:promised'),
                promisedOn && (
                  <span className={isLate ? 'stat-warn' : undefined}>
                    {formatDate(promisedOn, locale)}
                    {isLate ? ` · ${t('service-requests:late')}` : ''}
                  </span>
                ),
              ],
            ]}
          />
        </Panel>
        <Panel title={t('service-requests:steps')}>
          <ol className="rows">
            {request.steps.map((step) => (
              <li key={step.status} className="row row-between">
                <span>
                  {t(`service-requests:status.${step.status}`)}
                  {step.by ? <span className="block quiet small">{step.by}</span> : null}
                </span>
                <span className="tabular quiet">{formatDateTime(step.at, locale)}</span>
              </li>
            ))}
          </ol>
        </Panel>
      </div>
    </>
  )
}
