import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { HeldBalance } from '#app/ui/list/asked-badge.tsx'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { InstrumentName } from '#app/ui/list/number-in-groups.tsx'
import { ProcessorFills } from '#app/ui/list/processor-fills.tsx'
import { stationRuleText } from '#app/ui/list/station-rule.ts'
import { formatDate } from '#locales/format.ts'
import { formatCardAmount } from './card-amount.ts'
import type { CardView } from './card-view.ts'

export function CardFacts({ card }: { card: CardView }) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  return (
    <>
      <Panel title={t('cards:one')}>
        <DescriptionList
          items={[
            [t('cards:number'), <InstrumentName key="number" name={card.number} />],
            [t('cards:holder'), card.holder],
            [t('cards:plate'), card.plate],
            [t('cards:products'), fuels.namesOf(card.products)],
            card.held
              ? [t('instructions:balance'), <HeldBalance key="held" held={card.held} />]
              : [
                  t('cards:balance'),
                  card.balance && formatCardAmount(card.balance.unit, card.balance.amount, locale),
                ],
            [t('cards:pin.label'), t(`cards:pin.state.${card.pin}`)],
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
            [t('stations:title'), card.stations && stationRuleText(t, card.stations)],
          ]}
        />
      </Panel>
      <ProcessorFills fills={card.fills} />
    </>
  )
}
