import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { formatDateTime, formatVolume } from '#locales/format.ts'
import { type FillView, isOpenFill } from './till-view.ts'

export function FillFacts({ fill }: { fill: FillView }) {
  const { t, locale } = useWords()
  const { remainder } = fill
  const net = fill.net ?? 0
  const isLess = net > 0 && fill.reversed > 0
  return (
    <DescriptionList
      items={[
        [t('till:present.pump'), fill.pump],
        [t('till:field.instrument'), fill.masked],
        [t('till:field.plate'), fill.plate],
        [t('till:field.driver'), fill.driver],
        [t('till:field.whose'), fill.decline?.owner],
        [t('till:field.until'), fill.until && formatDateTime(fill.until, locale)],
        [t('till:less.before'), isLess ? formatVolume(net + fill.reversed, locale) : null],
        [t('till:fills.reversed'), fill.state === 'undone' ? formatVolume(fill.reversed, locale) : null],
        [
          t('till:remainder.label'),
          remainder && fill.status !== 'voided'
            ? t(`till:${isOpenFill(fill) ? 'remainder' : 'left'}.${remainder.becomes}`, {
                volume: formatVolume(remainder.volume, locale),
              })
            : null,
        ],
        [t('till:field.operation'), fill.operationId],
      ]}
    />
  )
}
