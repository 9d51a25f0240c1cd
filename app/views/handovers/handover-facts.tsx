import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { couponVolume } from '#app/ui/list/coupon-volume.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { NumberInGroups } from '#app/ui/list/number-in-groups.tsx'
import { badges } from '#app/ui/list/status-badge.tsx'
import { formatDate, formatDateTime, formatPhone } from '#locales/format.ts'
import { localeNames } from '#locales/index.ts'
import type { HandoverView } from './handover-view.ts'

/** Who has it. */
export function HandoverFacts({ handover }: { handover: HandoverView }) {
  const { t } = useWords()
  const { name, phone, plate, driverId } = handover
  return (
    <Panel title={t('handovers:one')}>
      <DescriptionList
        items={[
          [
            t('handovers:driver'),
            driverId === null ? (
              name
            ) : (
              <a key="driver" href={`/drivers/${driverId}`}>
                {name}
              </a>
            ),
          ],
          [
            t('handovers:driverPhone'),
            phone && (
              <a key="phone" href={`tel:${phone}`}>
                {formatPhone(phone)}
              </a>
            ),
          ],
          [t('handovers:plate'), plate],
          [t('handovers:language'), localeNames[handover.locale]],
        ]}
      />
    </Panel>
  )
}

/** What happened when. */
export function HandoverSteps({ steps }: Pick<HandoverView, 'steps'>) {
  const { t, locale } = useWords()
  return (
    <Panel title={t('handovers:steps')}>
      <ol className="rows">
        {steps.map((step) => (
          <li key={step.state} className="row row-between">
            <span>
              {t(`handovers:status.${step.state}`)}
              {step.by ? <span className="block quiet small">{step.by}</span> : null}
            </span>
            <span className="tabular quiet">{formatDateTime(step.at, locale)}</span>
          </li>
        ))}
      </ol>
    </Panel>
  )
}

export function HandedCoupons({ coupons }: { coupons: HandoverView['coupons'] }) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  return (
    <Panel title={t('handovers:coupons')}>
      <ol className="rows">
        {coupons.map((coupon) => (
          <li key={coupon.id} className="row row-between">
            <span>
              <a href={`/coupons/${coupon.id}`}>
                <NumberInGroups number={coupon.number} />
              </a>
              <span className="block quiet small">
                {fuels.shortOf(coupon.product)}, {couponVolume(t, locale, coupon)} · {t('coupons:validUntil')}
                : {formatDate(coupon.until, locale)}
              </span>
              {coupon.shownAt ? (
                <span className="block quiet small">
                  {t('handovers:shownAt')}: {formatDateTime(coupon.shownAt, locale)}
                </span>
              ) : null}
            </span>
            <span>
              {coupon.isReturned ? (
                <span className={badges.handover.returned}>{t('handovers:status.returned')}</span>
              ) : (
                <span className={badges.coupon[coupon.state]}>{t(`coupons:status.${coupon.state}`)}</span>
              )}
              {coupon.usedAt ? (
                <span className="block quiet small tabular">{formatDateTime(coupon.usedAt, locale)}</span>
              ) : null}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  )
}
