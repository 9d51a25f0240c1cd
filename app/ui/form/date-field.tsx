import { useState } from 'react'
import { useWords } from '#app/ui/layout/words.ts'
import { formatDate } from '#locales/format.ts'
import { type ControlProps, FieldFrame, type FieldFrameProps } from './field.tsx'

interface DateRange {
  /** `YYYY-MM-DD`, as all of these. */
  min?: string
  max?: string
}

export interface DateFieldProps extends FieldFrameProps, DateRange {
  defaultValue?: string
}

/** The browser's own calendar shows its own format: the chosen date stands beside it in ours. */
export function DateField({ defaultValue = '', min, max, ...frame }: DateFieldProps) {
  return (
    <FieldFrame {...frame}>
      {(control, value) => {
        const initial = typeof value === 'string' ? value : defaultValue
        return <DateInput key={initial} control={control} initial={initial} min={min} max={max} />
      }}
    </FieldFrame>
  )
}

function DateInput({ control, initial, min, max }: DateRange & { control: ControlProps; initial: string }) {
  const { t, locale } = useWords()
  const [day, setDay] = useState(initial)
  return (
    <span className="date">
      <input
        {...control}
        className="input"
        type="date"
        min={min}
        max={max}
        defaultValue={initial}
        onChange={(event) => setDay(event.currentTarget.value)}
      />
      <output htmlFor={control.id}>
        {/^\d{4}-\d{2}-\d{2}$/.test(day)
          ? t('common:form.chosenDate', { date: formatDate(day, locale) })
          : ''}
      </output>
    </span>
  )
}
