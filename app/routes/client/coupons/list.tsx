import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { listCoupons } from '#app/domain/coupons/coupon-lists.server.ts'
import { CouponFilter } from '#app/domain/coupons/coupons.input.server.ts'
import { holdersOf } from '#app/domain/handovers/handovers.server.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import { useSupportStep } from '#app/ui/feedback/support-contacts.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Part } from '#app/ui/layout/part.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { ExportLinks } from '#app/ui/list/export-links.tsx'
import { queryOf } from '#app/ui/list/list-hrefs.ts'
import { useAsOf } from '#app/ui/list/list-summary.tsx'
import { CouponList } from '#app/views/coupons/coupon-list.tsx'
import { couponListView } from '#app/views/coupons/coupon-view.server.ts'

export const handle: PageHandle = { title: 'coupons:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const filter = CouponFilter.parse(queryOf(new URL(request.url)))
  const { companyId } = ctx.actor
  const list = await listCoupons(ctx, companyId, filter)
  const ids = list.rows.map(({ id }) => id)
  const holders = await holdersOf(ctx, companyId, ids)
  return { ...couponListView(ctx, list, filter, holders), mayHandOver: may(ctx.actor, 'hand_over_coupons') }
}

export default function Coupons() {
  const { mayHandOver, ...view } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <>
      <PageHead title={t('coupons:title')} asOf={useAsOf(view.asOf)}>
        {view.rows.length > 0 ? <ExportLinks path="/coupons/export" /> : null}
        <a className="btn" href="/coupons/expiring">
          {t('coupons:expiring')}
        </a>
        <Part of="handovers">
          {mayHandOver ? (
            <a className="btn" href="/coupons/pick">
              {t('coupons:hand.pick')}
            </a>
          ) : null}
        </Part>
      </PageHead>
      <CouponList view={view} path="/coupons" next={useSupportStep()} mayHandOver={mayHandOver} />
    </>
  )
}
