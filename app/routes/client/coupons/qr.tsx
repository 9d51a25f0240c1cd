import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { showCouponQr } from '#app/domain/coupons/coupon-qr.server.ts'
import { findCoupon } from '#app/domain/coupons/coupons.server.ts'
import { DomainError } from '#app/domain/kernel/errors.ts'
import { requireRightIn } from '#app/domain/kernel/rights.ts'
import { requireClientOfCoupon } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'
import { Alert } from '#app/ui/feedback/alert.tsx'
import { Live } from '#app/ui/layout/live.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { PrintButton } from '#app/ui/layout/print-button.tsx'
import { useProducts } from '#app/ui/layout/products.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { NumberInGroups } from '#app/ui/list/number-in-groups.tsx'
import { QrFigure } from '#app/ui/list/qr-figure.tsx'
import { declineOf } from '#app/views/authorizations/decline-view.server.ts'
import { readerOf } from '#app/views/authorizations/declines-view.server.ts'
import { CouponStatus } from '#app/views/coupons/coupon-status.tsx'
import { couponView } from '#app/views/coupons/coupon-view.server.ts'
import { QrRequest } from '#app/views/coupons/qr-request.tsx'
import { formatDate, formatVolume } from '#locales/format.ts'
import { wordsFor } from '#locales/words.server.ts'

export const handle: PageHandle = { title: 'coupons:qr.title' }

/** Shows nothing yet: a reload and a bookmark end here, and the code is asked for again by the button. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCoupon(request, context, id)
  requireRightIn(ctx, ctx.actor.companyId, 'show_coupon_qr')
  const coupon = await findCoupon(ctx, ctx.actor.companyId, id)
  const { products } = await readerOf(ctx)
  return {
    coupon: couponView(ctx, coupon),
    decline: declineOf(coupon.decision, ctx.locale, products),
    canAsk: coupon.decision.status === 'approved',
    hasQr: coupon.has_qr === 1,
  }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCoupon(request, context, id)
  try {
    const drawing = await showCouponQr(ctx, ctx.actor.companyId, id)
    return data({ drawing, refusal: null }, { headers: { 'Cache-Control': 'no-store' } })
  } catch (error) {
    if (!(error instanceof DomainError) || ![409, 429].includes(error.status)) throw error
    context.outcome.noteRefusal(error)
    return data(
      { drawing: null, refusal: wordsFor(ctx.locale).say(`errors:${error.code}`) },
      { status: error.status },
    )
  }
}

export default function CouponQr() {
  const { coupon, decline, canAsk, hasQr } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t, locale } = useWords()
  const fuels = useProducts()
  const { id, number } = coupon
  const until = formatDate(coupon.until, locale)
  return (
    <>
      <PageHead
        title={t('coupons:qr.title')}
        live={<Live of={`coupon:${id}`} />}
        crumbs={[
          { label: t('coupons:title'), href: '/coupons' },
          { label: t('coupons:numbered', { number }), href: `/coupons/${id}` },
        ]}
      />
      <div className="stack">
        {answer?.drawing && canAsk ? (
          <>
            <QrFigure
              size={answer.drawing.size}
              path={answer.drawing.path}
              label={t('coupons:qr.alt', { number })}
            >
              <NumberInGroups number={number} />
              <br />
              {fuels.nameOf(coupon.product)}, {formatVolume(coupon.remaining, locale)}
              <br />
              {t('coupons:validUntil')}: {until}
              <br />
              {t('coupons:qr.code', { code: answer.drawing.code })}
            </QrFigure>
            <p>{t('coupons:qr.warning')}</p>
            <div className="row no-print">
              <a className="btn btn-primary" href={`/coupons?status=active&product=${coupon.product}`}>
                {t('coupons:qr.next')}
              </a>
              <PrintButton />
              <a className="btn" href={`/coupons/${id}`}>
                {t('coupons:qr.hide')}
              </a>
            </div>
          </>
        ) : (
          <>
            {answer?.refusal ? <Alert tone="bad">{answer.refusal}</Alert> : null}
            {canAsk ? (
              <QrRequest id={id} readiness={hasQr ? 'ready' : 'none'} />
            ) : (
              <CouponStatus coupon={coupon} decline={decline} />
            )}
          </>
        )}
      </div>
    </>
  )
}
