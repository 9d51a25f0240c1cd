import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { may } from '#app/domain/kernel/rights.ts'
import { VehicleFilter } from '#app/domain/vehicles/vehicles.input.server.ts'
import { listVehicles } from '#app/domain/vehicles/vehicles.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { NextButton } from '#app/ui/list/empty-state.tsx'
import { ExportLinks } from '#app/ui/list/export-links.tsx'
import { queryOf } from '#app/ui/list/list-hrefs.ts'
import { VehicleList } from '#app/views/vehicles/vehicle-list.tsx'

export const handle: PageHandle = { title: 'fleet:vehicles.title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const filter = VehicleFilter.parse(queryOf(new URL(request.url)))
  const { rows, ...page } = await listVehicles(ctx, ctx.actor.companyId, filter)
  const { q, product, status } = filter
  return {
    view: {
      rows: rows.map(({ id, plate, make, product, tank, norm }) => ({
        id,
        plate,
        make,
        product,
        tank,
        norm,
      })),
      filter: { q, product, status },
      ...page,
    },
    mayManage: may(ctx.actor, 'manage_fleet'),
  }
}

export default function Vehicles() {
  const { view, mayManage } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const add = { label: t('fleet:vehicles.new'), href: '/vehicles/new', isMain: true }
  const next = mayManage ? add : { label: t('common:menu.cards'), href: '/cards' }
  return (
    <>
      <PageHead title={t('fleet:vehicles.title')} lead={t('fleet:vehicles.lead')}>
        {view.rows.length > 0 ? <ExportLinks path="/vehicles/export" /> : null}
        {mayManage ? (
          <>
            <a className="btn" href="/vehicles/import">
              {t('fleet:import.action')}
            </a>
            <NextButton next={add} />
          </>
        ) : null}
      </PageHead>
      <VehicleList view={view} next={next} />
    </>
  )
}
