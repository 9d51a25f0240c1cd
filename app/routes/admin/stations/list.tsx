import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { may } from '#app/domain/kernel/rights.ts'
import { listStations } from '#app/domain/stations/station-lists.server.ts'
import { StationFilter } from '#app/domain/stations/stations.input.server.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { queryOf } from '#app/ui/list/list-hrefs.ts'
import { useAsOf } from '#app/ui/list/list-summary.tsx'
import { useImportStep } from '#app/views/imports/import-step.ts'
import { StationList } from '#app/views/stations/station-list.tsx'
import { stationListView } from '#app/views/stations/station-view.server.ts'

export const handle: PageHandle = { title: 'stations:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const filter = StationFilter.parse(queryOf(new URL(request.url)))
  const view = stationListView(await listStations(ctx, filter), filter, ctx.now)
  return { view, mayImport: may(ctx.actor, 'run_imports') }
}

export default function Stations() {
  const { view, mayImport } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <>
      <PageHead title={t('stations:title')} asOf={useAsOf(view.asOf)}>
        <a className="btn" href="/admin/stations-network">
          {t('stations:shortages')}
        </a>
      </PageHead>
      <StationList view={view} path="/admin/stations" next={useImportStep(mayImport)} />
    </>
  )
}
