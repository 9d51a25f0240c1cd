import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { formatDateTime } from '#locales/format.ts'
import { formatCardAmount } from './card-amount.ts'
import type { CardView } from './card-view.ts'

/** How much of each limit is used: the driver asks what is left. */
export function CardLimits({ card }: { card: CardView }) {
  const { t, locale } = useWords()
  if (card.limits.length === 0) return null
  return (
    <Panel title={t('cards:limits')}>
      <div className="stack-sm">
        {card.limits.map(({ period, limit, used, left, renews }) => {
          return (
            <div key={period}>
              <div className="progress-line">
                <span>{t(`cards:limit.${period}`)}</span>
                <b className={left === 0 ? 'stat-warn' : undefined}>
                  {t('cards:limit.left', { left: formatCardAmount(card.unit, left, locale) })}
                </b>
              </div>
              <progress value={Math.min(used, limit)} max={limit} aria-label={t(`cards:limit.${period}`)} />
              <p className="quiet">
                {t('cards:limit.used', {
                  used: formatCardAmount(card.unit, used, locale),
                  limit: formatCardAmount(card.unit, limit, locale),
                })}
                {renews ? ` · ${t('cards:limit.renews', { moment: formatDateTime(renews, locale) })}` : ''}
              </p>
              {left === 0 ? <p>{t('cards:limit.exhausted')}</p> : null}
            </div>
          )
        })}
        <p className="quiet">
          {card.usedAsOf
            ? t('cards:limit.asOf', { moment: formatDateTime(card.usedAsOf, locale) })
            : t('cards:limit.asOfNever')}
        </p>
      </div>
    </Panel>
  )
}
