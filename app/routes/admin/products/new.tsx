import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData } from '@remix-run/react'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { NewProduct } from '#app/domain/products/products.input.server.ts'
import { createProduct, nameIn } from '#app/domain/products/products.server.ts'
import { submit } from '#app/http/forms/submit.server.ts'
import { redirectWithToast } from '#app/http/forms/toast.server.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { Form } from '#app/ui/form/form.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { ProductFields } from '#app/views/products/product-fields.tsx'

export const handle: PageHandle = { title: 'products:new' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  requireRight(await requireStaff(request, context), 'edit_products')
  return null
}

export async function action({ request, context }: ActionFunctionArgs) {
  const ctx = await requireStaff(request, context)
  return submit(ctx, request, NewProduct, async (input) => {
    await createProduct(ctx, input)
    const name = nameIn(input, ctx.locale)
    return redirectWithToast(ctx.settings, '/admin/products', 'products:created', { name })
  })
}

export default function CreateProduct() {
  const answer = useActionData<typeof action>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={t('products:new')}
        crumbs={[{ label: t('products:title'), href: '/admin/products' }]}
      />
      <Panel>
        <Form answer={answer} nonce={useRoot().formNonce}>
          <ProductFields />
          <div className="form-actions">
            <SubmitButton>{t('common:action.create')}</SubmitButton>
            <a className="btn btn-quiet" href="/admin/products">
              {t('common:action.cancel')}
            </a>
          </div>
        </Form>
      </Panel>
    </>
  )
}
