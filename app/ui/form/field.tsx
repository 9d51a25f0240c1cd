import type { InputHTMLAttributes, ReactNode, TextareaHTMLAttributes } from 'react'
import { Icon } from '#app/ui/layout/icon.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { withNumbersInGroups } from '#app/ui/list/number-in-groups.tsx'
import { useField } from './form-state.ts'

export interface FieldFrameProps {
  name: string
  label: string
  hint?: ReactNode
  required?: boolean
  /** Leaves out the word "optional", where it would be noise. */
  plain?: boolean
  /** Only for an error that does not come from the form's answer: ready words. */
  error?: string
}

/** What a control inside a frame needs: its id, and what describes it. */
export interface ControlProps {
  id: string
  name: string
  required: boolean | undefined
  'aria-invalid': true | undefined
  'aria-describedby': string | undefined
}

interface FrameProps extends FieldFrameProps {
  children: (control: ControlProps, value: string | string[] | undefined) => ReactNode
}

/** Label, hint and error around one control; the error stands beside its field. */
export function FieldFrame({ name, label, hint, required, plain, error: given, children }: FrameProps) {
  const { id, value, error: refused, isMissing, isFilter } = useField(name)
  const error = given ?? refused
  const describedBy = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ')
  const control: ControlProps = {
    id,
    name,
    required,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': describedBy || undefined,
  }
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
        {required || plain || isFilter || isMissing ? null : <OptionalNote />}
      </label>
      {hint ? <FieldHint id={id}>{hint}</FieldHint> : null}
      {children(control, value)}
      {error ? <FieldError id={id}>{withNumbersInGroups(error)}</FieldError> : null}
    </div>
  )
}

function OptionalNote() {
  const { t } = useWords()
  return <span className="label-note"> ({t('common:optional')})</span>
}

function FieldHint({ id, children }: { id: string; children: ReactNode }) {
  return (
    <div className="hint" id={`${id}-hint`}>
      {children}
    </div>
  )
}

export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <div className="field-error" id={`${id}-error`}>
      <Icon name="alert" className="icon-sm" />
      <span>{children}</span>
    </div>
  )
}

type Native<Attributes> = Omit<Attributes, keyof FieldFrameProps | 'id' | 'className' | 'style' | 'children'>

export interface FieldProps extends FieldFrameProps, Native<InputHTMLAttributes<HTMLInputElement>> {
  /** A number, a code: as wide as what goes in. */
  narrow?: boolean
  /** Code of `errors:` for a value that the browser finds malformed (`pattern`), instead of `invalid`. */
  'data-invalid'?: string
}

/** A line of text. `type`, `autoComplete`, `inputMode`, `pattern`, .. go to the input. */
export function Field({
  name,
  label,
  hint,
  required,
  plain,
  error,
  narrow,
  defaultValue,
  ...input
}: FieldProps) {
  return (
    <FieldFrame name={name} label={label} hint={hint} required={required} plain={plain} error={error}>
      {(control, value) => (
        <input
          type="text"
          {...input}
          {...control}
          className={narrow ? 'input input-narrow' : 'input'}
          defaultValue={value ?? defaultValue ?? ''}
        />
      )}
    </FieldFrame>
  )
}

export interface TextAreaProps extends FieldFrameProps, Native<TextareaHTMLAttributes<HTMLTextAreaElement>> {}

export function TextArea({
  name,
  label,
  hint,
  required,
  plain,
  error,
  defaultValue,
  ...area
}: TextAreaProps) {
  return (
    <FieldFrame name={name} label={label} hint={hint} required={required} plain={plain} error={error}>
      {(control, value) => (
        <textarea
          rows={4}
          {...area}
          {...control}
          className="input"
          defaultValue={value ?? defaultValue ?? ''}
        />
      )}
    </FieldFrame>
  )
}
