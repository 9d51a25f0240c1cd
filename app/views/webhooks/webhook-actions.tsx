import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { DangerPanel } from '#app/ui/form/danger-panel.tsx'
import { PostButton } from '#app/ui/form/post-button.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'

interface WebhookActionsProps {
  name: string
  status: 'active' | 'disabled'
  /** The page of the endpoint. */
  href: string
}

/** What is done with it every day. */
export function WebhookActions({ name, status, href }: WebhookActionsProps) {
  const { t } = useWords()
  const { formNonce: nonce } = useRoot()
  return (
    <div className="row">
      {status === 'active' ? (
        <PostButton action={`${href}/test`} nonce={nonce}>
          {t('webhooks:test')}
        </PostButton>
      ) : (
        <PostButton action={`${href}/enable`} nonce={nonce} look="primary">
          {t('webhooks:enable.action')}
        </PostButton>
      )}
      <a className="btn" href={`${href}/edit`}>
        {t('webhooks:edit')}
      </a>
      <ConfirmPanel
        trigger={t('webhooks:rotate.action')}
        heading="h2"
        title={t('webhooks:rotate.question', { name })}
        consequence={t('webhooks:rotate.about')}
        action={`${href}/rotate`}
        nonce={nonce}
        id="rotate"
        look="quiet"
      />
    </div>
  )
}

/** What stops it. */
export function WebhookEnd({ name, status, href }: WebhookActionsProps) {
  const { t } = useWords()
  const { formNonce: nonce } = useRoot()
  return (
    <DangerPanel title={t('webhooks:delete.title')}>
      {status === 'active' ? (
        <ConfirmPanel
          trigger={t('webhooks:disable.action')}
          title={t('webhooks:disable.question', { name })}
          consequence={t('webhooks:disable.about')}
          action={`${href}/disable`}
          nonce={nonce}
          id="disable"
        />
      ) : null}
      <ConfirmPanel
        trigger={t('webhooks:delete.action')}
        title={t('webhooks:delete.question', { name })}
        consequence={t('webhooks:delete.about')}
        action={`${href}/delete`}
        nonce={nonce}
        id="delete"
      />
    </DangerPanel>
  )
}
