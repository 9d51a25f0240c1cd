import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { may } from '#app/domain/kernel/rights.ts'
import { listProducts, nameIn } from '#app/domain/products/products.server.ts'
import { requireStaff } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState, NextButton } from '#app/ui/list/empty-state.tsx'
import { ProductTable } from '#app/views/products/product-table.tsx'

export const handle: PageHandle = { title: 'products:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireStaff(request, context)
  const products = await listProducts(ctx)
  return {
    products: products.map((product) => {
      const { id, code, synonyms, colour, isActive } = product
      return { id, code, name: nameIn(product, ctx.locale), synonyms, colour, isActive }
    }),
    mayEdit: may(ctx.actor, 'edit_products'),
  }
}

export default function Products() {
  const { products, mayEdit } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const create = { label: t('products:new'), href: '/admin/products/new', isMain: true }
  const next = mayEdit ? create : t('admin:viewOnly')
  return (
    <>
      <PageHead title={t('products:title')}>
        <a className="btn" href="/admin/products/substitutions">
          {t('products:substitutions')}
        </a>
        <NextButton next={next} />
      </PageHead>
      {products.length > 0 ? (
        <ProductTable products={products} mayEdit={mayEdit} />
      ) : (
        <EmptyState title={t('products:empty.title')} next={next}>
          {t('products:empty.text')}
        </EmptyState>
      )}
    </>
  )
}
