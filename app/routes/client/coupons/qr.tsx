import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { showCouponQr } from '#app/domain/coupons/coupon-qr.server.ts'
import { findCoupon } from '#app/domain/coupons/coupons.server.ts'
import { DomainError } from '#app/domain/kernel/errors.ts'
import { formatDate, formatVolume } from '#app/domain/kernel/format.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { requireClientOfCoupon } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'
import { Alert } from '#app/ui/feedback/alert.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { PrintButton } from '#app/ui/layout/print-button.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { CouponStatus } from '#app/views/coupons/coupon-status.tsx'
import { couponView } from '#app/views/coupons/coupon-view.server.ts'
import { QrFigure } from '#app/views/coupons/qr-figure.tsx'
import { QrRequest } from '#app/views/coupons/qr-request.tsx'

export const handle: PageHandle = { title: 'coupons:qr.title' }

/** Shows nothing yet: a reload and a bookmark end here, and the code is asked for again by the button. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCoupon(request, context, id)
  requireRightIn(ctx, ctx.actor.companyId, 'show_coupon_qr')
  const coupon = await findCoupon(ctx, ctx.actor.companyId, id)
  return { coupon: couponView(ctx, coupon), canAsk: coupon.isUsable, hasQr: coupon.has_qr === 1 }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCoupon(request, context, id)
  try {
    const drawing = await showCouponQr(ctx, ctx.actor.companyId, id)
    return data({ drawing, refusal: null }, { headers: { 'Cache-Control': 'no-store' } })
  } catch (error) {
    if (!(error instanceof DomainError) || error.status !== 409) throw error
    context.outcome.noteError(error.code)
    return data({ drawing: null, refusal: error.code }, { status: error.status })
  }
}

export default function CouponQr() {
  const { coupon, canAsk, hasQr } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t, say, locale } = useWords()
  const fuels = useProducts()
  const { id, number } = coupon
  const until = formatDate(coupon.until, locale)
  return (
    <>
      <PageHead
        title={t('coupons:qr.title')}
        crumbs={[
          { label: t('coupons:title'), href: '/coupons' },
          { label: t('coupons:numbered', { number }), href: `/coupons/${id}` },
        ]}
      />
      <div className="stack">
        {answer?.drawing ? (
          <>
            <QrFigure {...answer.drawing} label={t('coupons:qr.alt', { number })}>
              {number}
              <br />
              {fuels.nameOf(coupon.product)}, {formatVolume(coupon.remaining, locale)}
              <br />
              {t('coupons:validUntil')}: {until}
            </QrFigure>
            <p>{t('coupons:qr.warning')}</p>
            <div className="row no-print">
              <PrintButton />
              <a className="btn" href={`/coupons/${id}`}>
                {t('coupons:qr.hide')}
              </a>
            </div>
          </>
        ) : (
          <>
            {answer?.refusal ? <Alert tone="bad">{say(`errors:${answer.refusal}`)}</Alert> : null}
            {canAsk ? (
              <QrRequest id={id} readiness={hasQr ? 'ready' : 'none'} />
            ) : (
              <CouponStatus coupon={coupon} />
            )}
          </>
        )}
      </div>
    </>
  )
}
