import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { lastDeclines } from '#app/domain/declines/declines.server.ts'
import { findStationByCode } from '#app/domain/stations/station-details.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { declineRow, readerOf } from '#app/views/authorizations/declines-view.server.ts'
import { LastDeclines } from '#app/views/authorizations/last-declines.tsx'
import { StationFacts } from '#app/views/stations/station-facts.tsx'
import { StationHead } from '#app/views/stations/station-head.tsx'
import { StationOutages } from '#app/views/stations/station-outages.tsx'
import { stationView } from '#app/views/stations/station-view.server.ts'

export const handle: PageHandle = { title: 'stations:title' }

/** Older ones are in the list. */
const LATEST = { limit: 5, days: 30 }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const found = await findStationByCode(ctx, params.code ?? '')
  const declines = await lastDeclines(ctx, ctx.actor.companyId, { station: found.code }, LATEST)
  const reader = await readerOf(ctx)
  return {
    station: stationView(found, ctx.now),
    declines: declines.map((declined) => declineRow(declined, reader)),
  }
}

export default function Station() {
  const { station, declines } = useLoaderData<typeof loader>()
  return (
    <>
      <StationHead station={station} path="/stations" />
      <div className="stack">
        <StationOutages station={station} manageHref={null} />
        <StationFacts station={station} />
        <LastDeclines rows={declines} href={`/refusals?station=${encodeURIComponent(station.code)}`} />
      </div>
    </>
  )
}
