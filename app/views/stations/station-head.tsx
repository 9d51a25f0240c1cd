import type { ReactNode } from 'react'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { StatusBadge } from '#app/ui/list/status-badge.tsx'
import type { StationRowView } from './station-view.ts'
import { opensText, stationStatusLabels } from './station-words.ts'

interface Props {
  station: StationRowView
  /** Of the list. */
  path: string
  children?: ReactNode
}

/** The title of a station's page: its name, and whether it is open. */
export function StationHead({ station, path, children }: Props) {
  const { t, locale } = useWords()
  return (
    <PageHead
      title={station.name}
      crumbs={[{ label: t('stations:title'), href: path }]}
      lead={opensText(t, locale, station) || null}
      badge={
        <StatusBadge of="station" state={station.state}>
          {stationStatusLabels(t)[station.state]}
        </StatusBadge>
      }
    >
      {children}
    </PageHead>
  )
}
