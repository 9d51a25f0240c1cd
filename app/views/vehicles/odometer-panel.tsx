import type { ReactNode } from 'react'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { Table } from '#app/ui/list/table.tsx'
import { formatDateTime, formatInteger } from '#locales/format.ts'
import type { ReadingView } from './vehicle-view.ts'

interface Props {
  readings: readonly ReadingView[]
  /** The link to the form, for who may. */
  action?: ReactNode
}

/** What the odometer showed, the newest first. */
export function OdometerPanel({ readings, action }: Props) {
  const { t, locale } = useWords()
  const title = t('fleet:odometer.title')
  if (readings.length === 0) {
    return (
      <Panel title={title} action={action}>
        <p className="quiet">{t('fleet:odometer.none')}</p>
      </Panel>
    )
  }
  const columns = { km: t('fleet:odometer.km'), from: t('fleet:odometer.from') }
  const head = (
    <>
      <th scope="col">{t('fleet:odometer.when')}</th>
      <th scope="col" className="num">
        {columns.km}
      </th>
      <th scope="col">{columns.from}</th>
    </>
  )
  return (
    <Panel title={title} action={action} flush>
      <Table label={title} head={head}>
        {readings.map((reading) => (
          <tr key={reading.id}>
            <td className="main nowrap">
              {reading.href ? (
                <a href={reading.href}>{formatDateTime(reading.at, locale)}</a>
              ) : (
                formatDateTime(reading.at, locale)
              )}
            </td>
            <td className="num" data-label={columns.km}>
              {formatInteger(reading.km, locale)}
            </td>
            <td data-label={columns.from}>
              <span>
                {t(`fleet:odometer.source.${reading.source}`)}
                <ReadingMarks {...reading} />
              </span>
            </td>
          </tr>
        ))}
      </Table>
    </Panel>
  )
}

function ReadingMarks({ isFull, isUnlikely }: Pick<ReadingView, 'isFull' | 'isUnlikely'>) {
  const { t } = useWords()
  return (
    <>
      {isFull ? <small>{t('fleet:odometer.full')}</small> : null}
      {isUnlikely ? <small className="stat-warn">{t('fleet:odometer.unlikely')}</small> : null}
    </>
  )
}
