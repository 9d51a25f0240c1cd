import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { findCompany } from '#app/domain/companies/companies.server.ts'
import { promiseInput } from '#app/domain/contract-account/account.input.server.ts'
import { promisePayment } from '#app/domain/contract-account/promises.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { PromiseForm } from '#app/views/contract-account/entry-form.tsx'

export const handle: PageHandle = { title: 'contract-account:promise' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { id, name } = await findCompany(ctx, positiveId(params.id))
  requireRight(ctx, 'book_entries')
  return { id, name, today: businessDay(ctx.now) }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { id } = await findCompany(ctx, positiveId(params.id))
  requireRight(ctx, 'book_entries')
  return submit(ctx, request, promiseInput(businessDay(ctx.now)), async (input) => {
    await promisePayment(ctx, asCompanyId(id), input)
    return redirectWithToast(ctx.settings, `/admin/companies/${id}/account`, 'contract-account:promiseKept')
  })
}

export default function PromisePage() {
  const { id, name, today } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  const back = `/admin/companies/${id}/account`
  return (
    <>
      <PageHead
        title={t('contract-account:promise')}
        lead={t('contract-account:promiseLead')}
        crumbs={[
          { label: name, href: `/admin/companies/${id}` },
          { label: t('contracts:account'), href: back },
        ]}
      />
      <PromiseForm today={today} back={back} answer={answer} />
    </>
  )
}
