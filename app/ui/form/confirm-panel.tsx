import { useNavigation } from '@remix-run/react'
import { type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { useHere } from '#app/ui/layout/here.ts'
import { useHydrated } from '#app/ui/layout/hydrated.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { withNumbersInGroups } from '#app/ui/list/number-in-groups.tsx'
import { Form } from './form.tsx'
import type { RefusedForm } from './form-state.ts'
import { SubmitButton } from './submit-button.tsx'

export interface ConfirmPanelProps {
  /** Words of the button that opens the question: `Block the card`. */
  trigger: ReactNode
  /** Names the thing: `Block card ···· 4417?` */
  title: string
  /** What will follow, in a sentence. */
  consequence: ReactNode
  /** Words of the button that does it; the trigger's unless told. */
  confirm?: ReactNode
  action: string
  nonce?: string
  answer?: RefusedForm | null
  /** `calm` for what costs but destroys nothing, `quiet` for what is undone as easily. */
  look?: 'danger' | 'calm' | 'quiet'
  small?: boolean
  /** Stands open at once: where the question is all that the page asks. */
  open?: boolean
  /** One level below the heading that it stands under; `h3` unless told, or open on a page of its own. */
  heading?: 'h2' | 'h3'
  /** Fields that the action wants besides, as a reason. */
  children?: ReactNode
  id?: string
}

/**
 * Asks once, in place, before something destructive or costly; the question takes the place of its trigger. What leaves it
 * is never called "Cancel", because much of what is asked about is a cancellation. A <details>,
 * so it works without JavaScript. What destroys stands in a DangerPanel or in a RowMenu.
 */
export function ConfirmPanel(props: ConfirmPanelProps) {
  const { t } = useWords()
  const hydrated = useHydrated()
  const here = useHere()
  const details = useRef<HTMLDetailsElement>(null)
  const question = useRef<HTMLElement>(null)
  const calm = props.look === 'calm' || props.look === 'quiet'
  const trigger = { danger: ' btn-warn', calm: ' btn-primary', quiet: '' }[props.look ?? 'danger']
  const Heading = props.heading ?? (props.open ? 'h2' : 'h3')
  const refused = Boolean(props.answer && Object.keys(props.answer.errors).length > 0)
  useClosedWhenDone(details, refused)
  const close = () => {
    if (details.current) details.current.open = false
    details.current?.querySelector('summary')?.focus()
  }
  return (
    <details
      className={calm ? 'confirm confirm-calm' : 'confirm'}
      ref={details}
      open={refused || props.open ? true : undefined}
      onToggle={() => followTheQuestion(details, question)}
    >
      <summary className={`btn${trigger}${props.small ? ' btn-sm' : ''}`}>{props.trigger}</summary>
      <section className="confirm-panel" aria-label={props.title} ref={question} tabIndex={-1}>
        <Heading>{withNumbersInGroups(props.title)}</Heading>
        <div>{props.consequence}</div>
        <Form action={props.action} nonce={props.nonce} answer={props.answer} id={props.id ?? 'confirm'}>
          {props.children}
          <div className="form-actions">
            <SubmitButton look={calm ? 'primary' : 'danger'}>{props.confirm ?? props.trigger}</SubmitButton>
            {hydrated ? (
              <button type="button" className="btn" onClick={close}>
                {t('common:action.notNow')}
              </button>
            ) : props.open ? null : (
              <a className="btn" href={here}>
                {t('common:action.notNow')}
              </a>
            )}
          </div>
        </Form>
      </section>
    </details>
  )
}

/** The trigger is gone while the question stands open: who pressed it goes on in the question. */
function followTheQuestion(details: RefObject<HTMLDetailsElement>, question: RefObject<HTMLElement>) {
  const { activeElement } = document
  const wasPressed = activeElement === document.body || activeElement?.parentElement === details.current
  if (details.current?.open && wasPressed) question.current?.focus()
}

/** On a page that stays after the deed the question must not stand open, perhaps about the opposite by now. */
function useClosedWhenDone(details: RefObject<HTMLDetailsElement>, refused: boolean) {
  const { state } = useNavigation()
  const before = useRef(state)
  useEffect(() => {
    if (before.current !== 'idle' && state === 'idle' && !refused && details.current)
      details.current.open = false
    before.current = state
  }, [details, state, refused])
}
