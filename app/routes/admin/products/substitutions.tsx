import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { addDays, businessDay } from '#app/domain/kernel/calendar.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { NewSubstitution } from '#app/domain/stations/substitutions.input.server.ts'
import { addSubstitution, listSubstitutions } from '#app/domain/stations/substitutions.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { SubstitutionForm, SubstitutionTable } from '#app/views/products/substitutions.tsx'

export const handle: PageHandle = { title: 'products:substitutions' }

const PAGE = '/admin/products/substitutions'

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const rows = await listSubstitutions(ctx)
  return {
    rows: rows.map((row) => ({
      id: row.id,
      served: row.served,
      insteadOf: row.instead_of,
      station: row.station_name ?? row.station_code,
      from: businessDay(row.starts_at),
      until: addDays(businessDay(row.ends_at), -1),
    })),
    mayEdit: may(ctx.actor, 'edit_products'),
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  return submit(ctx, request, NewSubstitution, async (input) => {
    await addSubstitution(ctx, input)
    return redirectWithToast(ctx.settings, PAGE, 'products:substitution.added')
  })
}

export default function Substitutions() {
  const { rows, mayEdit } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={t('products:substitutions')}
        crumbs={[{ label: t('products:title'), href: '/admin/products' }]}
        lead={t('products:substitution.lead')}
      />
      <div className="stack">
        <SubstitutionTable rows={rows} mayEdit={mayEdit} />
        {mayEdit ? <SubstitutionForm answer={answer} /> : null}
      </div>
    </>
  )
}
