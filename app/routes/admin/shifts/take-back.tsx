import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { findClosedFill, findTakeable, takeBackFill } from '#app/domain/till/closed-fills.server.ts'
import { TakeBack } from '#app/domain/till/till.input.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { TakeBackForm } from '#app/views/till/take-back-form.tsx'
import { fillView } from '#app/views/till/till-view.server.ts'

export const handle: PageHandle = { title: 'till:takeBack.action' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const id = positiveId(params.id)
  const { fill, volume, amount } = await findTakeable(ctx, id, positiveId(params.fillId))
  return { id, fill: fillView(fill, ctx.locale), volume, amount }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const id = positiveId(params.id)
  const fill = await findClosedFill(ctx, id, positiveId(params.fillId))
  return submit(ctx, request, TakeBack, async (input) => {
    await takeBackFill(ctx, id, fill.id, input)
    return redirectWithToast(ctx.settings, `/admin/shifts/${id}`, 'till:takeBack.done')
  })
}

export default function TakeBackPage() {
  const { id, fill, ...rest } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  const shift = `/admin/shifts/${id}`
  return (
    <>
      <PageHead
        title={t('till:takeBack.action')}
        crumbs={[
          { label: t('till:admin.title'), href: '/admin/shifts' },
          { label: t('till:shift.numbered', { id }), href: shift },
        ]}
      />
      <TakeBackForm fill={fill} {...rest} action={`${shift}/fills/${fill.id}/take-back`} answer={answer} />
    </>
  )
}
