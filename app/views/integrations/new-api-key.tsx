import { Alert } from '#app/ui/feedback/alert.tsx'
import { CopyButton } from '#app/ui/feedback/copy-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'

/** The key, once. */
export function NewApiKeyPanel({ apiKey, back }: { apiKey: string; back: string }) {
  const { t } = useWords()
  return (
    <Panel title={t('integrations:created')}>
      <div className="stack-sm">
        <Alert tone="warn">{t('integrations:once')}</Alert>
        <div className="row">
          <code className="wrap-anywhere" data-api-key="">
            {apiKey}
          </code>
          <CopyButton text={apiKey} />
        </div>
        <a className="btn btn-primary" href={back}>
          {t('integrations:done')}
        </a>
      </div>
    </Panel>
  )
}
