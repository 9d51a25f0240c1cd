import { Form as RouterForm } from '@remix-run/react'
import { type FormHTMLAttributes, type ReactNode, useEffect, useRef } from 'react'
import { useTranslated } from '#app/ui/layout/translated.ts'
import { FormContext, noForm, type RefusedForm } from './form-state.ts'

export type FilterFormProps = Pick<
  FormHTMLAttributes<HTMLFormElement>,
  'className' | 'aria-label' | 'role'
> & {
  action?: string
  values: RefusedForm['values']
  children: ReactNode
}

/** A form that asks (GET): the URL keeps what was asked, without the fields that were left empty. */
export function FilterForm({ values, action, children, ...rest }: FilterFormProps) {
  const form = useRef<HTMLFormElement>(null)
  const asked = JSON.stringify(values)
  const shown = useRef(asked)
  // A filter taken out by its chip, or a step back: the fields follow the URL. What was typed while the page was still
  // without its script stays.
  useEffect(() => {
    if (shown.current !== asked) form.current?.reset()
    shown.current = asked
  }, [asked])
  return (
    <RouterForm
      {...rest}
      ref={form}
      action={action}
      method="get"
      onSubmit={leaveOutEmpty}
      reloadDocument={useTranslated()}
    >
      <FormContext.Provider value={{ ...noForm, id: 'filter', values, isFilter: true }}>
        {children}
      </FormContext.Provider>
    </RouterForm>
  )
}

/** Empty fields are switched off for the moment in which the router reads the form. */
function leaveOutEmpty(event: React.FormEvent<HTMLFormElement>) {
  const empty = Array.from(event.currentTarget.elements).filter(
    (field): field is HTMLInputElement | HTMLSelectElement =>
      (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) &&
      field.value === '' &&
      !field.disabled,
  )
  for (const field of empty) field.disabled = true
  setTimeout(() => {
    for (const field of empty) field.disabled = false
  })
}
