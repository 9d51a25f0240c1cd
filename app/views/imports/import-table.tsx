import type { ReactNode } from 'react'
import { type ImportStatus, shownStatus } from '#app/domain/imports/imports.ts'
import type { RegisterKind } from '#app/domain/imports/parsing/kinds.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { badges } from '#app/ui/list/status-badge.tsx'
import { Table } from '#app/ui/list/table.tsx'
import { formatDateTime, formatInteger } from '#locales/format.ts'

export interface ListedImport {
  id: number
  kind: RegisterKind
  status: ImportStatus
  fileName: string
  counts: { added: number; changed: number; faulty: number }
  createdBy: string | null
  /** Wall clock of Almaty. */
  createdAt: string
  failure: string | null
}

export function ImportTable({ imports, bar }: { imports: readonly ListedImport[]; bar?: ReactNode }) {
  const { t, locale } = useWords()
  const head = (
    <>
      <th scope="col">{t('imports:file')}</th>
      <th scope="col">{t('imports:kind.label')}</th>
      <th scope="col" className="num">
        {t('imports:preview.new')}
      </th>
      <th scope="col" className="num">
        {t('imports:preview.changed')}
      </th>
      <th scope="col" className="num">
        {t('imports:preview.faulty')}
      </th>
      <th scope="col" className="extra">
        {t('imports:by')}
      </th>
      <th scope="col">{t('imports:at')}</th>
      <th scope="col">{t('common:field.status')}</th>
    </>
  )
  return (
    <Table label={t('imports:title')} head={head} bar={bar}>
      {imports.map(({ id, kind, fileName, counts, createdBy, createdAt, ...row }) => (
        <tr key={id}>
          <td className="main">
            <a href={`/admin/imports/${id}`}>{fileName}</a>
          </td>
          <td className="half">{t(`admin:data.kind.${kind}`)}</td>
          <td className="num" data-label={t('imports:preview.new')}>
            {formatInteger(counts.added, locale)}
          </td>
          <td className="num" data-label={t('imports:preview.changed')}>
            {formatInteger(counts.changed, locale)}
          </td>
          <td className="num" data-label={t('imports:preview.faulty')}>
            {formatInteger(counts.faulty, locale)}
          </td>
          <td className="extra" data-label={t('imports:by')}>
            {createdBy ?? t('imports:byCommand')}
          </td>
          <td data-label={t('imports:at')}>{formatDateTime(createdAt, locale)}</td>
          <td className="state">
            <span className={badges.import[shownStatus(row)]}>{t(`imports:status.${shownStatus(row)}`)}</span>
          </td>
        </tr>
      ))}
    </Table>
  )
}
