import { createContext, useContext } from 'react'
import { useWords, type Words } from '#app/ui/layout/words.ts'

export interface FormError {
  code: string
  params: Record<string, string | number>
  /** What the server says of it; left out by the browser, which brings the words of what it finds itself. */
  text?: string
}

/** An error in words. */
export function errorText({ code, params, text }: FormError, say: Words['say']): string {
  return text ?? say(`errors:${code}`, params)
}

/**
 * What an action answers to a refused form: what was typed and ticked (passwords and files aside), and an error for each
 * field. The error named '' is the whole form's.
 */
export interface RefusedForm {
  values: Record<string, string | string[]>
  errors: Record<string, FormError>
  /** The form's own, in the place of the page's new one, where it must be sent as the same sending again. */
  nonce?: string
}

export interface FormState {
  /** Precedes the ids of the fields, so that two forms on a page can share names. */
  id: string
  values: RefusedForm['values']
  errors: RefusedForm['errors']
  busy: boolean
  /** A filter's fields are all optional and need no word about it. */
  isFilter: boolean
}

export const noForm: FormState = { id: 'form', values: {}, errors: {}, busy: false, isFilter: false }

export const FormContext = createContext<FormState>(noForm)

export function useForm(): FormState {
  return useContext(FormContext)
}

export interface FieldState {
  id: string
  value: string | string[] | undefined
  error: string | undefined
  /** It was left empty, and is needed. */
  isMissing: boolean
  isFilter: boolean
}

/** What a field of this name shows in its form: the typed value that came back, and the error's words. */
export function useField(name: string): FieldState {
  const form = useContext(FormContext)
  const { say } = useWords()
  const error = form.errors[name]
  return {
    id: `${form.id}-${name}`,
    value: form.values[name],
    error: error && errorText(error, say),
    isMissing: error?.code === 'required',
    isFilter: form.isFilter,
  }
}
