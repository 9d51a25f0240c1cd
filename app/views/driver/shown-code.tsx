import { useWords } from '#app/ui/layout/words.ts'
import { NumberInGroups } from '#app/ui/list/number-in-groups.tsx'
import { QrFigure } from '#app/ui/list/qr-figure.tsx'
import type { OpenView, ShownCodeView } from './driver-view.ts'
import { ShowForm } from './show-form.tsx'

/** What a scanner reads and an attendant compares; black on white in any theme. */
export function ShownCode({ view, shown }: { view: OpenView; shown: ShownCodeView }) {
  const { t } = useWords()
  const { coupon, size, path, code } = shown
  return (
    <section className="stack-sm" data-wake>
      <h1 className="sr-only">
        {t('driver:coupon', { position: String(coupon.position), all: String(view.count) })}
      </h1>
      <QrFigure size={size} path={path} label={t('driver:alt', { number: coupon.number })}>
        <span className="driver-number">
          <NumberInGroups number={coupon.number} />
        </span>
        <span className="block driver-fuel">
          {coupon.fuel}, {coupon.volume}
        </span>
        <span className="block">{t('driver:code', { code })}</span>
        <span className="driver-who">
          {view.plate ? <b className="driver-plate">{view.plate}</b> : null}
          <span>{view.name}</span>
        </span>
      </QrFigure>
      {view.current ? (
        <ShowForm view={view} coupon={view.current}>
          {t('driver:next')}
        </ShowForm>
      ) : null}
      <a className="btn btn-wide" href={view.home}>
        {t('driver:hide')}
      </a>
      <p className="quiet small">{t('driver:how.bearer')}</p>
    </section>
  )
}
