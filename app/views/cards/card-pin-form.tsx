import { type CardPinState, MAX_PIN_DIGITS, MIN_PIN_DIGITS } from '#app/domain/cards/card-pins.ts'
import { Alert } from '#app/ui/feedback/alert.tsx'
import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { DangerPanel } from '#app/ui/form/danger-panel.tsx'
import { Field } from '#app/ui/form/field.tsx'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'

interface Props {
  id: number
  /** Masked. */
  number: string
  pin: CardPinState
  answer: RefusedForm | undefined
}

/** Gives a card a PIN, another one or none. What is typed stands in clear: it is told to a driver. */
export function CardPinForm({ id, number, pin, answer }: Props) {
  const { t } = useWords()
  const nonce = useRoot().formNonce
  return (
    <div className="stack">
      {pin === 'blocked' ? (
        <Alert tone="warn" title={t('cards:pin.state.blocked')}>
          <p>{t('card-pins:blocked')}</p>
        </Alert>
      ) : null}
      <Panel title={t(pin === 'none' ? 'cards:pin.set' : 'cards:pin.change')}>
        <Form answer={answer} nonce={nonce}>
          <Field
            name="pin"
            label={t('card-pins:new')}
            hint={t('card-pins:hint')}
            required
            narrow
            inputMode="numeric"
            autoComplete="off"
            minLength={MIN_PIN_DIGITS}
            maxLength={MAX_PIN_DIGITS}
            pattern="[0-9]*"
            data-invalid="pin_invalid"
          />
          <div className="form-actions">
            <SubmitButton>{t('card-pins:save')}</SubmitButton>
            <a className="btn btn-quiet" href={`/cards/${id}`}>
              {t('common:action.cancel')}
            </a>
          </div>
        </Form>
      </Panel>
      {pin === 'none' ? null : (
        <DangerPanel title={t('card-pins:remove')}>
          <ConfirmPanel
            trigger={t('card-pins:remove')}
            title={t('card-pins:removeTitle', { number })}
            consequence={<p>{t('card-pins:removeConsequence')}</p>}
            action={`/cards/${id}/pin/remove`}
            nonce={nonce}
          />
        </DangerPanel>
      )}
    </div>
  )
}
