import { Alert } from '#app/ui/feedback/alert.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { CouponSet } from './coupon-set.tsx'
import type { DriverCouponView, EndedView, OpenView } from './driver-view.ts'
import { ShowForm } from './show-form.tsx'
import { ShownCode } from './shown-code.tsx'

/** On the phone that opened it: a code, or what to do to see one. */
export function OpenLink({ view }: { view: OpenView }) {
  const { t } = useWords()
  const { current, shown } = view
  return (
    <div
      className="stack"
      data-state={view.state}
      data-state-url={view.stateUrl}
      data-keep-url={view.keepUrl}
      data-home={view.home}
    >
      <Answers view={view} />
      {view.isMissed ? <Alert tone="warn">{t('driver:notThis')}</Alert> : null}
      {shown ? <ShownCode view={view} shown={shown} /> : null}
      {shown === null && current ? <NextCoupon view={view} coupon={current} /> : null}
      {shown === null && !current ? <h1>{t('driver:noneWorks')}</h1> : null}
      <p>
        <a className="btn btn-wide" href={view.troubleUrl}>
          {t('driver:trouble.action')}
        </a>
      </p>
      {view.count > 1 ? <CouponSet view={view} /> : null}
      {shown ? null : <HowTo />}
      {/* Said once it is so: public/driver.js. */}
      <p className="quiet small" data-kept hidden>
        {t('driver:kept')}
      </p>
      <p className="quiet small" data-kept-ios hidden>
        {t('driver:keptIos')}
      </p>
    </div>
  )
}

function Answers({ view: { answers } }: { view: OpenView }) {
  const { t } = useWords()
  const [answer] = answers
  if (!answer) return null
  return (
    <Alert tone="info" title={t('driver:trouble.answer')}>
      <p className="lines">{answer.text || t('driver:trouble.settled')}</p>
      <p className="quiet small">{answer.at}</p>
    </Alert>
  )
}

function NextCoupon({ view, coupon }: { view: OpenView; coupon: DriverCouponView }) {
  const { t } = useWords()
  return (
    <section className="panel panel-body stack-sm">
      <h1>
        {coupon.fuel}, {coupon.volume}
      </h1>
      {view.count > 1 ? (
        <p className="quiet">
          {t('driver:coupon', { position: String(coupon.position), all: String(view.count) })}
        </p>
      ) : null}
      <DescriptionList
        items={[
          [t('driver:where'), coupon.where],
          [t('driver:fromDay'), coupon.from],
          [t('driver:until'), coupon.until],
        ]}
      />
      <p>{t(USES[coupon.remainder])}</p>
      <ShowForm view={view} coupon={coupon}>
        {t('driver:show')}
      </ShowForm>
    </section>
  )
}

const USES = {
  kept: 'driver:parts',
  returned: 'driver:remainder.returned',
  lapsed: 'driver:remainder.lapsed',
  refused: 'driver:whole',
} as const

function HowTo() {
  const { t } = useWords()
  return (
    <section className="stack-sm">
      <h2>{t('driver:how.title')}</h2>
      <ol className="steps">
        <li>{t('driver:how.say')}</li>
        <li>{t('driver:how.show')}</li>
        <li>{t('driver:how.wait')}</li>
      </ol>
      <p className="quiet small">{t('driver:how.bearer')}</p>
    </section>
  )
}

/** Used, taken back or expired: what became of each coupon. */
export function EndedLink({ view }: { view: EndedView }) {
  const { t } = useWords()
  return (
    <div className="stack">
      <header className="stack-sm">
        <h1>{view.title}</h1>
        <p className="lead">{t('driver:ended.text')}</p>
      </header>
      <CouponSet view={{ ...view, count: view.coupons.length, more: 0 }} />
    </div>
  )
}
