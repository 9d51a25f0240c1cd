import { PostButton } from '#app/ui/form/post-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'

export interface ImportLeftOutProps {
  id: number
  rows: readonly number[]
  faults: readonly string[]
}

const PLACEHOLDERS = { value: '…', first: '…', station: '…', receipt: '…', max: '…' }

/** What a person left out by hand, each with the way back. */
export function ImportLeftOut({ id, rows, faults }: ImportLeftOutProps) {
  const { t, say } = useWords()
  const { formNonce } = useRoot()
  if (rows.length + faults.length === 0) return null
  const back = (name: string, value: string) => (
    <PostButton small action={`/admin/imports/${id}/adjust`} nonce={formNonce} fields={{ [name]: value }}>
      {t('imports:leaveOut.takeBack')}
    </PostButton>
  )
  return (
    <Panel title={t('imports:leaveOut.chosen')}>
      <ul className="stack-sm">
        {faults.map((code) => (
          <li key={code} className="row">
            <span>{say(`imports:faults.${code}`, PLACEHOLDERS)}</span>
            {back('takeBackFault', code)}
          </li>
        ))}
        {rows.map((row) => (
          <li key={row} className="row">
            <span>{t('imports:leaveOut.rowNumber', { row })}</span>
            {back('takeBackRow', String(row))}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
