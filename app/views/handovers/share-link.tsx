import { Alert } from '#app/ui/feedback/alert.tsx'
import { CopyButton } from '#app/ui/feedback/copy-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { QrFigure } from '#app/ui/list/qr-figure.tsx'
import type { HandoverView, LinkView } from './handover-view.ts'

/** The driver's link while no phone has opened it, and the ways to send it. */
function ShareLink({ link }: { link: LinkView }) {
  const { t } = useWords()
  const ways = [
    { href: link.whatsapp, label: t('handovers:link.whatsapp'), isOutside: true },
    { href: link.telegram, label: t('handovers:link.telegram'), isOutside: true },
    { href: link.sms, label: t('handovers:link.sms'), isOutside: false },
    { href: link.email, label: t('handovers:link.email'), isOutside: false },
  ]
  return (
    <Panel title={t('handovers:link.title')}>
      <div className="stack">
        <p>{t('handovers:link.lead')}</p>
        <p className="row">
          <code className="share-link" data-share-link>
            {link.address}
          </code>
          <CopyButton text={link.address} />
        </p>
        <div className="row">
          {ways.map(({ href, label, isOutside }) => (
            <a
              key={label}
              className="btn"
              href={href}
              {...(isOutside ? { target: '_blank', rel: 'noreferrer noopener' } : {})}
            >
              {label}
            </a>
          ))}
        </div>
        <details>
          <summary className="btn btn-quiet">{t('handovers:link.qr')}</summary>
          <QrFigure size={link.qr.size} path={link.qr.path} label={t('handovers:link.qr')}>
            {t('handovers:link.qrHint')}
          </QrFigure>
        </details>
      </div>
    </Panel>
  )
}

/** The link to send, or why there is none to be seen. */
export function LinkState({ handover }: { handover: Pick<HandoverView, 'link' | 'state'> }) {
  const { t } = useWords()
  if (handover.link) return <ShareLink link={handover.link} />
  return (
    <Alert tone={handover.state === 'opened' ? 'ok' : 'warn'}>
      {t(handover.state === 'opened' ? 'handovers:link.opened' : 'handovers:link.gone')}
    </Alert>
  )
}
