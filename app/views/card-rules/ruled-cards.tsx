import type { ReactNode } from 'react'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { Table } from '#app/ui/list/table.tsx'
import type { RuledCardView } from './rule-view.ts'

interface Props {
  cards: readonly RuledCardView[]
  none: string
  bar: ReactNode
  /** What can be done with one of them. */
  action?: (card: RuledCardView) => ReactNode
}

/** The cards of a template or of a group. */
export function RuledCards({ cards, none, bar, action }: Props) {
  const { t } = useWords()
  const columns = { holder: t('cards:holder'), plate: t('cards:plate') }
  if (cards.length === 0) {
    return (
      <Panel title={t('rule-templates:cards')}>
        <p className="quiet">{none}</p>
      </Panel>
    )
  }
  const head = (
    <>
      <th scope="col">{t('rule-templates:tryCard')}</th>
      <th scope="col">{columns.holder}</th>
      <th scope="col">{columns.plate}</th>
      {action ? (
        <th scope="col">
          <span className="sr-only">{t('groups:takeOut')}</span>
        </th>
      ) : null}
    </>
  )
  return (
    <Panel title={t('rule-templates:cards')} flush>
      <Table label={t('rule-templates:cards')} head={head} bar={bar}>
        {cards.map((card) => (
          <tr key={card.id}>
            <td className="main">
              <a href={`/cards/${card.id}`}>{card.number}</a>
            </td>
            <td data-label={columns.holder}>{card.holder || '—'}</td>
            <td data-label={columns.plate}>{card.plate || '—'}</td>
            {action ? <td className="actions">{action(card)}</td> : null}
          </tr>
        ))}
      </Table>
    </Panel>
  )
}
