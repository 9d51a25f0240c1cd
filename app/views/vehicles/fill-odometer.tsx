import { Checkbox } from '#app/ui/form/checkbox.tsx'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { formatInteger } from '#locales/format.ts'
import { ReadingFields } from './reading-fields.tsx'
import type { ReadingView } from './vehicle-view.ts'

interface Props {
  /** Of the transaction. */
  id: number
  reading: ReadingView | null
  mayRead: boolean
  answer?: RefusedForm | undefined
}

/** The odometer at one fill, and whether the tank was full then. */
export function FillOdometer({ id, reading, mayRead, answer }: Props) {
  const { t, locale } = useWords()
  const { formNonce } = useRoot()
  if (!mayRead && !reading) return null
  return (
    <Panel title={t('fleet:odometer.fillTitle')}>
      <div className="stack-sm">
        {reading ? (
          <p>
            {t('fleet:odometer.km')}: <b className="tabular">{formatInteger(reading.km, locale)}</b>
            {reading.isFull ? ` · ${t('fleet:odometer.full')}` : null}
            {reading.isUnlikely ? <span className="stat-warn"> · {t('fleet:odometer.unlikely')}</span> : null}
          </p>
        ) : null}
        {mayRead ? (
          <Form action={`/transactions/${id}/odometer`} answer={answer} nonce={formNonce} id="odometer">
            <p className="hint">{t('fleet:odometer.fillHint')}</p>
            <ReadingFields answer={answer} km={reading?.km} />
            <Checkbox
              name="full"
              label={t('fleet:odometer.fullTick')}
              defaultChecked={reading?.isFull ?? false}
            />
            <div className="form-actions">
              <SubmitButton>{t('fleet:odometer.save')}</SubmitButton>
            </div>
          </Form>
        ) : null}
      </div>
    </Panel>
  )
}
