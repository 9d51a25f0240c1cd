import { Icon } from '#app/ui/layout/icon.tsx'
import { FieldFrame, type FieldFrameProps } from './field.tsx'

export interface Option {
  value: string
  label: string
}

export interface SelectProps extends FieldFrameProps {
  options: readonly Option[]
  defaultValue?: string
  /** Words of the empty first option: `All` in a filter, `Choose…` in a form. */
  empty?: string
  autoComplete?: string
}

export function Select({ options, defaultValue, empty, autoComplete, ...frame }: SelectProps) {
  return (
    <FieldFrame {...frame}>
      {(control, value) => (
        <span className="select">
          {/* A select alone does not follow its default: a new one takes its place. */}
          <select
            key={String(value ?? defaultValue)}
            ref={keepDefault}
            {...control}
            // Without an empty choice something is always chosen, and HTML allows no `required`.
            required={empty === undefined ? undefined : control.required}
            className="input"
            autoComplete={autoComplete}
            defaultValue={value ?? defaultValue ?? ''}
          >
            {empty === undefined ? null : <option value="">{empty}</option>}
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
          <Icon name="chevron" className="icon-sm" />
        </span>
      )}
    </FieldFrame>
  )
}

/** What is chosen first is what a reset goes back to: Preact chooses it, and leaves no mark in the markup. */
function keepDefault(select: HTMLSelectElement | null) {
  for (const option of select?.options ?? []) {
    if (option.selected && !select?.querySelector('option[selected]')) option.defaultSelected = true
  }
}
