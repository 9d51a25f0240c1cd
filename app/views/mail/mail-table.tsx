import type { ReactNode } from 'react'
import type { DeliveryStatus, ShownMailStatus } from '#app/domain/mail/mail.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { badges } from '#app/ui/list/status-badge.tsx'
import { Table } from '#app/ui/list/table.tsx'
import { formatDateTime } from '#locales/format.ts'

export interface ListedLetter {
  id: number
  template: string
  to: string
  status: ShownMailStatus
  delivery: DeliveryStatus | null
  /** When it was put into the queue: Almaty's wall clock. */
  at: string
}

export interface MailTableProps {
  letters: readonly ListedLetter[]
  bar: ReactNode
}

export function MailTable({ letters, bar }: MailTableProps) {
  const { t, say, locale } = useWords()
  const head = (
    <>
      <th scope="col">{t('mail:to')}</th>
      <th scope="col">{t('common:field.status')}</th>
      <th scope="col">{t('mail:delivery.label')}</th>
      <th scope="col">{t('mail:template.label')}</th>
      <th scope="col">{t('mail:queuedAt')}</th>
    </>
  )
  return (
    <Table label={t('mail:title')} head={head} bar={bar}>
      {letters.map((letter) => (
        <tr key={letter.id}>
          <td className="main">
            <a href={`/admin/mail/${letter.id}`}>{letter.to}</a>
          </td>
          <td className="state">
            <span className={badges.outbox[letter.status]}>{t(`mail:status.${letter.status}`)}</span>
          </td>
          <td data-label={t('mail:delivery.label')} className={letter.delivery ? undefined : 'narrow-hide'}>
            {letter.delivery ? (
              <span className={badges.delivery[letter.delivery]}>
                {t(`mail:delivery.${letter.delivery}`)}
              </span>
            ) : (
              <span className="quiet">—</span>
            )}
          </td>
          <td>{say(`mail:template.${letter.template}`)}</td>
          <td data-label={t('mail:queuedAt')} className="tabular nowrap">
            {formatDateTime(letter.at, locale)}
          </td>
        </tr>
      ))}
    </Table>
  )
}
