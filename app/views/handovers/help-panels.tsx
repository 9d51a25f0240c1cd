import { TextArea } from '#app/ui/form/field.tsx'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { NumberInGroups } from '#app/ui/list/number-in-groups.tsx'
import { formatDateTime, formatPhone } from '#locales/format.ts'
import type { HandoverView, HelpView } from './handover-view.ts'

interface Props {
  handover: Pick<HandoverView, 'id' | 'phone' | 'help'>
  answer?: RefusedForm | undefined
}

/** What the driver waits for, with the answer; and what he asked for before. */
export function HelpPanels({ handover, answer }: Props) {
  const { t } = useWords()
  const waiting = handover.help.filter((help) => help.answer === null)
  const earlier = handover.help.filter((help) => help.answer !== null)
  return (
    <>
      {waiting.map((help) => (
        <Panel key={help.id} title={t('handovers:help.title')}>
          <div className="stack">
            <Asked help={help} />
            {handover.phone ? (
              <p>
                <a className="btn" href={`tel:${handover.phone}`}>
                  {t('handovers:help.call', { phone: formatPhone(handover.phone) })}
                </a>
              </p>
            ) : null}
            <AnswerForm handoverId={handover.id} helpId={help.id} answer={answer} />
          </div>
        </Panel>
      ))}
      {earlier.length > 0 ? (
        <Panel title={t('handovers:help.earlier')}>
          <ul className="rows">
            {earlier.map((help) => (
              <li key={help.id}>
                <Asked help={help} />
              </li>
            ))}
          </ul>
        </Panel>
      ) : null}
    </>
  )
}

function Asked({ help }: { help: HelpView }) {
  const { t, locale } = useWords()
  const { said, coupon, declineId, at, answer } = help
  return (
    <div>
      <p>
        <b>{t(`handovers:said.${said}`)}</b>
      </p>
      <p className="quiet small">{t('handovers:help.asked', { moment: formatDateTime(at, locale) })}</p>
      {coupon ? (
        <p>
          <a href={`/coupons/${coupon.id}`}>
            {t('handovers:help.coupon')} <NumberInGroups number={coupon.number} />
          </a>
        </p>
      ) : null}
      {declineId === null ? null : (
        <p>
          <a href={`/refusals/${declineId}`}>{t('handovers:help.refusal')}</a>
        </p>
      )}
      {answer?.text ? <p className="lines">{answer.text}</p> : null}
    </div>
  )
}

interface AnswerFormProps {
  handoverId: number
  helpId: number
  answer?: RefusedForm | undefined
}

function AnswerForm({ handoverId, helpId, answer }: AnswerFormProps) {
  const { t } = useWords()
  return (
    <Form
      action={`/handovers/${handoverId}/help/${helpId}`}
      nonce={useRoot().formNonce}
      answer={answer}
      id={`help-${helpId}`}
    >
      <TextArea
        name="comment"
        label={t('handovers:help.answer')}
        hint={t('handovers:help.answerHint')}
        maxLength={500}
        rows={2}
      />
      <div className="form-actions">
        <SubmitButton>{t('handovers:help.settle')}</SubmitButton>
      </div>
    </Form>
  )
}
