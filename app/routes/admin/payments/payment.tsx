import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { may } from '#app/domain/kernel/rights.ts'
import { findPayment } from '#app/domain/payments/payments.server.ts'
import { isOpen } from '#app/domain/payments/payments.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { Form } from '#app/ui/form/form.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { StatusBadge } from '#app/ui/list/status-badge.tsx'
import { PaymentDanger } from '#app/views/payments/payment-danger.tsx'
import { PaymentFacts } from '#app/views/payments/payment-facts.tsx'
import { MatchForm, PaymentSuggestions } from '#app/views/payments/payment-match.tsx'
import { paymentView } from '#app/views/payments/payment-view.server.ts'

export const handle: PageHandle = { title: 'payments:one' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const payment = paymentView(await findPayment(ctx, positiveId(params.id)))
  return { payment, mayManage: may(ctx.actor, 'manage_payments') }
}

export default function Payment() {
  const { payment, mayManage } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const { formNonce } = useRoot()
  const { id, status, number, version } = payment
  const isMatched = mayManage && isOpen(status)
  return (
    <>
      <PageHead
        title={number ? t('payments:numbered', { number }) : t('payments:unnumbered')}
        crumbs={[{ label: t('payments:title'), href: '/admin/payments' }]}
        badge={
          <StatusBadge of="payment" state={status}>
            {t(`payments:status.${status}`)}
          </StatusBadge>
        }
      >
        {mayManage && status === 'set_aside' ? (
          <Form action={`/admin/payments/${id}/reopen`} nonce={formNonce} id="reopen">
            <input type="hidden" name="version" value={version} />
            <SubmitButton look="plain">{t('payments:reopen')}</SubmitButton>
          </Form>
        ) : null}
      </PageHead>
      <div className="stack">
        <PaymentFacts payment={payment} />
        {isMatched ? <PaymentSuggestions payment={payment} /> : null}
        {isMatched ? <MatchForm payment={payment} /> : null}
        {mayManage ? <PaymentDanger payment={payment} /> : null}
      </div>
    </>
  )
}
