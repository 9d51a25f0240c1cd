import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { matchPayment } from '#app/domain/payments/deciding.server.ts'
import { MatchPayment } from '#app/domain/payments/payments.input.server.ts'
import { findAnyPayment } from '#app/domain/payments/payments.server.ts'
import { isOpen } from '#app/domain/payments/payments.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { MatchForm } from '#app/views/payments/payment-match.tsx'
import { paymentRowView } from '#app/views/payments/payment-view.server.ts'

export const handle: PageHandle = { title: 'payments:byHand' }

/** The form stands on the payment's page; here it stands again when it was refused. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const payment = await findAnyPayment(ctx, positiveId(params.id))
  requireRight(ctx, 'manage_payments')
  if (!isOpen(payment.status))
    throw redirectWithToast(ctx.settings, `/admin/payments/${payment.id}`, 'errors:payment_settled')
  return { payment: { ...paymentRowView(payment), version: payment.version } }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { id } = await findAnyPayment(ctx, positiveId(params.id))
  requireRight(ctx, 'manage_payments')
  return submit(ctx, request, MatchPayment, async (input) => {
    await matchPayment(ctx, id, input)
    return redirectWithToast(ctx.settings, `/admin/payments/${id}`, 'payments:done.credited')
  })
}

export default function MatchPaymentPage() {
  const { payment } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  const { id, number } = payment
  const label = number ? t('payments:numbered', { number }) : t('payments:unnumbered')
  return (
    <>
      <PageHead title={t('payments:byHand')} crumbs={[{ label, href: `/admin/payments/${id}` }]} />
      <MatchForm payment={payment} answer={answer} />
    </>
  )
}
