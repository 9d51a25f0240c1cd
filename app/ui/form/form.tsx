import {
  Form as RouterForm,
  type FormProps as RouterFormProps,
  useFormAction,
  useNavigation,
} from '@remix-run/react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslated } from '#app/ui/layout/translated.ts'
import { DrawnFor } from './drawn-for.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { FormContext, type FormError, type RefusedForm } from './form-state.ts'
import { useDraft } from './use-draft.ts'

export interface FormProps {
  /** Where it is posted; left out, the page's own URL. */
  action?: string
  /** What the action answered, when it refused. */
  answer?: RefusedForm | null
  /** The loader's, so that the same form sent twice has one effect. */
  nonce?: string
  /** Needed where two forms on a page have fields of the same name. */
  id?: string
  /** `multipart/form-data` for files. */
  encType?: RouterFormProps['encType']
  /** Sends a whole-page request also where JavaScript runs: where the language, the theme or the account changes. */
  reloadDocument?: boolean
  autoComplete?: 'on' | 'off'
  className?: string
  'aria-label'?: string
  /** Confirms what a preview shows; programs send its hidden fields as they are (the contract). */
  'data-confirm'?: boolean
  /** Says the whole form's error at length, with the way out, in the place of its one line. */
  whole?: { title: string; body: ReactNode } | undefined
  children: ReactNode
}

/**
 * A form that posts: works without JavaScript; with it, refuses an unfilled field in the page's language before
 * sending, shows that it is being sent, and moves the focus to a summary of what was refused.
 */
export function Form({
  answer,
  nonce,
  id = 'form',
  className = 'form',
  whole,
  children,
  ...rest
}: FormProps) {
  const form = useRef<HTMLFormElement>(null)
  const busy = useBusy(rest.action)
  const [local, setLocal] = useUnfilled(form, answer)
  const errors = local ?? answer?.errors ?? {}
  const draft = useDraft(form, `${rest.action ?? ''}#${id}`, answer)
  useEmptied(form, busy, Object.keys(errors).length > 0, draft.drop)
  const translated = useTranslated()
  const onSubmit = () => {
    setLocal(undefined)
    draft.markSent()
  }
  return (
    <RouterForm
      {...rest}
      ref={form}
      method="post"
      className={className}
      onSubmit={onSubmit}
      reloadDocument={rest.reloadDocument || translated}
    >
      <DrawnFor />
      {nonce ? <input type="hidden" name="nonce" value={answer?.nonce ?? nonce} /> : null}
      <FormContext.Provider value={{ id, values: answer?.values ?? {}, errors, busy, isFilter: false }}>
        {Object.keys(errors).length > 0 ? (
          <ErrorSummary id={id} errors={errors} whole={whole}>
            {children}
          </ErrorSummary>
        ) : null}
        {children}
      </FormContext.Provider>
    </RouterForm>
  )
}

/** True while this form's submission (and the page after it) is on its way. */
function useBusy(action: string | undefined): boolean {
  const navigation = useNavigation()
  const target = useFormAction(action)
  if (navigation.state === 'idle' || navigation.formMethod?.toUpperCase() !== 'POST') return false
  return navigation.formAction?.split('?')[0] === target.split('?')[0]
}

/**
 * After an accepted form on a page that stays, fields show what is stored now and passwords are gone, as they
 * would after a reload.
 */
function useEmptied(
  form: React.RefObject<HTMLFormElement>,
  busy: boolean,
  refused: boolean,
  dropDraft: () => void,
) {
  const wasBusy = useRef(false)
  useEffect(() => {
    if (wasBusy.current && !busy && !refused) {
      dropDraft()
      form.current?.reset()
    }
    wasBusy.current = busy
  }, [form, busy, refused, dropDraft])
}

/**
 * The browser's own check, in the page's language instead of the browser's: collects the codes of what it
 * found. They give way to the next answer.
 */
function useUnfilled(form: React.RefObject<HTMLFormElement>, answer: RefusedForm | null | undefined) {
  const [found, setFound] = useState<{ errors: RefusedForm['errors']; answer: typeof answer }>()
  useEffect(() => {
    const element = form.current
    let errors: RefusedForm['errors'] = {}
    const collect = (event: Event) => {
      const field = event.target
      if (!(field instanceof HTMLElement) || !('validity' in field) || !('name' in field)) return
      event.preventDefault()
      if (Object.keys(errors).length === 0) setTimeout(finish)
      errors[String(field.name)] ??= faultOf(field as unknown as HTMLInputElement)
    }
    const finish = () => {
      setFound({ errors, answer })
      errors = {}
    }
    element?.addEventListener('invalid', collect, true)
    return () => element?.removeEventListener('invalid', collect, true)
  }, [form, answer])
  const errors = found?.answer === answer ? found?.errors : undefined
  return [errors, setFound as (nothing: undefined) => void] as const
}

function faultOf({ validity, type, minLength, dataset }: HTMLInputElement): FormError {
  if (validity.valueMissing) return { code: dataset.missing ?? 'required', params: {} }
  if (validity.tooShort)
    return { code: type === 'password' ? 'password_too_short' : 'too_short', params: { min: minLength } }
  if (validity.typeMismatch && type === 'email') return { code: 'email_invalid', params: {} }
  return { code: dataset.invalid ?? 'invalid', params: {} }
}
