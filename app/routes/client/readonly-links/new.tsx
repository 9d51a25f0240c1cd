import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { addDays, businessDay, startOfMonth } from '#app/domain/kernel/calendar.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { NewReadonlyLink } from '#app/domain/readonly-links/readonly-links.input.server.ts'
import { createReadonlyLink } from '#app/domain/readonly-links/readonly-links.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { ReadonlyLinkForm } from '#app/views/readonly-links/readonly-link-form.tsx'

export const handle: PageHandle = { title: 'readonly-links:new' }

/** Offers the month before this one. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  requireRight(ctx, 'share_readonly')
  const to = addDays(startOfMonth(businessDay(ctx.now)), -1)
  return { period: { from: startOfMonth(to), to } }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  requireRight(ctx, 'share_readonly')
  return submit(ctx, request, NewReadonlyLink, async (input) => {
    return redirect(`/readonly-links/${await createReadonlyLink(ctx, ctx.actor.companyId, input)}`)
  })
}

export default function NewLink() {
  const { period } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={t('readonly-links:new')}
        crumbs={[{ label: t('readonly-links:title'), href: '/readonly-links' }]}
      />
      <Panel>
        <ReadonlyLinkForm answer={answer} period={period} />
      </Panel>
    </>
  )
}
