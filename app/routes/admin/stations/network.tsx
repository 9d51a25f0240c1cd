import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { may } from '#app/domain/kernel/rights.ts'
import { listNetworkShortages, recordNetworkShortage } from '#app/domain/stations/network-shortages.server.ts'
import { RecordNetworkShortage } from '#app/domain/stations/stations.input.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { NetworkShortageForm, NetworkShortages } from '#app/views/stations/network-shortages.tsx'
import { shortagesOf } from '#app/views/stations/station-view.server.ts'

export const handle: PageHandle = { title: 'station-network:title' }

const PAGE = '/admin/stations-network'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const rows = shortagesOf(await listNetworkShortages(ctx), ctx.now)
  return { rows, mayEdit: may(ctx.actor, 'edit_stations') }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  return submit(ctx, request, RecordNetworkShortage, async (input) => {
    await recordNetworkShortage(ctx, input)
    return redirectWithToast(ctx.settings, PAGE, 'station-network:done')
  })
}

export default function Network() {
  const { rows, mayEdit } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={t('station-network:title')}
        crumbs={[{ label: t('stations:title'), href: '/admin/stations' }]}
        lead={t('station-network:lead')}
      />
      <div className="stack">
        <NetworkShortages rows={rows} liftHref={mayEdit ? PAGE : null} />
        {mayEdit ? <NetworkShortageForm answer={answer} /> : null}
      </div>
    </>
  )
}
