import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import { fileMoney } from '#app/domain/kernel/money.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { payOrder } from '#app/domain/orders/order-steps.server.ts'
import { payOrderInput } from '#app/domain/orders/orders.input.server.ts'
import { findAnyOrder } from '#app/domain/orders/orders.server.ts'
import { awaitsPayment } from '#app/domain/orders/orders.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { PaymentForm } from '#app/views/orders/payment-form.tsx'

export const handle: PageHandle = { title: 'orders:payment' }

/** The form stands on the order's page; here it stands again when it was refused. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const order = await findAnyOrder(ctx, positiveId(params.id))
  requireRight(ctx, 'manage_orders')
  const { id, status, total, paid } = order
  if (!awaitsPayment(status))
    throw redirectWithToast(ctx.settings, `/admin/orders/${id}`, 'errors:order_not_ready')
  return { id, today: businessDay(ctx.now), left: fileMoney(total - paid) }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { id } = await findAnyOrder(ctx, positiveId(params.id))
  requireRight(ctx, 'manage_orders')
  return submit(ctx, request, payOrderInput(businessDay(ctx.now)), async (input) => {
    await payOrder(ctx, id, input)
    return redirectWithToast(ctx.settings, `/admin/orders/${id}`, 'orders:done.paid')
  })
}

export default function PayOrderPage() {
  const { id, today, left } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  const crumbs = [{ label: t('orders:numbered', { number: String(id) }), href: `/admin/orders/${id}` }]
  return (
    <>
      <PageHead title={t('orders:payment')} crumbs={crumbs} />
      <PaymentForm id={id} today={today} left={left} answer={answer} />
    </>
  )
}
