import { Icon } from './icon.tsx'
import { useListHref } from './list-hrefs.ts'
import { useWords } from './words.ts'

/** Exactly what the filters show, as a file; the browser fetches it, so a page's JavaScript keeps its hands off. */
export function ExportLink({ path }: { path: string }) {
  const { t } = useWords()
  const href = useListHref()
  return (
    <a className="btn" href={href({}, path)} download title={t('common:list.exportHint')}>
      <Icon name="download" className="icon-sm" />
      {t('common:action.export')}
    </a>
  )
}
