import { Field } from '#app/ui/form/field.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { weekdayWords } from '#app/ui/list/weekdays.ts'
import type { Translate } from '#locales/translate.ts'
import type { DaysInRow } from './station-view.ts'

/** When the station opens and closes on each weekday, from Monday. */
export function WeekFields({ days }: { days: readonly DaysInRow['span'][] }) {
  const { t } = useWords()
  const labels = weekLabels(t)
  return (
    <fieldset className="stack-sm">
      <legend className="label">{t('stations:hoursMode.week')}</legend>
      <p className="hint">{t('stations:weekHint')}</p>
      {days.map((span, index) => {
        const day = index + 1
        return (
          <div className="row" key={day}>
            {(['from', 'until'] as const).map((end) => (
              <Field
                key={end}
                name={`${end}${day}`}
                label={labels[`${end}${day}`] ?? ''}
                type="time"
                plain
                narrow
                defaultValue={span?.[end]}
              />
            ))}
          </div>
        )
      })}
    </fieldset>
  )
}

/** `from1`, `until1` and so on. */
export function weekLabels(t: Translate): Record<string, string> {
  const ends = weekdayWords(t).flatMap((day, at) =>
    at === 0
      ? []
      : [
          [`from${at}`, t('stations:from', { day })],
          [`until${at}`, t('stations:closesOn', { day })],
        ],
  )
  return Object.fromEntries(ends)
}
