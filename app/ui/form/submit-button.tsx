import { useNavigation } from '@remix-run/react'
import type { MouseEvent, ReactNode } from 'react'
import { useForm } from './form-state.ts'

export interface SubmitButtonProps {
  children: ReactNode
  /** Primary unless told. */
  look?: 'primary' | 'danger' | 'plain' | 'quiet'
  small?: boolean
  wide?: boolean
  /** Where a form has several buttons: which of them it was. */
  name?: string
  value?: string
}

const looks = { primary: 'btn btn-primary', danger: 'btn btn-danger', plain: 'btn', quiet: 'btn btn-quiet' }

/** Sends its form once: while the answer is on its way a second press does nothing. */
export function SubmitButton({ children, look = 'primary', small, wide, name, value }: SubmitButtonProps) {
  const { formData } = useNavigation()
  const busy = useForm().busy && (name === undefined || formData?.get(name) === value)
  const waitForAnswer = (event: MouseEvent) => {
    if (busy) event.preventDefault()
  }
  return (
    <button
      type="submit"
      className={`${looks[look]}${small ? ' btn-sm' : ''}${wide ? ' btn-wide' : ''}`}
      name={name}
      value={value}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={waitForAnswer}
    >
      {busy ? <span className="spinner" /> : null}
      {children}
    </button>
  )
}
