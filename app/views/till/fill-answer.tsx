import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { formatVolume } from '#locales/format.ts'
import { joined } from '#locales/isolated.ts'
import type { FillView } from './till-view.ts'

const tones = {
  held: 'go',
  expired: 'late',
  declined: 'stop',
  completed: 'done',
  undone: 'over',
  voided: 'over',
} as const

/** The one big answer, to be read from a metre away. */
export function FillAnswer({ fill }: { fill: FillView }) {
  return (
    <section
      className={`till-answer till-${tones[fill.state]}`}
      data-code={fill.code ?? 'approved'}
      data-status={fill.status}
      aria-live="assertive"
    >
      <h2>
        <Headline fill={fill} />
      </h2>
      {fill.decline ? <p>{fill.decline.text}</p> : null}
      <p>{joined([fill.plate, fill.driver], ' · ')}</p>
    </section>
  )
}

function Headline({ fill }: { fill: FillView }) {
  const { t, locale } = useWords()
  const fuels = useProducts()
  const product = fill.product === null ? '' : fuels.nameOf(fill.product)
  if (fill.status === 'declined') return t('till:answer.stop')
  if (fill.status === 'expired') return t('till:answer.late')
  if (fill.status === 'voided') return t('till:answer.voided')
  if (fill.state === 'undone') return t('till:answer.undone')
  const volume = formatVolume(fill.net ?? fill.volume ?? 0, locale)
  return t(fill.status === 'held' ? 'till:answer.go' : 'till:answer.done', { volume, product })
}
