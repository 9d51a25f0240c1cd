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
}

/** Why the file did not get further, in sentences. */
export function ImportFailure({ failure, kind, fileFaults, missing, ambiguous }: ImportFailureProps) {
  const { t, say } = useWords()
  const names = (fields: readonly string[]) =>
    fields.map((field) => say(`imports:fields.${kind}.${field}`)).join(', ')
  if (!failure) return null
  const own = ['columns_missing', 'changed_since_check', 'committer_not_allowed', 'unexpected'].includes(
    failure,
  )
  return (
    <Alert tone={failure === 'changed_since_check' || failure === 'committer_not_allowed' ? 'warn' : 'bad'}>
      {own ? <p>{say(`imports:failure.${failure}`)}</p> : null}
      {fileFaults.map(({ code, params }) => (
        <p key={code}>{say(`imports:fileFaults.${code}`, params)}</p>
      ))}
      {missing.length > 0 ? <p>{t('imports:mapping.missing', { fields: names(missing) })}</p> : null}
      {ambiguous.length > 0 ? <p>{t('imports:mapping.ambiguous', { fields: names(ambiguous) })}</p> : null}
    </Alert>
  )
}
