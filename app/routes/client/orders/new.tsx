import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { contractPrices } from '#app/domain/contracts/contract-prices.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import { SaveOrder } from '#app/domain/orders/orders.input.server.ts'
import { createOrder, findOrderToRepeat, orderingContract } from '#app/domain/orders/orders.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireClient } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { OrderForm } from '#app/views/orders/order-form.tsx'
import { orderFields } from '#app/views/orders/order-view.server.ts'

export const handle: PageHandle = { title: 'orders:new' }

/** `repeat`: the order whose lines stand in the form. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const { companyId } = ctx.actor
  const contract = await orderingContract(ctx, companyId)
  const repeat = new URL(request.url).searchParams.get('repeat')
  return {
    prices: await contractPrices(ctx, companyId, contract, businessDay(ctx.now)),
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
  const { prices, fields } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={t('orders:new')}
        lead={t('orders:formLead')}
        crumbs={[{ label: t('orders:title'), href: '/orders' }]}
      />
      <OrderForm prices={prices} fields={fields} back="/orders" answer={answer} />
    </>
  )
}
