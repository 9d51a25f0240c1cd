import { Alert } from '#app/ui/feedback/alert.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { ConfirmPanel } from './confirm-panel.tsx'
import { TextArea } from './field.tsx'
import { Form } from './form.tsx'
import type { RefusedForm } from './form-state.ts'
import { SubmitButton } from './submit-button.tsx'

export interface BlockWords {
  /** `Block the card` */
  action: string
  /** `Block card •••• 3481?` */
  title: string
  /** What will follow. */
  consequence: string
}

interface BlockProps {
  words: BlockWords
  /** Where it is posted: `/cards/7/block`. */
  action: string
  nonce: string
  /** Lifting a block destroys nothing and asks for no reason. */
  lifts?: boolean
}

/** Asks once, in place, before a card or a coupon is blocked or a block is lifted. */
export function BlockPanel({ words, action, nonce, lifts }: BlockProps) {
  return (
    <ConfirmPanel
      trigger={words.action}
      title={words.title}
      consequence={words.consequence}
      action={action}
      nonce={nonce}
      look={lifts ? 'calm' : 'danger'}
    >
      {lifts ? null : <Reason />}
    </ConfirmPanel>
  )
}

interface BlockPageProps extends BlockProps {
  answer: RefusedForm | undefined
  /** Why it cannot be done at all, in words. */
  refusal: string | undefined
  /** The thing's page. */
  back: string
}

/** The same question as a page of its own, which also says why the last answer was refused. */
export function BlockPage(props: BlockPageProps) {
  const { words, action, nonce, lifts, answer, refusal, back } = props
  const { t } = useWords()
  if (refusal) {
    return (
      <Alert tone="bad" title={refusal}>
        <a href={back}>{t('common:action.back')}</a>
      </Alert>
    )
  }
  return (
    <section className="panel panel-body stack-sm">
      <p>{words.consequence}</p>
      <Form action={action} nonce={nonce} answer={answer}>
        {lifts ? null : <Reason />}
        <div className="form-actions">
          <SubmitButton look={lifts ? 'primary' : 'danger'}>{words.action}</SubmitButton>
          <a className="btn" href={back}>
            {t('common:action.cancel')}
          </a>
        </div>
      </Form>
    </section>
  )
}

function Reason() {
  const { t } = useWords()
  return (
    <TextArea
      name="reason"
      label={t('common:field.reason')}
      hint={t('common:history.reasonHint')}
      maxLength={200}
      rows={2}
    />
  )
}
