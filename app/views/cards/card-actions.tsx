import { Part } from '#app/ui/layout/part.tsx'
import { useWords } from '#app/ui/layout/words.ts'

interface Props {
  id: number
  pin: 'none' | 'set' | 'blocked'
  /** Somewhere below it can be blocked or its block lifted. */
  mayBlock: boolean
  maySetPin: boolean
  mayAskIssuer: boolean
}

/** What can be done with a card, at the head of its page. */
export function CardActions({ id, pin, mayBlock, maySetPin, mayAskIssuer }: Props) {
  const { t } = useWords()
  return (
    <>
      {mayBlock ? (
        <a className="btn" href="#blocking">
          {t('common:blocking')}
        </a>
      ) : null}
      {maySetPin ? (
        <a className="btn" href={`/cards/${id}/pin`}>
          {t(pin === 'none' ? 'cards:pin.set' : 'cards:pin.change')}
        </a>
      ) : null}
      <Part of="requests">
        {mayAskIssuer ? (
          <a className="btn" href={`/service-requests/new?card=${id}`}>
            {t('cards:request')}
          </a>
        ) : null}
      </Part>
      <a className="btn" href={`/cards/${id}/days`}>
        {t('cards:days.title')}
      </a>
      <a className="btn" href={`/check?card=${id}`}>
        {t('common:menu.check')}
      </a>
    </>
  )
}
