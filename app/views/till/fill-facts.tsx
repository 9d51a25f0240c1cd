import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { formatDateTime, formatVolume } from '#locales/format.ts'
import type { FillView } from './till-view.ts'

export function FillFacts({ fill }: { fill: FillView }) {
  const { t, locale } = useWords()
  const { remainder } = fill
  return (
    <DescriptionList
      items={[
        [t('till:present.pump'), fill.pump],
        [t('till:field.instrument'), fill.masked],
        [t('till:field.plate'), fill.plate],
        [t('till:field.driver'), fill.driver],
        [t('till:field.whose'), fill.decline?.owner],
        [t('till:field.until'), fill.until && formatDateTime(fill.until, locale)],
        [t('till:fills.reversed'), fill.reversed > 0 ? formatVolume(fill.reversed, locale) : null],
        [
          t('common:field.remainder'),
          remainder && fill.status !== 'voided'
            ? t(`till:remainder.${remainder.becomes}`, { volume: formatVolume(remainder.volume, locale) })
            : null,
        ],
        [t('till:field.operation'), fill.operationId],
      ]}
    />
  )
}
