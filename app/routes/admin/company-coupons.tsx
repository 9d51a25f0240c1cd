import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { CompanyTabs } from '#app/components/company-tabs.tsx'
import { CouponList } from '#app/components/coupon-list.tsx'
import { useAsOf } from '#app/components/list-summary.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import type { PageHandle } from '#app/components/page-title.ts'
import { useWords } from '#app/components/words.ts'
import { findCompany } from '#app/domain/companies/companies.server.ts'
import { listCoupons } from '#app/domain/coupons/coupon-lists.server.ts'
import { CouponFilter } from '#app/domain/coupons/coupons.input.server.ts'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import { couponListView } from '#app/web/coupon-views.server.ts'
import { positiveId, requireStaff } from '#app/web/guards.server.ts'
import { queryOf } from '#app/web/paging.ts'

export const handle: PageHandle = { title: 'coupons:title' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { id, name } = await findCompany(ctx, positiveId(params.id))
  const filter = CouponFilter.parse(queryOf(new URL(request.url)))
  const list = await listCoupons(ctx, asCompanyId(id), filter)
  return { id, name, view: couponListView(ctx, list, filter) }
}

export default function CompanyCoupons() {
  const { id, name, view } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={name}
        crumbs={[{ label: t('companies:title'), href: '/admin/companies' }]}
        asOf={useAsOf(view.asOf)}
      />
      <CompanyTabs id={id} current="coupons" />
      <CouponList view={view} path={`/admin/companies/${id}/coupons`} />
    </>
  )
}
