import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import { may, requireRight } from '#app/domain/kernel/rights.ts'
import { setPriceInput } from '#app/domain/prices/prices.input.server.ts'
import { findPriceList, setPrice } from '#app/domain/prices/prices.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { PriceForm } from '#app/views/prices/price-form.tsx'
import { PriceTable } from '#app/views/prices/price-table.tsx'
import { priceLines } from '#app/views/prices/price-view.server.ts'

export const handle: PageHandle = { title: 'prices:list' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { list, prices } = await findPriceList(ctx, positiveId(params.id))
  const today = businessDay(ctx.now)
  return {
    id: list.id,
    name: list.name,
    rows: priceLines(prices, today),
    today,
    mayEdit: may(ctx.actor, 'edit_prices'),
  }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const { list } = await findPriceList(ctx, positiveId(params.id))
  requireRight(ctx, 'edit_prices')
  return submit(ctx, request, setPriceInput(businessDay(ctx.now)), async (input) => {
    await setPrice(ctx, list.id, input)
    return redirectWithToast(ctx.settings, `/admin/prices/${list.id}`, 'prices:saved')
  })
}

export default function PriceList() {
  const { id, name, rows, today, mayEdit } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <>
      <PageHead title={name} crumbs={[{ label: t('prices:title'), href: '/admin/prices' }]} />
      <div className="stack">
        {mayEdit ? <PriceForm today={today} answer={answer} /> : null}
        <PriceTable listId={id} rows={rows} mayEdit={mayEdit} />
      </div>
    </>
  )
}
