import { Icon } from '#app/ui/layout/icon.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { useListHref } from './list-hrefs.ts'

const names = { xlsx: 'Excel', csv: 'CSV' }

/**
 * Exactly what the filters show, as a workbook for people or as text for 1C. The browser itself follows the link: it
 * keeps the file, and where the session is over it shows the way in instead of keeping that page as a file.
 */
export function ExportLinks({ path }: { path: string }) {
  const { t } = useWords()
  const href = useListHref()
  return (
    <>
      {(['xlsx', 'csv'] as const).map((format) => (
        <a
          key={format}
          className="btn"
          href={href({ format }, path)}
          data-reload
          title={t('common:list.exportHint')}
          aria-label={`${t('common:action.export')}: ${names[format]}`}
        >
          <Icon name="download" className="icon-sm" />
          {names[format]}
        </a>
      ))}
    </>
  )
}
