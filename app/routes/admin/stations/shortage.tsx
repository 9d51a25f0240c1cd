import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { recordShortage } from '#app/domain/stations/outages.server.ts'
import { findStationByCode } from '#app/domain/stations/station-details.server.ts'
import { RecordShortage } from '#app/domain/stations/stations.input.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { Field } from '#app/ui/form/field.tsx'
import { Select } from '#app/ui/form/select.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { PeriodFields } from '#app/views/stations/period-fields.tsx'
import { StationForm } from '#app/views/stations/station-form.tsx'

export const handle: PageHandle = { title: 'stations:shortage.action' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  requireRight(ctx, 'edit_stations')
  const { code, name, version } = await findStationByCode(ctx, params.code ?? '')
  return { code, name, version }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const code = params.code ?? ''
  return submit(ctx, request, RecordShortage, async (input) => {
    const { name } = await recordShortage(ctx, code, input)
    const page = `/admin/stations/${encodeURIComponent(code)}`
    return redirectWithToast(ctx.settings, page, 'stations:shortage.done', { name })
  })
}

export default function ShortagePage() {
  const station = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <StationForm
      station={station}
      title={t('stations:shortage.title', { name: station.name })}
      lead={null}
      submitLabel={t('common:action.save')}
      answer={answer}
    >
      <Select
        name="product"
        label={t('common:field.product')}
        empty={t('common:form.choose')}
        options={useProducts().options}
        required
      />
      <Field
        name="cap"
        label={t('stations:shortage.cap')}
        hint={t('stations:shortage.capHint')}
        narrow
        inputMode="numeric"
        pattern="[1-9][0-9]{0,4}"
        maxLength={5}
        autoComplete="off"
      />
      <PeriodFields version={station.version} />
    </StationForm>
  )
}
