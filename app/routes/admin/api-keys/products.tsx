import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { NewProductCode } from '#app/domain/integrations/product-codes.input.server.ts'
import { listProductCodes, setProductCode } from '#app/domain/integrations/product-codes.server.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { ProductCodeForm, ProductCodeTable } from '#app/views/integrations/product-codes.tsx'

export const handle: PageHandle = { title: 'integrations:title' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const id = params.id ?? ''
  return { id, ...(await listProductCodes(ctx, id)), mayManage: may(ctx.actor, 'manage_api_keys') }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const id = params.id ?? ''
  return submit(ctx, request, NewProductCode, async (input) => {
    await setProductCode(ctx, id, input)
    const page = `/admin/api-keys/${id}/products`
    return redirectWithToast(ctx.settings, page, 'integrations:codes.saved', { code: input.code })
  })
}

export default function ProductCodes() {
  const { id, name, codes, mayManage } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={t('integrations:codes.title', { name })}
        crumbs={[{ label: t('integrations:title'), href: '/admin/api-keys' }]}
        lead={t('integrations:codes.lead')}
      />
      <div className="stack">
        <ProductCodeTable
          codes={codes}
          removeHref={mayManage ? `/admin/api-keys/${id}/products/remove` : null}
        />
        {mayManage ? <ProductCodeForm answer={answer} /> : null}
      </div>
    </>
  )
}
