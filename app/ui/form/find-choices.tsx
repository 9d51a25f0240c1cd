import { useLocation } from '@remix-run/react'
import { useWords } from '#app/ui/layout/words.ts'
import { Field } from './field.tsx'
import { FilterForm } from './filter-form.tsx'

/** What the lists of a form were searched by, and whether there is more than they show. */
export interface Finding {
  text: string
  hasMore: boolean
}

const PARAM = 'find'

/** The address of a form with its search, so that what was found is there when the form is shown again. */
export function withFinding(action: string, { text }: Finding): string {
  return text === '' ? action : `${action}?${new URLSearchParams({ [PARAM]: text })}`
}

/** Above a form whose lists cannot show every driver and vehicle: finds them by name or plate. */
export function FindChoices({ text, hasMore }: Finding) {
  const { t } = useWords()
  const kept = [...new URLSearchParams(useLocation().search)].filter(([name]) => name !== PARAM)
  if (!hasMore && text === '') return null
  return (
    <FilterForm
      className="filters-form"
      role="search"
      aria-label={t('common:choices.find')}
      values={{ find: text }}
    >
      {kept.map(([name, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a name may be there several times, in its order
        <input key={index} type="hidden" name={name} value={value} />
      ))}
      <Field
        name={PARAM}
        type="search"
        label={t('common:choices.find')}
        hint={t('common:choices.hint')}
        maxLength={100}
        autoComplete="off"
        plain
      />
      <button type="submit" className="btn">
        {t('common:action.search')}
      </button>
    </FilterForm>
  )
}
