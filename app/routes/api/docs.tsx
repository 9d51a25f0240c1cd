import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { apiExamples } from '#app/api/examples.server.ts'
import { referenceRows } from '#app/api/reference.server.ts'
import { readProducts } from '#app/domain/products/catalogue.server.ts'
import { contextOf } from '#app/http/session/guards.server.ts'
import { GuestPageHead } from '#app/ui/layout/guest-page-head.tsx'
import { useHasPage } from '#app/ui/layout/modules.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { ApiExamples, ApiReference, PosRules, WebhookRules } from '#app/views/docs/api-docs.tsx'

export const handle: PageHandle = { title: 'docs:title' }

export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await contextOf(request, context)
  const [product] = await readProducts(ctx)
  const examples = apiExamples({ station: '001', product: product?.code ?? '' })
  return {
    url: ctx.settings.publicUrl,
    rows: referenceRows(ctx.settings.modules),
    examples: examples.map(({ name, path, body }) => ({ name, path, body: JSON.stringify(body, null, 2) })),
  }
}

export default function ApiDocs() {
  const { url, rows, examples } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const hasPage = useHasPage()
  return (
    <article className="prose stack">
      <GuestPageHead title={t('docs:title')}>{t('docs:lead')}</GuestPageHead>
      <p>
        <a href="/api/openapi.json">{t('docs:openapi')}</a>
      </p>
      <PosRules />
      <ApiExamples url={url} examples={examples} />
      {hasPage('/integrations/webhooks') ? <WebhookRules /> : null}
      <ApiReference rows={rows} />
    </article>
  )
}
