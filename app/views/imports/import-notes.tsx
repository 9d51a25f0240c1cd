import type { RegisterKind } from '#app/domain/imports/parsing/kinds.ts'
import type { FileTotal } from '#app/domain/imports/parsing/register.ts'
import { Alert } from '#app/ui/feedback/alert.tsx'
import { PostButton } from '#app/ui/form/post-button.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { formatInteger, formatMoney, formatVolume } from '#locales/format.ts'

export interface ImportNotesProps {
  id: number
  /** What the file looks like, if it is not what it was uploaded as. */
  otherKind: RegisterKind | null
  otherSheets: readonly string[]
  hiddenRows: number
  totals: readonly FileTotal[]
  mayAdjust: boolean
}

/** What a person should know of the file before deciding. */
export function ImportNotes({ id, otherKind, otherSheets, hiddenRows, totals, mayAdjust }: ImportNotesProps) {
  const { t, locale } = useWords()
  const { formNonce } = useRoot()
  const n = formatInteger(hiddenRows, locale)
  const figure = (field: FileTotal['field'], value: number) =>
    field === 'volume' ? formatVolume(value, locale) : formatMoney(value, locale)
  return (
    <>
      {otherKind ? (
        <Alert tone="warn">
          <p>{t('imports:otherKind.text', { kind: t(`admin:data.kind.${otherKind}`) })}</p>
          {mayAdjust ? (
            <PostButton action={`/admin/imports/${id}/adjust`} nonce={formNonce} fields={{ kind: otherKind }}>
              {t('imports:otherKind.action', { kind: t(`admin:data.kind.${otherKind}`) })}
            </PostButton>
          ) : null}
        </Alert>
      ) : null}
      {otherSheets.length > 0 ? (
        <Alert tone="info">{t('imports:hidden.sheets', { sheets: otherSheets.join(', ') })}</Alert>
      ) : null}
      {hiddenRows > 0 ? (
        <Alert tone="info">{t('imports:hidden.rows', { count: hiddenRows, n })}</Alert>
      ) : null}
      {totals.length > 0 ? (
        <Alert tone="warn" title={t('imports:totals.title')}>
          {totals.map(({ row, field, shown, counted }) => (
            <p key={`${row} ${field}`}>
              {t('imports:totals.row', {
                row,
                shown: figure(field, shown),
                counted: figure(field, counted),
              })}
            </p>
          ))}
        </Alert>
      ) : null}
    </>
  )
}
