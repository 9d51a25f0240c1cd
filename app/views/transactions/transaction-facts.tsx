import { Panel } from '#app/ui/layout/panel.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { InstrumentName } from '#app/ui/list/number-in-groups.tsx'
import { formatDateTime, formatMoney, formatVolume } from '#locales/format.ts'
import { PumpMarks } from './pump-marks.tsx'
import type { TransactionRow } from './transaction-table.tsx'

/** One refuelling, return or correction. */
export function TransactionFacts({ fuel }: { fuel: TransactionRow }) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  return (
    <Panel title={t(`transactions:operation.${fuel.operation}`)}>
      <DescriptionList
        items={[
          [t('transactions:when'), formatDateTime(fuel.at, locale)],
          [t('transactions:station'), [fuel.city, fuel.station].filter(Boolean).join(', ')],
          [
            t('transactions:instrument'),
            <InstrumentName key="instrument" name={fuel.instrument} href={fuel.href} />,
          ],
          [t('fleet:drivers.one'), fuel.holder],
          [t('fleet:field.plate'), fuel.plate],
          [t('common:field.product'), fuels.nameOf(fuel.product)],
          [t('transactions:volume'), formatVolume(fuel.volume, locale)],
          [
            t('transactions:remainder.label'),
            fuel.remainder &&
              t(`transactions:remainder.${fuel.remainder.becomes}`, {
                volume: formatVolume(fuel.remainder.volume, locale),
              }),
          ],
          [t('transactions:price'), formatMoney(fuel.price, locale)],
          [t('transactions:amount'), formatMoney(fuel.amount, locale)],
          [t('transactions:receipt'), fuel.receipt],
        ]}
      />
      <PumpMarks {...fuel} />
    </Panel>
  )
}
