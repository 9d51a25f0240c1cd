import { Icon } from '#app/ui/layout/icon.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { useListHref } from './list-hrefs.ts'

const names = { xlsx: 'Excel', csv: 'CSV', csv1c: 'CSV (1C)' }

/**
 * Exactly what the filters show, as a workbook, or as text for Excel or for 1C. The browser itself follows the link: it
 * keeps the file, and where the session is over it shows the way in instead of keeping that page as a file.
 */
export function ExportLinks({ path }: { path: string }) {
  const { t } = useWords()
  const href = useListHref()
  return (
    <details className="menu export-menu">
      <summary className="btn">
        <Icon name="download" className="icon-sm" />
        {t('common:action.export')}
      </summary>
      <div className="menu-panel">
        {(['xlsx', 'csv', 'csv1c'] as const).map((format) => (
          <a
            key={format}
            className="menu-item"
            href={href({ format }, path)}
            data-reload
            title={t('common:list.exportHint')}
            aria-label={`${t('common:action.export')}: ${names[format]}`}
          >
            {names[format]}
          </a>
        ))}
      </div>
    </details>
  )
}
