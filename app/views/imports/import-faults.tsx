import { PostButton } from '#app/ui/form/post-button.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { withNumbersInGroups } from '#app/ui/list/number-in-groups.tsx'
import { Table } from '#app/ui/list/table.tsx'
import { formatInteger } from '#locales/format.ts'

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
  /** Rows by the code of their fault. */
  groups: readonly { code: string; rows: number }[]
  /** Rows may be left out. */
  mayAdjust: boolean
}

export function ImportFaults({ id, faults, total, groups, mayAdjust }: ImportFaultsProps) {
  const { t, say, locale } = useWords()
  const { formNonce } = useRoot()
  const n = formatInteger(total, locale)
  const head = (
    <>
      <th scope="col" className="num">
        {t('imports:faultList.row')}
      </th>
      <th scope="col">{t('imports:faultList.column')}</th>
      <th scope="col">{t('imports:faultList.value')}</th>
      <th scope="col">{t('imports:faultList.reason')}</th>
      {mayAdjust ? (
        <th scope="col">
          <span className="sr-only">{t('imports:leaveOut.row')}</span>
        </th>
      ) : null}
    </>
  )
  const shown = t('imports:faultList.shown', { n: formatInteger(faults.length, locale) })
  return (
    <section className="stack-sm" id="faults">
      <div className="row">
        <h2>{t('imports:faultList.count', { count: total, n })}</h2>
        <a className="btn" href={`/admin/imports/${id}/faults.csv`} download>
          {t('imports:faultList.download')}
        </a>
      </div>
      {mayAdjust ? <FaultGroups id={id} groups={groups} /> : null}
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
              {withNumbersInGroups(String(fault.params.value ?? ''))}
            </td>
            <td className="main">{withNumbersInGroups(say(`imports:faults.${fault.code}`, fault.params))}</td>
            {mayAdjust ? (
              <td>
                <PostButton
                  small
                  action={`/admin/imports/${id}/adjust`}
                  nonce={formNonce}
                  fields={{ leaveOutRow: String(fault.row) }}
                >
                  {t('imports:leaveOut.row')}
                </PostButton>
              </td>
            ) : null}
          </tr>
        ))}
      </Table>
      {total > faults.length ? <p className="quiet">{shown}</p> : null}
    </section>
  )
}

/** A kind of fault has no values of its own. */
const PLACEHOLDERS = {
  value: '…',
  first: '…',
  station: '…',
  receipt: '…',
  max: '…',
  cells: '…',
  expected: '…',
  decimals: '…',
}

/** What a person may say to all faults of a kind. */
const ANSWERS = {
  near_duplicate: {
    fields: { question0: 'near_duplicate', answer0: 'accept' },
    words: 'imports:leaveOut.accept',
  },
  row_short: { fields: { question0: 'row_short', answer0: 'accept' }, words: 'imports:leaveOut.acceptShort' },
  number_masked: { fields: { question0: 'masked', answer0: 'match' }, words: 'imports:leaveOut.matchMasked' },
} as const

function isAnswerable(code: string): code is keyof typeof ANSWERS {
  return Object.hasOwn(ANSWERS, code)
}

/** The faults by their kind: all rows with one of them are left out at once. */
function FaultGroups({ id, groups }: Pick<ImportFaultsProps, 'id' | 'groups'>) {
  const { t, say, locale } = useWords()
  const { formNonce } = useRoot()
  const action = `/admin/imports/${id}/adjust`
  return (
    <ul className="stack-sm">
      {groups.map(({ code, rows }) => (
        <li key={code} className="row">
          <span>{say(`imports:faults.${code}`, PLACEHOLDERS)}</span>
          <PostButton small action={action} nonce={formNonce} fields={{ leaveOutFault: code }}>
            {t('imports:leaveOut.fault', { count: rows, n: formatInteger(rows, locale) })}
          </PostButton>
          {isAnswerable(code) ? (
            <PostButton small action={action} nonce={formNonce} fields={ANSWERS[code].fields}>
              {t(ANSWERS[code].words)}
            </PostButton>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
