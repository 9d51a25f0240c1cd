import type { CardState } from '#app/domain/cards/cards.ts'
import { formatDate, formatDateTime } from '#app/domain/kernel/format.ts'
import type { Product } from '#app/domain/products/products.ts'
import { Alert, type AlertTone } from '#app/ui/feedback/alert.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { productLabels } from '#app/views/products/product-labels.ts'
import { formatCardAmount } from './card-amount.ts'

export interface CardView {
  id: number
  number: string
  /** `•••• 3481` */
  name: string
  holder: string
  plate: string
  products: Product[]
  scheme: 'wallet_money' | 'wallet_litres' | 'limits'
  unit: 'ml' | 'tiyn'
  limits: { period: 'daily' | 'weekly' | 'monthly'; limit: number; used: number }[]
  /** Wall clock of the last transactions that the use is counted from. */
  usedAsOf: string | null
  balance: { amount: number; unit: 'ml' | 'tiyn' } | null
  until: string | null
  /** The card in its place; `href` where the company has it. */
  replacedBy: { name: string; href: string | null } | null
  state: CardState
}

const tones: Record<CardState, AlertTone> = {
  active: 'ok',
  blocked_by_client: 'bad',
  blocked_by_issuer: 'bad',
  expired: 'warn',
  lost: 'warn',
}

/** Whether the card works, and why not: the first thing that a dispatcher asks. */
export function CardStanding({ card, forStaff }: { card: CardView; forStaff?: boolean }) {
  const { t } = useWords()
  const { state } = card
  const isBlocked = state === 'blocked_by_client' || state === 'blocked_by_issuer'
  return (
    <Alert tone={tones[state]} title={t(`cards:status.${state}`)}>
      <p>{forStaff && isBlocked ? t(`cards:whyStaff.${state}`) : t(`cards:why.${state}`)}</p>
      {state === 'active' ? <p>{t('cards:activeHint')}</p> : null}
      {card.replacedBy ? (
        <p>
          {t('cards:replacedBy')}:{' '}
          {card.replacedBy.href ? (
            <a href={card.replacedBy.href}>{card.replacedBy.name}</a>
          ) : (
            card.replacedBy.name
          )}
        </p>
      ) : null}
    </Alert>
  )
}

export function CardFacts({ card }: { card: CardView }) {
  const { t, locale } = useWords()
  const fuels = productLabels(t)
  return (
    <Panel title={t('cards:one')}>
      <DescriptionList
        items={[
          [t('cards:number'), card.number],
          [t('cards:holder'), card.holder],
          [t('cards:plate'), card.plate],
          [t('cards:products'), card.products.map((product) => fuels[product]).join(', ')],
          [
            t('cards:balance'),
            card.balance && formatCardAmount(card.balance.unit, card.balance.amount, locale),
          ],
          [t('cards:scheme.label'), t(`cards:scheme.${card.scheme}`)],
          [
            t('cards:validUntil'),
            card.until && (
              <>
                {formatDate(card.until, locale)}{' '}
                <span className="quiet">{t('cards:validUntilInclusive')}</span>
              </>
            ),
          ],
          [t('coupons:stations'), t('cards:stations.all')],
        ]}
      />
    </Panel>
  )
}

/** How much of each limit is used: the driver asks what is left. */
export function CardLimits({ card }: { card: CardView }) {
  const { t, locale } = useWords()
  if (card.limits.length === 0) return null
  return (
    <Panel title={t('cards:limits')}>
      <div className="stack-sm">
        {card.limits.map(({ period, limit, used }) => {
          const left = Math.max(0, limit - used)
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
