import type { ReactNode } from 'react'
import { Alert } from '#app/ui/feedback/alert.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { BlockReason } from './block-reason.tsx'
import { ConfirmPanel } from './confirm-panel.tsx'
import { DangerPanel } from './danger-panel.tsx'
import { Form } from './form.tsx'
import type { RefusedForm } from './form-state.ts'
import { SubmitButton } from './submit-button.tsx'

export interface BlockQuestion {
  /** Also the last part of the URL. Lifting a block destroys nothing and asks for no reason. */
  kind: 'block' | 'unblock'
  /** `Block the card` */
  action: string
  /** `Block card •••• 3481?` */
  title: string
  /** What will follow. */
  consequence: string
  /** Where it is in force at once. */
  where: string
  /** What a client can do where it is not. */
  urgent: string
  /** What the reason should say where one must be given. */
  requiredReasonHint?: string
}

interface BlockPanelProps {
  question: BlockQuestion
  href: string
  /** Fields before the reason. */
  children?: ReactNode
}

/** Asks once, in place, before a card or a coupon is blocked or a block is lifted. `href` is its page. */
export function BlockPanel({ question, href, children }: BlockPanelProps) {
  const { t } = useWords()
  const { kind, action, title, consequence, where, urgent } = question
  return (
    <DangerPanel title={t('common:blocking')} id="blocking">
      <ConfirmPanel
        trigger={action}
        title={title}
        consequence={
          <>
            <p>{consequence}</p>
            <p>
              {where} {urgent}
            </p>
          </>
        }
        action={`${href}/${kind}`}
        nonce={useRoot().formNonce}
        look={kind === 'unblock' ? 'calm' : 'danger'}
      >
        {children}
        <BlockReason question={question} isComment={Boolean(children)} />
      </ConfirmPanel>
    </DangerPanel>
  )
}

interface BlockPageProps {
  question: BlockQuestion
  /** The page of the card or the coupon. */
  of: { label: string; href: string }
  answer: RefusedForm | undefined
  /** Why it cannot be done at all, in words. */
  refusal: string | undefined
  /** Fields before the reason. */
  children?: ReactNode
}

/** The same question as a page of its own, which also says why the last answer was refused. */
export function BlockPage({ question, of, answer, refusal, children }: BlockPageProps) {
  return (
    <>
      <PageHead title={question.title} crumbs={[of]} />
      {refusal ? (
        <Refusal title={refusal} href={of.href} />
      ) : (
        <BlockForm question={question} href={of.href} answer={answer}>
          {children}
        </BlockForm>
      )}
    </>
  )
}

function Refusal({ title, href }: { title: string; href: string }) {
  const { t } = useWords()
  return (
    <Alert tone="bad" title={title}>
      <a href={href}>{t('common:action.back')}</a>
    </Alert>
  )
}

type BlockFormProps = Pick<BlockPageProps, 'question' | 'answer' | 'children'> & { href: string }

function BlockForm({ question, href, answer, children }: BlockFormProps) {
  const { t } = useWords()
  const { kind, action, consequence, where, urgent } = question
  return (
    <div className="panel panel-body stack-sm">
      <p>{consequence}</p>
      <p>
        {where} {urgent}
      </p>
      <Form action={`${href}/${kind}`} nonce={useRoot().formNonce} answer={answer}>
        {children}
        <BlockReason question={question} isComment={Boolean(children)} />
        <div className="form-actions">
          <SubmitButton look={kind === 'unblock' ? 'primary' : 'danger'}>{action}</SubmitButton>
          <a className="btn" href={href}>
            {t('common:action.cancel')}
          </a>
        </div>
      </Form>
    </div>
  )
}
