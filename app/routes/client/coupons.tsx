import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { CouponList } from '#app/components/coupon-list.tsx'
import { ExportLinks } from '#app/components/export-links.tsx'
import { useAsOf } from '#app/components/list-summary.tsx'
import { PageHead } from '#app/components/page-head.tsx'
import type { PageHandle } from '#app/components/page-title.ts'
import { useWords } from '#app/components/words.ts'
import { listCoupons } from '#app/domain/coupons/coupon-lists.server.ts'
import { CouponFilter } from '#app/domain/coupons/coupons.input.server.ts'
import { couponListView } from '#app/web/coupon-views.server.ts'
import { requireClient } from '#app/web/guards.server.ts'
import { queryOf } from '#app/web/paging.ts'

export const handle: PageHandle = { title: 'coupons:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const filter = CouponFilter.parse(queryOf(new URL(request.url)))
  return couponListView(ctx, await listCoupons(ctx, ctx.actor.companyId, filter), filter)
}

export default function Coupons() {
  const view = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <>
      <PageHead title={t('coupons:title')} asOf={useAsOf(view.asOf)}>
        {view.rows.length > 0 ? <ExportLinks path="/coupons/export" /> : null}
      </PageHead>
      <CouponList view={view} path="/coupons" />
    </>
  )
}
