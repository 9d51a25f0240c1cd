import { useWords } from '#app/ui/layout/words.ts'
import { formatInteger } from '#locales/format.ts'

export interface PumpMarksProps {
  /** At a pump by a coupon's number, without its code. */
  numberOnly: boolean
  /** Kilometres that do not fit the earlier ones. */
  unlikelyKm: number | null
}

/** What was unusual about a fill at a pump. */
export function PumpMarks({ numberOnly, unlikelyKm }: PumpMarksProps) {
  const { t, locale } = useWords()
  return (
    <>
      {numberOnly ? <small>{t('common:numberOnly')}</small> : null}
      {unlikelyKm === null ? null : (
        <small>{t('transactions:unlikelyOdometer', { km: formatInteger(unlikelyKm, locale) })}</small>
      )}
    </>
  )
}
