import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState, type NextStep } from '#app/ui/list/empty-state.tsx'
import { FilteredList } from '#app/ui/list/filtered-list.tsx'
import { usePageHrefs } from '#app/ui/list/list-hrefs.ts'
import { Table } from '#app/ui/list/table.tsx'
import { formatInteger } from '#locales/format.ts'
import { RuleLine } from './rule-line.tsx'
import type { NamedRuleRow } from './rule-view.ts'

export interface NamedRuleListView {
  rows: NamedRuleRow[]
  filter: { q?: string | undefined }
  previousCursor: string | null
  nextCursor: string | null
  mayEdit: boolean
}

interface Props {
  view: NamedRuleListView
  path: '/rules' | '/groups'
  title: string
  searchHint: string
  none: { title: string; text: string }
  next: NextStep
}

/** Templates or groups. Who may not change them reads what they say here. */
export function NamedRuleList({ view, path, title, searchHint, none, next }: Props) {
  const { t, locale } = useWords()
  const { rows, filter, mayEdit } = view
  const columns = { rule: t('rule-templates:ruleColumn'), cards: t('rule-templates:cards') }
  const empty = (
    <EmptyState title={none.title} icon={path === '/rules' ? 'audit' : 'company'} next={next}>
      {none.text}
    </EmptyState>
  )
  const head = (
    <>
      <th scope="col">{t('rule-templates:name')}</th>
      <th scope="col">{columns.rule}</th>
      <th scope="col" className="num">
        {columns.cards}
      </th>
    </>
  )
  return (
    <FilteredList
      {...{ path, filter, empty, searchHint, ...usePageHrefs(view) }}
      applied={[]}
      fields={null}
      hasRows={rows.length > 0}
    >
      {(bar) => (
        <Table label={title} head={head} bar={bar}>
          {rows.map(({ id, name, cards, summary }) => (
            <tr key={id}>
              <td className="main">{mayEdit ? <a href={`${path}/${id}`}>{name}</a> : name}</td>
              <td data-label={columns.rule}>
                <RuleLine facts={summary} />
              </td>
              <td className="num" data-label={columns.cards}>
                {formatInteger(cards, locale)}
              </td>
            </tr>
          ))}
        </Table>
      )}
    </FilteredList>
  )
}
