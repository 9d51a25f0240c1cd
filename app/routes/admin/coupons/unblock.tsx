import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { unblockCoupon } from '#app/domain/coupons/coupons.server.ts'
import { CallersReason } from '#app/domain/kernel/block-reason.input.server.ts'
import { submitBlock } from '#app/http/forms/submit-block.server.ts'
import { requireCouponForClient } from '#app/http/session/company-resource.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { blockForClient } from '#app/views/companies/block-for-client.ts'
import { couponToBlock } from '#app/views/coupons/coupon-block.server.ts'
import { CouponBlockPage } from '#app/views/coupons/coupon-block-page.tsx'

export const handle: PageHandle = { title: 'coupons:unblock.action' }

/** The question as a page: for a link, and for an answer that was refused. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { ctx, companyId, id } = await requireCouponForClient(request, context, params)
  return (await couponToBlock(ctx, companyId, id, `/admin/companies/${companyId}/coupons/${id}`)).unblock
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { ctx, companyId, id } = await requireCouponForClient(request, context, params)
  const change = {
    thing: 'coupon',
    becomes: 'unblocked',
    href: `/admin/companies/${companyId}/coupons/${id}`,
  } as const
  return submitBlock(ctx, request, CallersReason, change, (input) => unblockCoupon(ctx, companyId, id, input))
}

export default function UnblockCouponForClient() {
  return (
    <CouponBlockPage
      kind="unblock"
      of={useLoaderData<typeof loader>()}
      answer={useActionData<typeof action>()}
      ask={blockForClient}
    />
  )
}
