import { Alert } from '#app/ui/feedback/alert.tsx'
import { CopyButton } from '#app/ui/feedback/copy-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'

/** The secret of an endpoint, once. */
export function NewSecretPanel({ secret, back }: { secret: string; back: string }) {
  const { t } = useWords()
  return (
    <Panel>
      <div className="stack-sm">
        <Alert tone="warn">{t('webhooks:secret.once')}</Alert>
        <div className="row">
          <code className="wrap-anywhere" data-webhook-secret="">
            {secret}
          </code>
          <CopyButton text={secret} />
        </div>
        <p className="quiet">{t('webhooks:secret.use')}</p>
        <a className="btn btn-primary" href={back}>
          {t('webhooks:secret.done')}
        </a>
      </div>
    </Panel>
  )
}
