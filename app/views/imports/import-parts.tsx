import type { RegisterKind } from '#app/domain/imports/parsing/kinds.ts'
import { formatInteger } from '#app/domain/kernel/format.ts'
import { StatCard } from '#app/ui/chart/stat-card.tsx'
import { Alert } from '#app/ui/feedback/alert.tsx'
import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { Table } from '#app/ui/list/table.tsx'

export interface ImportCounts {
  total: number
  added: number
  changed: number
  same: number
  faulty: number
}

export function ImportCountTiles({ counts }: { counts: ImportCounts }) {
  const { t, locale } = useWords()
  const n = (value: number) => formatInteger(value, locale)
  return (
    <div className="tiles tiles-five">
      <StatCard label={t('imports:preview.total')} value={n(counts.total)} />
      <StatCard label={t('imports:preview.new')} value={n(counts.added)} />
      <StatCard label={t('imports:preview.changed')} value={n(counts.changed)} />
      <StatCard label={t('imports:preview.same')} value={n(counts.same)} />
      <StatCard label={t('imports:preview.faulty')} value={n(counts.faulty)} />
    </div>
  )
}

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

export interface ImportFaultsProps {
  id: number
  faults: readonly {
    id: number
    row: number
    column: string | null
    code: string
    params: Record<string, string | number>
  }[]
  /** Of all, also those that are not listed here. */
  total: number
  /** More than are kept. */
  capped: boolean
}

export function ImportFaults({ id, faults, total, capped }: ImportFaultsProps) {
  const { t, say, locale } = useWords()
  const n = formatInteger(total, locale)
  const head = (
    <>
      <th scope="col" className="num">
        {t('imports:faultList.row')}
      </th>
      <th scope="col">{t('imports:faultList.column')}</th>
      <th scope="col">{t('imports:faultList.value')}</th>
      <th scope="col">{t('imports:faultList.reason')}</th>
    </>
  )
  const shown = t('imports:faultList.shown', { n: formatInteger(faults.length, locale) })
  return (
    <section className="stack-sm">
      <div className="row">
        <h2>{t('imports:faultList.count', { count: total, n })}</h2>
        <a className="btn" href={`/admin/imports/${id}/faults.csv`} download>
          {t('imports:faultList.download')}
        </a>
      </div>
      <p className="quiet">{t('imports:commit.blocked')}</p>
      <Table label={t('imports:faultList.title')} head={head}>
        {faults.map((fault) => (
          <tr key={fault.id}>
            <td className="num" data-label={t('imports:faultList.row')}>
              {formatInteger(fault.row, locale)}
            </td>
            <td data-label={t('imports:faultList.column')}>{fault.column}</td>
            <td
              className={fault.params.value ? undefined : 'narrow-hide'}
              data-label={t('imports:faultList.value')}
            >
              {fault.params.value}
            </td>
            <td className="main">{say(`imports:faults.${fault.code}`, fault.params)}</td>
          </tr>
        ))}
      </Table>
      {capped ? (
        <p className="quiet">{t('imports:faultList.capped')}</p>
      ) : total > faults.length ? (
        <p className="quiet">{shown}</p>
      ) : null}
    </section>
  )
}

export interface ImportDecisionProps {
  id: number
  counts: ImportCounts
  mayCommit: boolean
  mayDiscard: boolean
}

export function ImportDecision({ id, counts, mayCommit, mayDiscard }: ImportDecisionProps) {
  const { t, locale } = useWords()
  const { formNonce } = useRoot()
  const n = (value: number) => formatInteger(value, locale)
  const rows = counts.added + counts.changed
  return (
    <div className="row">
      {mayCommit ? (
        <ConfirmPanel
          trigger={t('imports:commit.action', { count: rows, n: n(rows) })}
          title={t('imports:commit.title')}
          consequence={t('imports:commit.consequence', {
            added: n(counts.added),
            changed: n(counts.changed),
          })}
          action={`/admin/imports/${id}/commit`}
          nonce={formNonce}
          look="calm"
          id="commit"
        />
      ) : null}
      {mayDiscard ? (
        <ConfirmPanel
          trigger={t('imports:discard.action')}
          title={t('imports:discard.action')}
          consequence={t('imports:discard.confirm')}
          action={`/admin/imports/${id}/discard`}
          nonce={formNonce}
          id="discard"
        />
      ) : null}
    </div>
  )
}
