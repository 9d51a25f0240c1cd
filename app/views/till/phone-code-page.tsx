import { Field } from '#app/ui/form/field.tsx'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'

/** What support held while there was no connection, written down with its code. */
export function PhoneCodePage({ answer }: { answer?: RefusedForm | null | undefined }) {
  const { t } = useWords()
  const { formNonce, brand } = useRoot()
  return (
    <>
      <PageHead title={t('till:phone.title')} crumbs={[{ label: t('till:title'), href: '/till' }]} />
      <div className="stack">
        <Panel title={t('till:phone.enter')}>
          <div className="till-present">
            <Form nonce={formNonce} answer={answer ?? null} autoComplete="off">
              <Field
                name="phoneCode"
                label={t('till:phone.code')}
                hint={t('till:phone.codeHint')}
                required
                inputMode="numeric"
                maxLength={12}
                narrow
              />
              <Field
                name="volume"
                label={t('till:complete.volume')}
                hint={t('till:phone.volumeHint')}
                required
                inputMode="decimal"
                maxLength={10}
                narrow
              />
              <SubmitButton wide>{t('till:complete.submit')}</SubmitButton>
            </Form>
          </div>
        </Panel>
        <Panel title={t('till:phone.how')}>
          <p>{t('till:phone.text', { phone: brand.supportPhone })}</p>
        </Panel>
      </div>
    </>
  )
}
