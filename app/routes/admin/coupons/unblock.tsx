import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { findCompany } from '#app/domain/companies/companies.server.ts'
import { findCoupon, unblockCoupon } from '#app/domain/coupons/coupons.server.ts'
import { CallersReason } from '#app/domain/kernel/block-reason.input.server.ts'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { blockToast } from '#app/http/forms/block-toast.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireCouponForClient } from '#app/http/session/company-resource.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { BlockPage } from '#app/ui/form/block-form.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { blockForClient } from '#app/views/companies/block-for-client.ts'
import { couponBlockQuestion } from '#app/views/coupons/coupon-block.ts'

export const handle: PageHandle = { title: 'coupons:unblock.action' }

/** The question as a page: for a link, and for an answer that was refused. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  requireRight(ctx, 'block_for_clients')
  const company = await findCompany(ctx, positiveId(params.id))
  const coupon = await findCoupon(ctx, asCompanyId(company.id), positiveId(params.couponId))
  const href = `/admin/companies/${company.id}/coupons/${coupon.id}`
  return { href, number: coupon.number, reach: coupon.reach, can: coupon.canUnblock }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { ctx, companyId, id } = await requireCouponForClient(request, context, params)
  return submit(ctx, request, CallersReason, async (input) => {
    const { number } = await unblockCoupon(ctx, companyId, id, input)
    const href = `/admin/companies/${companyId}/coupons/${id}`
    return redirectWithToast(ctx.settings, href, blockToast(ctx.settings, 'coupon', 'unblocked'), { number })
  })
}

export default function UnblockCouponForClient() {
  const { href, number, reach, can } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <BlockPage
      question={blockForClient(t, couponBlockQuestion(t, 'unblock', number, reach))}
      of={{ label: t('coupons:numbered', { number }), href }}
      answer={useActionData<typeof action>()}
      refusal={can ? undefined : t('errors:coupon_not_unblockable')}
    />
  )
}
