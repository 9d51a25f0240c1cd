import { fileVolume } from '#app/domain/kernel/money.ts'
import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { DangerPanel } from '#app/ui/form/danger-panel.tsx'
import { Field } from '#app/ui/form/field.tsx'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { PostButton } from '#app/ui/form/post-button.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { formatVolume } from '#locales/format.ts'
import { type FillView, isOpenFill } from './till-view.ts'

interface FillFormsProps {
  fill: FillView
  answer?: RefusedForm | null | undefined
}

/** One tap for all of it; another volume, and nothing at all, beside it. */
export function FillForms({ fill, answer }: FillFormsProps) {
  if (isOpenFill(fill)) return <OpenForms fill={fill} answer={answer} />
  return fill.net === null || fill.net === 0 ? null : <DoneForms fill={fill} answer={answer} />
}

function OpenForms({ fill, answer }: FillFormsProps) {
  const { t, locale } = useWords()
  const { formNonce } = useRoot()
  const base = `/till/authorizations/${fill.id}`
  const volume = fill.volume ?? 0
  return (
    <div className="till-deeds no-print">
      <PostButton
        action={`${base}/complete`}
        nonce={formNonce}
        fields={{ volume: fileVolume(volume, '.') }}
        look="primary"
        wide
      >
        {t('till:complete.whole', { volume: formatVolume(volume, locale) })}
      </PostButton>
      <details className="till-more" open={answer ? true : undefined}>
        <summary>{t('till:complete.other')}</summary>
        <Form action={`${base}/complete`} nonce={formNonce} answer={answer ?? null} id="complete">
          <Field
            name="volume"
            label={t('till:complete.volume')}
            required
            inputMode="decimal"
            maxLength={10}
            narrow
          />
          <SubmitButton>{t('till:complete.submit')}</SubmitButton>
        </Form>
      </details>
      <PostButton action={`${base}/void`} nonce={formNonce} wide>
        {t('till:void.action')}
      </PostButton>
    </div>
  )
}

function DoneForms({ fill, answer }: FillFormsProps) {
  const { t } = useWords()
  const { formNonce } = useRoot()
  const action = `/till/authorizations/${fill.id}/less`
  return (
    <div className="till-deeds no-print">
      <details className="till-more" open={answer ? true : undefined}>
        <summary>{t('till:less.title')}</summary>
        <Form action={action} nonce={formNonce} answer={answer ?? null} id="less">
          <Field
            name="volume"
            label={t('till:less.volume')}
            required
            inputMode="decimal"
            maxLength={10}
            narrow
          />
          <SubmitButton>{t('till:less.submit')}</SubmitButton>
        </Form>
      </details>
      <DangerPanel title={t('till:undo.action')}>
        <ConfirmPanel
          trigger={t('till:undo.action')}
          title={t('till:undo.title')}
          consequence={t('till:undo.consequence')}
          action={action}
          nonce={formNonce}
          id="undo"
        >
          <input type="hidden" name="volume" value="0" />
        </ConfirmPanel>
      </DangerPanel>
    </div>
  )
}
