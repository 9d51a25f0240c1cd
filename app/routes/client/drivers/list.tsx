import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { DriverFilter } from '#app/domain/drivers/drivers.input.server.ts'
import { listDrivers } from '#app/domain/drivers/drivers.server.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { NextButton } from '#app/ui/list/empty-state.tsx'
import { ExportLinks } from '#app/ui/list/export-links.tsx'
import { queryOf } from '#app/ui/list/list-hrefs.ts'
import { DriverList } from '#app/views/drivers/driver-list.tsx'

export const handle: PageHandle = { title: 'fleet:drivers.title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const filter = DriverFilter.parse(queryOf(new URL(request.url)))
  const { rows, ...page } = await listDrivers(ctx, ctx.actor.companyId, filter)
  const { q, status } = filter
  return {
    view: {
      rows: rows.map(({ id, name, phone, locale, comment }) => ({ id, name, phone, locale, comment })),
      filter: { q, status },
      ...page,
    },
    mayManage: may(ctx.actor, 'manage_fleet'),
  }
}

export default function Drivers() {
  const { view, mayManage } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const add = { label: t('fleet:drivers.new'), href: '/drivers/new', isMain: true }
  const next = mayManage ? add : { label: t('common:menu.cards'), href: '/cards' }
  return (
    <>
      <PageHead title={t('fleet:drivers.title')} lead={t('fleet:drivers.lead')}>
        {view.rows.length > 0 ? <ExportLinks path="/drivers/export" /> : null}
        {mayManage ? (
          <>
            <a className="btn" href="/drivers/import">
              {t('fleet:import.action')}
            </a>
            <NextButton next={add} />
          </>
        ) : null}
      </PageHead>
      <DriverList view={view} next={next} />
    </>
  )
}
