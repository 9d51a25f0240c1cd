import { Alert } from '#app/ui/feedback/alert.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { useListHref } from '#app/ui/list/list-hrefs.ts'
import { withNumbersInGroups } from '#app/ui/list/number-in-groups.tsx'
import type { CheckView } from './check-view.ts'

/** What a search found where that is not one card or coupon: none, or several to choose from. */
export function CheckFound({ view: { notFound, choices, isStaff } }: { view: CheckView }) {
  const { t } = useWords()
  const href = useListHref()
  if (notFound) {
    return (
      <div data-code={notFound}>
        <Alert tone="warn">
          <p>{t(isStaff ? 'check:notFoundAnywhere' : 'check:notFound')}</p>
        </Alert>
      </div>
    )
  }
  if (choices.length === 0) return null
  return (
    <Panel title={t('check:which')}>
      <ul>
        {choices.map(({ kind, id, name, about }) => (
          <li key={`${kind} ${id}`}>
            <a href={href({ instrument: null, [kind]: String(id) })}>
              {t(`check:${kind}`)} {withNumbersInGroups(name)}
            </a>
            {about ? ` (${about})` : null}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
