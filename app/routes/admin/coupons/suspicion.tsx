import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { findCompany } from '#app/domain/companies/companies.server.ts'
import { findCoupon } from '#app/domain/coupons/coupons.server.ts'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { SetSuspicion } from '#app/domain/signals/suspicions.input.server.ts'
import { setSuspicion } from '#app/domain/signals/suspicions.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireCouponForClient } from '#app/http/session/company-resource.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { SuspicionPanel } from '#app/views/signals/suspicion-panel.tsx'

export const handle: PageHandle = { title: 'suspicions:title' }

/** Staff stop it for a check, or let it work again. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  requireRight(ctx, 'mark_suspects')
  const company = await findCompany(ctx, positiveId(params.id))
  const coupon = await findCoupon(ctx, asCompanyId(company.id), positiveId(params.couponId))
  const href = `/admin/companies/${company.id}/coupons/${coupon.id}`
  return { href, number: coupon.number, suspicion: coupon.suspicion }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const { ctx, companyId, id } = await requireCouponForClient(request, context, params, 'mark_suspects')
  return submit(ctx, request, SetSuspicion, async (input) => {
    await setSuspicion(ctx, companyId, { kind: 'coupon', id }, input)
    const href = `/admin/companies/${companyId}/coupons/${id}`
    return redirectWithToast(
      ctx.settings,
      href,
      `common:history.${input.to === 'suspected' ? 'suspected' : 'unblocked'}`,
    )
  })
}

export default function CouponSuspicion() {
  const { href, number, suspicion } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <>
      <PageHead title={t('suspicions:title')} crumbs={[{ label: t('coupons:numbered', { number }), href }]} />
      <SuspicionPanel href={href} suspicion={suspicion} answer={useActionData<typeof action>()} />
    </>
  )
}
