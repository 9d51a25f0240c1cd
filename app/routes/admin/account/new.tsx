import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { findCompany } from '#app/domain/companies/companies.server.ts'
import { bookEntryInput } from '#app/domain/contract-account/account.input.server.ts'
import { bookEntry } from '#app/domain/contract-account/entries.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import { rowIdIn } from '#app/domain/kernel/id.input.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EntryForm } from '#app/views/contract-account/entry-form.tsx'

export const handle: PageHandle = { title: 'contract-account:book' }

/** `corrects`: the entry that is to be put right. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { id, name } = await findCompany(ctx, positiveId(params.id))
  requireRight(ctx, 'book_entries')
  const corrects = rowIdIn(new URL(request.url).searchParams.get('corrects'))
  const today = businessDay(ctx.now)
  return { id, name, today, corrects: corrects === undefined ? '' : String(corrects) }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { id } = await findCompany(ctx, positiveId(params.id))
  requireRight(ctx, 'book_entries')
  return submit(ctx, request, bookEntryInput(businessDay(ctx.now)), async (input) => {
    await bookEntry(ctx, asCompanyId(id), input)
    return redirectWithToast(ctx.settings, `/admin/companies/${id}/account`, 'contract-account:booked')
  })
}

export default function NewEntry() {
  const { id, name, today, corrects } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  const back = `/admin/companies/${id}/account`
  return (
    <>
      <PageHead
        title={corrects === '' ? t('contract-account:book') : t('contract-account:correct')}
        crumbs={[
          { label: name, href: `/admin/companies/${id}` },
          { label: t('contracts:account'), href: back },
        ]}
      />
      <EntryForm today={today} corrects={corrects} back={back} answer={answer} />
    </>
  )
}
