import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { closeStation } from '#app/domain/stations/outages.server.ts'
import { findStationByCode } from '#app/domain/stations/station-details.server.ts'
import { CloseStation } from '#app/domain/stations/stations.input.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { PeriodFields } from '#app/views/stations/period-fields.tsx'
import { StationForm } from '#app/views/stations/station-form.tsx'

export const handle: PageHandle = { title: 'stations:close.action' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  requireRight(ctx, 'edit_stations')
  const { code, name, version } = await findStationByCode(ctx, params.code ?? '')
  return { code, name, version }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const code = params.code ?? ''
  return submit(ctx, request, CloseStation, async (input) => {
    const { name } = await closeStation(ctx, code, input)
    const page = `/admin/stations/${encodeURIComponent(code)}`
    return redirectWithToast(ctx.settings, page, 'stations:close.done', { name })
  })
}

export default function CloseStationPage() {
  const station = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <StationForm
      station={station}
      title={t('stations:close.title', { name: station.name })}
      lead={<p>{t('stations:close.hint')}</p>}
      submitLabel={t('stations:close.action')}
      danger
      answer={answer}
    >
      <PeriodFields version={station.version} />
    </StationForm>
  )
}
