import { CopyButton } from '#app/ui/feedback/copy-button.tsx'
import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { DangerPanel } from '#app/ui/form/danger-panel.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { deviceText } from '#app/ui/list/session-device.ts'
import { formatDates, formatDateTime } from '#locales/format.ts'
import type { ReadonlyLinkView } from './readonly-link-view.ts'

/** The address to send, while it leads somewhere. */
export function ReadonlyAddress({ address }: { address: string }) {
  const { t } = useWords()
  return (
    <Panel title={t('readonly-links:address.title')}>
      <div className="stack">
        <p>{t('readonly-links:address.lead')}</p>
        <p className="row">
          <code className="share-link" data-share-link>
            {address}
          </code>
          <CopyButton text={address} />
        </p>
      </div>
    </Panel>
  )
}

export function ReadonlyFacts({ link }: { link: ReadonlyLinkView }) {
  const { t, locale } = useWords()
  const { createdBy, revokedBy, revokedAt } = link
  const by = (at: string, who: string) => [formatDateTime(at, locale), who].filter(Boolean).join(' · ')
  return (
    <Panel title={t('readonly-links:one')}>
      <DescriptionList
        items={[
          [t('readonly-links:period'), formatDates(link.from, link.to, locale)],
          [t('readonly-links:until'), formatDateTime(link.expiresAt, locale)],
          [t('readonly-links:createdAt'), by(link.createdAt, createdBy)],
          [t('readonly-links:revokedAt'), revokedAt && by(revokedAt, revokedBy)],
        ]}
      />
      <p className="quiet">{t('readonly-links:shows')}</p>
    </Panel>
  )
}

/** Who pressed the button, from where. */
export function ReadonlyVisits({ visits }: Pick<ReadonlyLinkView, 'visits'>) {
  const { t, locale } = useWords()
  return (
    <Panel title={t('readonly-links:visits.title')}>
      {visits.length === 0 ? <p className="quiet">{t('readonly-links:visits.none')}</p> : null}
      <ol className="rows">
        {visits.map(({ id, at, network, agent }) => (
          <li key={id} className="row row-between">
            <span>
              {deviceText(t, agent)}
              <span className="block quiet small">
                {t('readonly-links:visits.network')}: {network || '—'}
              </span>
            </span>
            <span className="tabular quiet">{formatDateTime(at, locale)}</span>
          </li>
        ))}
      </ol>
    </Panel>
  )
}

export function RevokePanel({ link: { id, name } }: { link: Pick<ReadonlyLinkView, 'id' | 'name'> }) {
  const { t } = useWords()
  return (
    <DangerPanel title={t('readonly-links:revoke.action')}>
      <ConfirmPanel
        trigger={t('readonly-links:revoke.action')}
        title={t('readonly-links:revoke.title', { name })}
        consequence={<p>{t('readonly-links:revoke.consequence')}</p>}
        action={`/readonly-links/${id}/revoke`}
        nonce={useRoot().formNonce}
        id="revoke"
      />
    </DangerPanel>
  )
}
