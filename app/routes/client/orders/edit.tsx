import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { contractPrices } from '#app/domain/contracts/contract-prices.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import { SaveOrder } from '#app/domain/orders/orders.input.server.ts'
import { editOrder, findOrder, orderingContract } from '#app/domain/orders/orders.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireClientOfOrder } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { OrderForm } from '#app/views/orders/order-form.tsx'
import { orderFields } from '#app/views/orders/order-view.server.ts'

export const handle: PageHandle = { title: 'orders:edit' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfOrder(request, context, id)
  const { companyId } = ctx.actor
  const found = await findOrder(ctx, companyId, id)
  if (found.order.status !== 'draft')
    throw redirectWithToast(ctx.settings, `/orders/${id}`, 'errors:order_not_draft')
  const contract = await orderingContract(ctx, companyId)
  return {
    id,
    prices: await contractPrices(ctx, companyId, contract, businessDay(ctx.now)),
    least: contract.min_order,
    fields: { ...orderFields(found), version: String(found.order.version) },
  }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfOrder(request, context, id)
  await findOrder(ctx, ctx.actor.companyId, id)
  return submit(ctx, request, SaveOrder, async (input) => {
    await editOrder(ctx, ctx.actor.companyId, id, input)
    return redirectWithToast(ctx.settings, `/orders/${id}`, 'orders:saved')
  })
}

export default function EditOrder() {
  const { id, prices, least, fields } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={t('orders:edit')}
        crumbs={[
          { label: t('orders:title'), href: '/orders' },
          { label: t('orders:numbered', { number: String(id) }), href: `/orders/${id}` },
        ]}
      />
      <OrderForm prices={prices} least={least} fields={fields} back={`/orders/${id}`} answer={answer} />
    </>
  )
}
