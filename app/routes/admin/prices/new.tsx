import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { NewPriceList } from '#app/domain/prices/prices.input.server.ts'
import { createPriceList } from '#app/domain/prices/prices.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { PriceListForm } from '#app/views/prices/price-form.tsx'

export const handle: PageHandle = { title: 'prices:new' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  requireRight(await requireStaff(request, context), 'edit_prices')
  return null
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  requireRight(ctx, 'edit_prices')
  return submit(ctx, request, NewPriceList, async (input) => {
    const id = await createPriceList(ctx, input)
    return redirectWithToast(ctx.settings, `/admin/prices/${id}`, 'prices:created', { name: input.name })
  })
}

export default function NewPriceListPage() {
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <>
      <PageHead title={t('prices:new')} crumbs={[{ label: t('prices:title'), href: '/admin/prices' }]} />
      <PriceListForm answer={answer} />
    </>
  )
}
