import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { editStation, findStationByCode } from '#app/domain/stations/station-details.server.ts'
import { EditStation } from '#app/domain/stations/stations.input.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { Alert } from '#app/ui/feedback/alert.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { StationFields } from '#app/views/stations/station-fields.tsx'
import { StationForm } from '#app/views/stations/station-form.tsx'
import { stationValues } from '#app/views/stations/station-view.server.ts'

export const handle: PageHandle = { title: 'stations:edit.action' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  requireRight(ctx, 'edit_stations')
  const station = await findStationByCode(ctx, params.code ?? '')
  return { code: station.code, values: stationValues(station) }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const code = params.code ?? ''
  return submit(ctx, request, EditStation, async (input) => {
    const { name } = await editStation(ctx, code, input)
    const page = `/admin/stations/${encodeURIComponent(code)}`
    return redirectWithToast(ctx.settings, page, 'stations:saved', { name })
  })
}

export default function EditStationPage() {
  const { code, values } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <StationForm
      station={{ code, name: values.name }}
      title={`${values.name} (${code})`}
      lead={<Alert tone="info">{t('stations:edit.registerHint')}</Alert>}
      submitLabel={t('common:action.save')}
      answer={answer}
    >
      <StationFields station={values} />
    </StationForm>
  )
}
