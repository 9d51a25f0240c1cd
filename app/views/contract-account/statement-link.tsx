import { useWords } from '#app/ui/layout/words.ts'
import { listHref } from '#app/ui/list/list-hrefs.ts'

interface Props {
  path: string
  /** Of the entries that are shown: the statement is of the same days. */
  filter: { from?: string | undefined; to?: string | undefined }
}

export function StatementLink({ path, filter }: Props) {
  const { t } = useWords()
  return (
    <a className="btn" href={listHref(`${path}/statement`, filter)}>
      {t('statement:title')}
    </a>
  )
}
