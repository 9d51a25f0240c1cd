import { type CouponRequestKind, couponRequestKinds } from '#app/domain/service-requests/service-requests.ts'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { Tabs } from '#app/ui/layout/tabs.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState } from '#app/ui/list/empty-state.tsx'
import { useListHref } from '#app/ui/list/list-hrefs.ts'
import { CouponRequestForm } from './coupon-request-form.tsx'
import type { WishedCoupon } from './service-request-view.ts'
import { WishedCoupons } from './wished-coupons.tsx'

interface Props {
  kind: CouponRequestKind
  coupons: readonly WishedCoupon[]
  left: number
  earliest: string
  answer: RefusedForm | undefined
}

/** One request about the whole set: a later last day, or other coupons. */
export function CouponRequestPage({ kind, coupons, left, earliest, answer }: Props) {
  const { t } = useWords()
  const href = useListHref()
  const back = { label: t('expiries:title'), href: '/coupons/expiring' }
  const sent = answer ? [answer.values.ids ?? []].flat() : []
  const ids = sent.length > 0 ? sent : coupons.map(({ id }) => String(id))
  const tabs = couponRequestKinds.map((one) => ({
    label: t(`service-requests:kind.${one}`),
    href: href({ kind: one }),
    current: one === kind,
  }))
  return (
    <>
      <PageHead
        title={t('expiries:request.title')}
        lead={t(`expiries:request.lead.${kind}`)}
        crumbs={[back]}
      />
      {ids.length === 0 ? (
        <EmptyState title={t('expiries:request.nothing')} icon="coupon" next={back}>
          {t('expiries:request.nothingText')}
        </EmptyState>
      ) : (
        <>
          <Tabs label={t('service-requests:what')} tabs={tabs} />
          <div className="columns">
            <Panel>
              <CouponRequestForm kind={kind} ids={ids} earliest={earliest} answer={answer} />
            </Panel>
            {coupons.length > 0 ? <WishedCoupons coupons={coupons} left={left} /> : null}
          </div>
        </>
      )}
    </>
  )
}
