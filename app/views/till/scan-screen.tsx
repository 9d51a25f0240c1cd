import { useEffect, useRef } from 'react'
import { fileVolume } from '#app/domain/kernel/money.ts'
import { Alert } from '#app/ui/feedback/alert.tsx'
import { PhoneLink } from '#app/ui/feedback/phone-link.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { formatVolume } from '#locales/format.ts'
import { FillAnswer } from './fill-answer.tsx'
import { PumpChoice } from './pump-choice.tsx'
import { type FillView, isOpenFill, type TillAnswer } from './till-view.ts'

export interface ScanScreenProps {
  answer: Extract<TillAnswer, { kind: 'fill' | 'offline' | 'refused' }>
  busy: boolean
  onDeed: (fill: FillView, deed: Record<string, string>) => void
  /** The same once more, after the connection was lost. */
  onAgain: () => void
  onNext: () => void
}

/** The answer to what the camera read, over the whole screen; the camera goes on behind it. */
export function ScanScreen({ answer, busy, onDeed, onAgain, onNext }: ScanScreenProps) {
  const { t } = useWords()
  const screen = useRef<HTMLDivElement>(null)
  useEffect(() => screen.current?.focus(), [])
  const fill = answer.kind === 'fill' ? answer.fill : null
  const tone = fill ? (fill.status === 'declined' ? 'stop' : 'go') : 'stop'
  return (
    <div
      ref={screen}
      className={`till-screen till-${tone}`}
      role="dialog"
      aria-modal="true"
      aria-label={t('till:scan.title')}
      aria-busy={busy || undefined}
      tabIndex={-1}
    >
      {fill ? <Fill fill={fill} onDeed={onDeed} /> : <NoAnswer answer={answer} />}
      {answer.kind === 'offline' ? (
        <button type="button" className="btn btn-primary btn-till" onClick={onAgain}>
          {t('till:scan.again')}
        </button>
      ) : null}
      <button type="button" className="btn btn-till" onClick={onNext}>
        {t('till:next')}
      </button>
    </div>
  )
}

function Fill({ fill, onDeed }: { fill: FillView; onDeed: ScanScreenProps['onDeed'] }) {
  const { t, locale } = useWords()
  const volume = fill.volume ?? 0
  return (
    <>
      <FillAnswer fill={fill} />
      {isOpenFill(fill) ? (
        <>
          <PumpChoice fillId={fill.id} chosen={fill.pump} onChoose={(pump) => onDeed(fill, { pump })} />
          <button
            type="button"
            className="btn btn-primary btn-till"
            onClick={() => onDeed(fill, { volume: fileVolume(volume, '.') })}
          >
            {t('till:complete.whole', { volume: formatVolume(volume, locale) })}
          </button>
        </>
      ) : null}
      {fill.status === 'declined' ? (
        <p>
          {t('till:field.whose')}: {fill.decline?.owner}
        </p>
      ) : null}
      <a className="btn btn-till" href={`/till/authorizations/${fill.id}`}>
        {t('till:scan.more')}
      </a>
    </>
  )
}

/** Without connection nobody decides: that is said plainly, with the way out. */
function NoAnswer({ answer }: { answer: ScanScreenProps['answer'] }) {
  const { t } = useWords()
  const { supportPhone } = useRoot().brand
  if (answer.kind === 'refused') return <Alert tone="bad" title={answer.errors[0]?.text} />
  return (
    <div data-status="offline">
      <Alert tone="bad" title={t('till:scan.offline')}>
        <p>{t('till:scan.offlineText')}</p>
        <p>
          <PhoneLink phone={supportPhone} />
        </p>
      </Alert>
    </div>
  )
}
