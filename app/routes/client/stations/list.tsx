import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listStations } from '#app/domain/stations/station-lists.server.ts'
import { StationFilter } from '#app/domain/stations/stations.input.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import { useSupportStep } from '#app/ui/feedback/support-contacts.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { queryOf } from '#app/ui/list/list-hrefs.ts'
import { useAsOf } from '#app/ui/list/list-summary.tsx'
import { StationList } from '#app/views/stations/station-list.tsx'
import { stationListView } from '#app/views/stations/station-view.server.ts'

export const handle: PageHandle = { title: 'stations:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const filter = StationFilter.parse(queryOf(new URL(request.url)))
  return stationListView(await listStations(ctx, filter), filter, ctx.now)
}

export default function Stations() {
  const view = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <>
      <PageHead title={t('stations:title')} asOf={useAsOf(view.asOf)} />
      <StationList view={view} path="/stations" next={useSupportStep()} />
    </>
  )
}
