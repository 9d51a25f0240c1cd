import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { blockCoupon, findCoupon } from '#app/domain/coupons/coupons.server.ts'
import { BlockReason } from '#app/domain/kernel/block-reason.input.server.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { blockToast } from '#app/http/forms/block-toast.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireClientOfCoupon } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'
import { BlockPage } from '#app/ui/form/block-form.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { couponBlockQuestion } from '#app/views/coupons/coupon-block.ts'

export const handle: PageHandle = { title: 'coupons:block.action' }

/** The question as a page: for a link, and for an answer that was refused. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCoupon(request, context, id)
  const coupon = await findCoupon(ctx, ctx.actor.companyId, id)
  requireRightIn(ctx, ctx.actor.companyId, 'block_coupons')
  return { id, number: coupon.number, reach: coupon.reach, can: coupon.canBlock }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCoupon(request, context, id)
  return submit(ctx, request, BlockReason, async (input) => {
    const { number } = await blockCoupon(ctx, ctx.actor.companyId, id, input)
    return redirectWithToast(ctx.settings, `/coupons/${id}`, blockToast(ctx.settings, 'coupon', 'blocked'), {
      number,
    })
  })
}

export default function BlockCoupon() {
  const { id, number, reach, can } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <BlockPage
      question={couponBlockQuestion(t, 'block', number, reach)}
      of={{ label: t('coupons:numbered', { number }), href: `/coupons/${id}` }}
      answer={useActionData<typeof action>()}
      refusal={can ? undefined : t('errors:coupon_not_blockable')}
    />
  )
}
