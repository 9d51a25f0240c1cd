import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { may } from '#app/domain/kernel/rights.ts'
import { findStationByCode, listStationEvents } from '#app/domain/stations/station-details.server.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { StationFacts } from '#app/views/stations/station-facts.tsx'
import { StationHead } from '#app/views/stations/station-head.tsx'
import { StationHistory } from '#app/views/stations/station-history.tsx'
import { StationOutages } from '#app/views/stations/station-outages.tsx'
import { stationEventRows, stationView } from '#app/views/stations/station-view.server.ts'

export const handle: PageHandle = { title: 'stations:title' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const station = await findStationByCode(ctx, params.code ?? '')
  return {
    station: stationView(station, ctx.now),
    events: stationEventRows(await listStationEvents(ctx, station.id)),
    mayEdit: may(ctx.actor, 'edit_stations'),
  }
}

export default function Station() {
  const { station, events, mayEdit } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const here = `/admin/stations/${encodeURIComponent(station.code)}`
  return (
    <>
      <StationHead station={station} path="/admin/stations">
        {mayEdit ? (
          <>
            <a className="btn" href={`${here}/edit`}>
              {t('stations:edit.action')}
            </a>
            <a className="btn" href={`${here}/shortage`}>
              {t('stations:shortage.action')}
            </a>
            <a className="btn btn-warn" href={`${here}/close`}>
              {t('stations:close.action')}
            </a>
          </>
        ) : null}
      </StationHead>
      <div className="columns">
        <div className="stack">
          <StationOutages station={station} manageHref={mayEdit ? here : null} />
          <StationFacts station={station} />
        </div>
        <StationHistory rows={events} />
      </div>
    </>
  )
}
