import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { findCompany } from '#app/domain/companies/companies.server.ts'
import { listCoupons } from '#app/domain/coupons/coupon-lists.server.ts'
import { CouponFilter } from '#app/domain/coupons/coupons.input.server.ts'
import { asCompanyId } from '#app/domain/kernel/context.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { queryOf } from '#app/ui/list/list-hrefs.ts'
import { useAsOf } from '#app/ui/list/list-summary.tsx'
import { CompanyTabs } from '#app/views/companies/company-tabs.tsx'
import { CouponList } from '#app/views/coupons/coupon-list.tsx'
import { couponListView } from '#app/views/coupons/coupon-view.server.ts'
import { useImportStep } from '#app/views/imports/import-step.ts'

export const handle: PageHandle = { title: 'coupons:title' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { id, name } = await findCompany(ctx, positiveId(params.id))
  const filter = CouponFilter.parse(queryOf(new URL(request.url)))
  const list = await listCoupons(ctx, asCompanyId(id), filter)
  return { id, name, mayImport: may(ctx.actor, 'run_imports'), view: couponListView(ctx, list, filter) }
}

export default function CompanyCoupons() {
  const { id, name, mayImport, view } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={name}
        crumbs={[{ label: t('companies:title'), href: '/admin/companies' }]}
        asOf={useAsOf(view.asOf)}
      />
      <CompanyTabs id={id} current="coupons" />
      <CouponList view={view} path={`/admin/companies/${id}/coupons`} next={useImportStep(mayImport)} />
    </>
  )
}
