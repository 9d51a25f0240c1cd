import { Form } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useWords } from '#app/ui/layout/words.ts'
import { PickedBar } from '#app/ui/list/picked-bar.tsx'
import { formatInteger } from '#locales/format.ts'
import type { CardListView } from './card-list.tsx'

/** Around the table: leads to what can be done with the ticked cards, or with all that the filter finds. */
export function CardPicker({ view, children }: { view: CardListView; children: ReactNode }) {
  const { t, locale } = useWords()
  const { filter, total } = view
  const applied = Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value]] : []))
  const n = `${formatInteger(total.cards, locale)}${total.capped ? '+' : ''}`
  return (
    <Form method="get" action="/cards/bulk" className="stack">
      <input type="hidden" name="ticked" value="1" />
      {children}
      <PickedBar
        name="ids"
        label={(count) => t('cards:pick.picked', { n: formatInteger(count, locale) })}
        clear={t('cards:pick.clear')}
      >
        <button type="submit" className="btn">
          {t('cards:pick.action')}
        </button>
        <a className="btn btn-quiet" href={`/cards/bulk?${new URLSearchParams(applied)}`}>
          {t('cards:pick.all', { n })}
        </a>
        <a className="btn btn-quiet" href="/bulk-changes">
          {t('cards:pick.earlier')}
        </a>
      </PickedBar>
    </Form>
  )
}
