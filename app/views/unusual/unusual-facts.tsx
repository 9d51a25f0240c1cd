import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { formatDateTime, formatMoney } from '#locales/format.ts'
import { joined } from '#locales/isolated.ts'
import { type UnusualView, unusualText } from './unusual-view.ts'

/** What does not fit, where it happened, and what the company said of it. */
export function UnusualFacts({ fill }: { fill: UnusualView }) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const { card, settled } = fill
  return (
    <Panel>
      <div className="stack-sm">
        <p>
          <b>{unusualText(t, locale, fuels, fill)}</b>
        </p>
        <DescriptionList
          items={[
            [
              t('unusual:card'),
              <a key="card" href={`/cards/${card.id}`}>
                {card.name}
              </a>,
            ],
            [t('common:field.station'), fill.station],
            [
              t('unusual:at'),
              <a key="transaction" href={`/transactions/${fill.transactionId}`}>
                {formatDateTime(fill.at, locale)}
              </a>,
            ],
            [t('common:field.amount'), formatMoney(fill.amount, locale)],
            [t('unusual:atRisk'), formatMoney(fill.atRisk, locale)],
            [
              t('unusual:settled'),
              settled &&
                joined([t(`unusual:outcome.${settled.as}`), formatDateTime(settled.at, locale), settled.by]),
            ],
            [t('common:field.comment'), settled?.note && <span className="lines">{settled.note}</span>],
          ]}
        />
      </div>
    </Panel>
  )
}
