import { Alert } from '#app/ui/feedback/alert.tsx'
import { Form } from '#app/ui/form/form.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import type { ReadingHead } from './reading-view.ts'

/** Before the button is pressed: whose figures they are, and that the owner learns of the visit. */
export function SealedReading({ head, isTooOften }: { head: ReadingHead; isTooOften?: boolean }) {
  const { t } = useWords()
  return (
    <div className="stack">
      <header className="stack-sm">
        <h1>{t('readonly-links:read.title')}</h1>
        <p className="lead">{head.company}</p>
        <p>{t('readonly-links:read.period', { period: head.period })}</p>
      </header>
      {isTooOften ? <Alert tone="warn">{t('errors:too_many_requests')}</Alert> : null}
      <p>{t('readonly-links:read.about')}</p>
      <p className="quiet small">
        {t('readonly-links:read.recorded')} <a href="/privacy">{t('readonly-links:read.privacy')}</a>
      </p>
      <Form action={head.home} className="row" id="open">
        <SubmitButton>{t('readonly-links:read.open')}</SubmitButton>
      </Form>
    </div>
  )
}

/** One page for links that are unknown, over or revoked. */
export function DeadReading() {
  const { t } = useWords()
  return (
    <header className="stack-sm">
      <h1>{t('readonly-links:dead.title')}</h1>
      <p className="lead">{t('readonly-links:dead.text')}</p>
    </header>
  )
}
