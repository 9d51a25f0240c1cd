import type { ReactNode } from 'react'
import { FieldError, FieldHint, OptionalNote } from './field.tsx'
import { useField, useForm } from './form-state.ts'
import type { Option } from './select.tsx'

export interface CheckboxProps {
  name: string
  label: ReactNode
  /** What is sent when ticked. */
  value?: string
  hint?: ReactNode
  defaultChecked?: boolean
  required?: boolean
  /** Code of `errors:` when a required box is not ticked, as `consent_required`. */
  missing?: string
}

export function Checkbox({
  name,
  label,
  value = 'on',
  hint,
  defaultChecked,
  required,
  missing,
}: CheckboxProps) {
  const { id, value: typed, error } = useField(name)
  const { values } = useForm()
  const cameBack = Object.keys(values).length > 0
  return (
    <div className="field">
      <label className="check">
        <input
          type="checkbox"
          id={id}
          name={name}
          value={value}
          required={required}
          data-missing={missing}
          defaultChecked={cameBack ? typed !== undefined : defaultChecked}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
        />
        <span>
          {label}
          {hint ? <span className="hint">{hint}</span> : null}
        </span>
      </label>
      {error ? <FieldError id={id}>{error}</FieldError> : null}
    </div>
  )
}

export interface ChoiceGroupProps {
  /** Ends in `Ids` where several may be ticked. */
  name: string
  legend: string
  options: readonly (Option & { hint?: string })[]
  hint?: ReactNode
  defaultValue?: string | readonly string[]
  required?: boolean
}

/** One of several, all in sight. */
export function RadioGroup(props: ChoiceGroupProps) {
  return <ChoiceGroup {...props} type="radio" />
}

/** Any of several. */
export function CheckboxGroup(props: ChoiceGroupProps) {
  return <ChoiceGroup {...props} type="checkbox" />
}

function ChoiceGroup({
  name,
  legend,
  options,
  hint,
  defaultValue,
  required,
  type,
}: ChoiceGroupProps & { type: 'radio' | 'checkbox' }) {
  const { id, value, error } = useField(name)
  const { values } = useForm()
  // A refused form without this name came back with none ticked.
  const cameBack = Object.keys(values).length > 0
  const chosen = new Set([cameBack ? (value ?? []) : (defaultValue ?? [])].flat())
  const describedBy = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <fieldset className="field" aria-describedby={describedBy || undefined}>
      <legend className="label">
        {legend}
        {required || type === 'radio' ? null : <OptionalNote />}
      </legend>
      {hint ? <FieldHint id={id}>{hint}</FieldHint> : null}
      <div>
        {options.map((option, index) => (
          <label className="check" key={option.value}>
            <input
              type={type}
              id={index === 0 ? id : undefined}
              name={name}
              value={option.value}
              required={required && type === 'radio'}
              defaultChecked={chosen.has(option.value)}
              aria-invalid={error && type === 'checkbox' ? true : undefined}
            />
            <span>
              {option.label}
              {option.hint ? <span className="hint">{option.hint}</span> : null}
            </span>
          </label>
        ))}
      </div>
      {error ? <FieldError id={id}>{error}</FieldError> : null}
    </fieldset>
  )
}
