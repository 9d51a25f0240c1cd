import type { RegisterKind } from '#app/domain/imports/parsing/kinds.ts'
import { Alert } from '#app/ui/feedback/alert.tsx'
import { useWords } from '#app/ui/layout/words.ts'

export interface ImportFailureProps {
  failure: string | null
  kind: RegisterKind
  fileFaults: readonly { code: string; params: Record<string, string | number> }[]
  /** Required fields without a column, and those that several columns claim. */
  missing: readonly string[]
  ambiguous: readonly string[]
  /** What was used since, when an import could not be taken back. */
  used: readonly { row: number; key: string }[]
}

/** Nothing is broken: a person decides what comes next. */
const warnings = ['changed_since_check', 'committer_not_allowed', 'questions_open', 'stopped', 'used_since']

/** Why the file did not get further, in sentences. */
export function ImportFailure({ failure, kind, fileFaults, missing, ambiguous, used }: ImportFailureProps) {
  const { t, say } = useWords()
  const names = (fields: readonly string[]) =>
    fields.map((field) => say(`imports:fields.${kind}.${field}`)).join(', ')
  if (!failure) return null
  return (
    <Alert tone={warnings.includes(failure) ? 'warn' : 'bad'}>
      {[...warnings, 'columns_missing', 'unexpected'].includes(failure) ? (
        <p>{say(`imports:failure.${failure}`)}</p>
      ) : null}
      {fileFaults.map(({ code, params }) => (
        <p key={code}>{say(`imports:fileFaults.${code}`, params)}</p>
      ))}
      {missing.length > 0 ? <p>{t('imports:mapping.missing', { fields: names(missing) })}</p> : null}
      {ambiguous.length > 0 ? <p>{t('imports:mapping.ambiguous', { fields: names(ambiguous) })}</p> : null}
      {used.length > 0 ? (
        <p>{`${t('imports:undo.used')}: ${used.map(({ key }) => key).join(', ')}`}</p>
      ) : null}
    </Alert>
  )
}
