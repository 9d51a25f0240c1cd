import { Alert } from '#app/ui/feedback/alert.tsx'
import { Form } from '#app/ui/form/form.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import type { ElsewhereView, SealedView } from './driver-view.ts'

/** Before the link was opened: what it holds, in figures, and the button that binds this phone. */
export function SealedLink({ view }: { view: SealedView }) {
  const { t } = useWords()
  return (
    <>
      <header className="stack-sm">
        <h1>{t('driver:sealed.title')}</h1>
        <p className="lead">{t('driver:sealed.lead', { company: view.company })}</p>
      </header>
      {view.isAsked ? <Alert tone="info">{t('driver:sealed.asked')}</Alert> : null}
      <div className="panel panel-body stack-sm">
        <ul className="plain-list driver-fuels">
          {view.fuels.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <p className="quiet">
          {t('driver:until')}: {view.until}
        </p>
      </div>
      <p>{t('driver:sealed.phone')}</p>
      <p className="quiet small">
        {t('driver:sealed.consent')} <a href="/privacy">{t('driver:sealed.privacy')}</a>
      </p>
      {/* A press that is repeated is the same phone's: public/driver.js. */}
      <div data-sealed>
        <Form action={view.home} nonce={useRoot().formNonce} className="contents" id="open">
          <SubmitButton wide>{t('driver:sealed.open')}</SubmitButton>
        </Form>
      </div>
    </>
  )
}

/** Another phone has opened it. */
export function OpenedElsewhere({ view }: { view: ElsewhereView }) {
  const { t } = useWords()
  return (
    <>
      <header className="stack-sm">
        <h1>{t('driver:elsewhere.title')}</h1>
        <p className="lead">{t('driver:elsewhere.text')}</p>
      </header>
      <Form action={view.helpUrl} nonce={useRoot().formNonce} className="contents" id="ask">
        <SubmitButton wide>{t('driver:elsewhere.ask')}</SubmitButton>
      </Form>
    </>
  )
}

/** One page for links that are unknown and that have ended. */
export function DeadDriverLink() {
  const { t } = useWords()
  return (
    <header className="stack-sm">
      <h1>{t('driver:dead.title')}</h1>
      <p className="lead">{t('driver:dead.text')}</p>
    </header>
  )
}
