import type { ReactNode } from 'react'
import { FieldError } from './field.tsx'
import { useField, useForm } from './form-state.ts'

export interface CheckGroupProps {
  /** The list that the form sends: one of `isListField`. */
  name: string
  label: string
  hint?: string
  options: readonly { value: string; label: ReactNode }[]
  chosen: readonly string[]
  /** Beside each other, for words of two letters. */
  inRow?: boolean
  /** Of many: a part of them stands in view. */
  scroll?: boolean
}

/** Boxes of which any number may be ticked. */
export function CheckGroup({ name, label, hint, options, chosen, inRow, scroll }: CheckGroupProps) {
  const { id, value, error } = useField(name)
  const cameBack = Object.keys(useForm().values).length > 0
  const ticked = cameBack ? [value ?? []].flat() : chosen
  const describedBy = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  const boxes = options.map((option, at) => (
    <label className="check" key={option.value}>
      <input
        type="checkbox"
        id={at === 0 ? id : undefined}
        name={name}
        value={option.value}
        defaultChecked={ticked.includes(option.value)}
      />
      <span>{option.label}</span>
    </label>
  ))
  return (
    <fieldset className="field" aria-describedby={describedBy || undefined}>
      <legend className="label">{label}</legend>
      {hint ? (
        <div className="hint" id={`${id}-hint`}>
          {hint}
        </div>
      ) : null}
      <div className={`${inRow ? 'row' : 'stack-sm'}${scroll ? ' check-scroll' : ''}`}>{boxes}</div>
      {error ? <FieldError id={id}>{error}</FieldError> : null}
    </fieldset>
  )
}
