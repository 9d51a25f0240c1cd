import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { unblockCoupon } from '#app/domain/coupons/coupons.server.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { NoFields } from '#app/http/forms/submit.server.ts'
import { submitBlock } from '#app/http/forms/submit-block.server.ts'
import { requireClientOfCoupon } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { couponToBlock } from '#app/views/coupons/coupon-block.server.ts'
import { CouponBlockPage } from '#app/views/coupons/coupon-block-page.tsx'

export const handle: PageHandle = { title: 'coupons:unblock.action' }

/** The question as a page: for a link, and for an answer that was refused. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCoupon(request, context, id)
  const of = await couponToBlock(ctx, ctx.actor.companyId, id, `/coupons/${id}`)
  requireRightIn(ctx, ctx.actor.companyId, 'block_coupons')
  return of.unblock
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCoupon(request, context, id)
  const change = { thing: 'coupon', becomes: 'unblocked', href: `/coupons/${id}` } as const
  return submitBlock(ctx, request, NoFields, change, () => unblockCoupon(ctx, ctx.actor.companyId, id))
}

export default function UnblockCoupon() {
  return (
    <CouponBlockPage
      kind="unblock"
      of={useLoaderData<typeof loader>()}
      answer={useActionData<typeof action>()}
    />
  )
}
