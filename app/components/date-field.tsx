import { useState } from 'react'
import { formatDate } from '#app/domain/format.ts'
import { FieldFrame, type FieldFrameProps } from './field.tsx'
import { useWords } from './words.ts'

export interface DateFieldProps extends FieldFrameProps {
  /** `YYYY-MM-DD`, as all of these. */
  defaultValue?: string
  min?: string
  max?: string
}

/** The browser's own calendar shows its own format: the chosen date stands beside it in ours. */
export function DateField({ defaultValue, min, max, ...frame }: DateFieldProps) {
  const { t, locale } = useWords()
  const [typed, setTyped] = useState<string>()
  return (
    <FieldFrame {...frame}>
      {(control, value) => {
        const initial = typeof value === 'string' ? value : (defaultValue ?? '')
        const day = typed ?? initial
        return (
          <span className="date">
            <input
              {...control}
              className="input"
              type="date"
              min={min}
              max={max}
              defaultValue={initial}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <output htmlFor={control.id}>
              {/^\d{4}-\d{2}-\d{2}$/.test(day)
                ? t('common:form.chosenDate', { date: formatDate(day, locale) })
                : ''}
            </output>
          </span>
        )
      }}
    </FieldFrame>
  )
}
