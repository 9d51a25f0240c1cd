import { formatDate } from '#app/domain/kernel/format.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { productLabels } from '#app/ui/list/product-labels.ts'
import { formatCardAmount } from './card-amount.ts'
import type { CardView } from './card-view.ts'

export function CardFacts({ card }: { card: CardView }) {
  const { t, locale } = useWords()
  const names = productLabels(t)
  return (
    <Panel title={t('cards:one')}>
      <DescriptionList
        items={[
          [t('cards:number'), card.number],
          [t('cards:holder'), card.holder],
          [t('cards:plate'), card.plate],
          [t('cards:products'), card.products.map((product) => names[product]).join(', ')],
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
