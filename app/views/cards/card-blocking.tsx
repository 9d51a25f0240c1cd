import { BlockPanel } from '#app/ui/form/block-form.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { formatDateTime } from '#locales/format.ts'
import { cardBlockQuestion } from './card-block.ts'
import type { CardView } from './card-view.ts'

interface Props {
  card: CardView
  canBlock: boolean
  canUnblock: boolean
  /** And plan blocks. */
  mayReportLost: boolean
}

/** Everything that stops a card at the pump, or lets it work again. */
export function CardBlocking({ card, canBlock, canUnblock, mayReportLost }: Props) {
  const { t, locale } = useWords()
  const { id, name: number, reach } = card
  return (
    <>
      {canBlock || canUnblock ? (
        <BlockPanel
          question={cardBlockQuestion(t, canBlock ? 'block' : 'unblock', number, reach)}
          href={`/cards/${id}`}
        />
      ) : null}
      {card.nextBlockAt ? (
        <p>{t('cards:nextBlock', { moment: formatDateTime(card.nextBlockAt, locale) })}</p>
      ) : null}
      {mayReportLost ? (
        <div className="row">
          {canBlock ? (
            <a className="btn" href={`/cards/${id}/block`}>
              {t('cards:blockFor')}
            </a>
          ) : null}
          <a className="btn" href={`/cards/${id}/blocks`}>
            {t('cards:planBlock')}
          </a>
          <a className="btn" href={`/cards/${id}/lost`}>
            {t('cards:reportLost')}
          </a>
        </div>
      ) : null}
    </>
  )
}
