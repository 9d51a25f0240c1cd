import { Alert } from '#app/ui/feedback/alert.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { Part } from '#app/ui/layout/part.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { NumberInGroups } from '#app/ui/list/number-in-groups.tsx'
import { formatDate, formatInteger, formatVolume } from '#locales/format.ts'
import { HandOverForm, type RecipientChoices } from './hand-over-form.tsx'
import type { PickedView } from './picked-view.ts'

/** The set that was picked, and to whom it goes. */
export function PickedCoupons({ picked, ...choices }: { picked: PickedView } & RecipientChoices) {
  const { t, locale } = useWords()
  if (picked.kind === 'many') return <Alert tone="warn">{t('handovers:pick.many')}</Alert>
  if (picked.kind === 'short') {
    return (
      <Alert tone="warn">{t('handovers:pick.short', { volume: formatVolume(picked.volume, locale) })}</Alert>
    )
  }
  const { coupons, volume, over } = picked
  const count = t('coupons:count', { count: coupons.length, n: formatInteger(coupons.length, locale) })
  return (
    <div className="columns">
      <Panel title={`${t('handovers:pick.found')}: ${formatVolume(volume, locale)}, ${count}`}>
        <p className="quiet">
          {over === 0
            ? t('handovers:pick.exact')
            : t('handovers:pick.over', { volume: formatVolume(over, locale) })}
        </p>
        <ul className="rows" data-picked>
          {coupons.map((coupon) => (
            <li key={coupon.id} className="row row-between">
              <span>
                <a href={`/coupons/${coupon.id}`}>
                  <NumberInGroups number={coupon.number} />
                </a>
                <span className="block quiet small">
                  {t('coupons:validUntil')}: {formatDate(coupon.until, locale)}
                </span>
              </span>
              <span className="tabular nowrap">{formatVolume(coupon.volume, locale)}</span>
            </li>
          ))}
        </ul>
        <Part of="prints">
          {/* Leads to the page that asks for the paper: nothing is shown yet. */}
          <form method="get" action="/coupons/print">
            {coupons.map(({ id }) => (
              <input key={id} type="hidden" name="ids" value={id} />
            ))}
            <button type="submit" className="btn">
              {t('prints:open')}
            </button>
          </form>
        </Part>
      </Panel>
      <Panel title={t('handovers:toDriver')}>
        <HandOverForm
          action="/coupons/hand-over"
          answer={undefined}
          ids={coupons.map(({ id }) => String(id))}
          {...choices}
        />
      </Panel>
    </div>
  )
}
