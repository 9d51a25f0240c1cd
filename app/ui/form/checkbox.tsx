import type { ReactNode } from 'react'
import { FieldError } from './field.tsx'
import { useField, useForm } from './form-state.ts'

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
