import { saidChoices } from '#app/domain/handovers/handovers.ts'
import { Alert } from '#app/ui/feedback/alert.tsx'
import { Form } from '#app/ui/form/form.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { Icon } from '#app/ui/layout/icon.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import type { TroubleView } from './trouble-view.ts'

/** Asks what the cashier said, tells what is known, and offers the dispatcher's help. */
export function Trouble({ view }: { view: TroubleView }) {
  const { t } = useWords()
  return (
    <div className="stack" data-state={view.state} data-state-url={view.stateUrl} data-home={view.here}>
      <h1>{t('driver:trouble.title')}</h1>
      {view.reason ? <Reason view={view} /> : null}
      {view.said ? <AskForHelp view={view} /> : null}
      <Question view={view} />
      <a className="btn btn-wide" href={view.home}>
        {t('driver:back')}
      </a>
    </div>
  )
}

function Question({ view }: { view: TroubleView }) {
  const { t } = useWords()
  return (
    <form method="get" action={view.path} className="stack">
      {view.lang ? <input type="hidden" name="lang" value={view.lang} /> : null}
      {view.coupons.length > 1 ? (
        <div className="field">
          <label className="label" htmlFor="position">
            {t('driver:trouble.coupon')}
          </label>
          <span className="select">
            <select className="input" id="position" name="position" defaultValue={view.position}>
              {view.coupons.map(({ position, label }) => (
                <option key={position} value={position}>
                  {label}
                </option>
              ))}
            </select>
            <Icon name="chevron" className="icon-sm" />
          </span>
        </div>
      ) : null}
      <fieldset className="field">
        <legend className="label">{t('driver:trouble.question')}</legend>
        <div className="stack-sm">
          {saidChoices.map((said) => (
            <label className="check" key={said}>
              <input type="radio" name="said" value={said} required defaultChecked={said === view.said} />
              <span>{t(`driver:said.${said}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <button type="submit" className={view.said ? 'btn btn-wide' : 'btn btn-primary btn-wide'}>
        {t('driver:trouble.check')}
      </button>
    </form>
  )
}

function Reason({ view: { reason } }: { view: TroubleView }) {
  if (!reason) return null
  return (
    <Alert tone={reason.isRefused ? 'bad' : 'info'} title={reason.title}>
      {reason.at ? <p className="quiet small">{reason.at}</p> : null}
      {reason.lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Alert>
  )
}

function AskForHelp({ view }: { view: TroubleView }) {
  const { t } = useWords()
  const nonce = useRoot().formNonce
  if (view.askedAt) return <Alert tone="ok">{t('driver:trouble.asked', { moment: view.askedAt })}</Alert>
  return (
    <>
      {view.answer ? (
        <Alert tone="info" title={t('driver:trouble.answer')}>
          <p className="lines">{view.answer.text || t('driver:trouble.settled')}</p>
          <p className="quiet small">{view.answer.at}</p>
        </Alert>
      ) : null}
      <Form action={view.helpUrl} nonce={nonce} className="contents" id="help">
        <input type="hidden" name="position" value={view.position} />
        <input type="hidden" name="said" value={view.said ?? ''} />
        <SubmitButton wide>{t('driver:trouble.ask')}</SubmitButton>
      </Form>
    </>
  )
}
