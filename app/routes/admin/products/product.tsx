import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { EditProduct } from '#app/domain/products/products.input.server.ts'
import { editProduct, findProduct, nameIn } from '#app/domain/products/products.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { positiveId, requireStaff } from '#app/http/session/guards.server.ts'
import { Form } from '#app/ui/form/form.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { ProductFields } from '#app/views/products/product-fields.tsx'

export const handle: PageHandle = { title: 'products:edit' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  requireRight(ctx, 'edit_products')
  const { id: _id, synonyms, isActive, ...product } = await findProduct(ctx, positiveId(params.id))
  return {
    ...product,
    name: nameIn(product, ctx.locale),
    synonyms: synonyms.join('\n'),
    active: isActive,
  }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const id = positiveId(params.id)
  return submit(ctx, request, EditProduct, async (input) => {
    await editProduct(ctx, id, input)
    const name = nameIn(input, ctx.locale)
    return redirectWithToast(ctx.settings, '/admin/products', 'products:saved', { name })
  })
}

export default function EditProductPage() {
  const product = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={`${product.name} (${product.code})`}
        crumbs={[{ label: t('products:title'), href: '/admin/products' }]}
      />
      <Panel>
        <Form answer={answer} nonce={useRoot().formNonce}>
          <ProductFields product={product} />
          <div className="form-actions">
            <SubmitButton>{t('common:action.save')}</SubmitButton>
            <a className="btn btn-quiet" href="/admin/products">
              {t('common:action.cancel')}
            </a>
          </div>
        </Form>
      </Panel>
    </>
  )
}
