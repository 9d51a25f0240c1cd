import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { contractPrices } from '#app/domain/contracts/contract-prices.server.ts'
import { findContractInForce } from '#app/domain/contracts/contracts.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import { SaveOrder } from '#app/domain/orders/orders.input.server.ts'
import { createOrder, findOrderToRepeat } from '#app/domain/orders/orders.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireClient } from '#app/http/session/guards.server.ts'
import { useSupportStep } from '#app/ui/feedback/support-contacts.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState } from '#app/ui/list/empty-state.tsx'
import { OrderForm } from '#app/views/orders/order-form.tsx'
import { orderFields } from '#app/views/orders/order-view.server.ts'

export const handle: PageHandle = { title: 'orders:new' }

/** `repeat`: the order whose lines stand in the form. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const { companyId } = ctx.actor
  const contract = await findContractInForce(ctx, companyId)
  if (!contract) return { prices: null, least: 0, fields: {} }
  const repeat = new URL(request.url).searchParams.get('repeat')
  return {
    prices: await contractPrices(ctx, companyId, contract, businessDay(ctx.now)),
    least: contract.min_order,
    fields: repeat ? orderFields(await findOrderToRepeat(ctx, companyId, positiveId(repeat))) : {},
  }
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requireClient(request, context)
  return submit(ctx, request, SaveOrder, async (input) => {
    const id = await createOrder(ctx, ctx.actor.companyId, input)
    return redirectWithToast(ctx.settings, `/orders/${id}`, 'orders:drafted')
  })
}

export default function NewOrder() {
  const { prices, least, fields } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  const support = useSupportStep()
  return (
    <>
      <PageHead
        title={t('orders:new')}
        lead={t('orders:formLead')}
        crumbs={[{ label: t('orders:title'), href: '/orders' }]}
      />
      {prices ? (
        <OrderForm prices={prices} least={least} fields={fields} back="/orders" answer={answer} />
      ) : (
        <EmptyState title={t('orders:needsContract')} icon="request" next={support}>
          {t('orders:empty.text')}
        </EmptyState>
      )}
    </>
  )
}
