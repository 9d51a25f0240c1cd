import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ForecastView } from '#app/domain/expiries/expiries.input.server.ts'
import { forecastExpiry } from '#app/domain/expiries/expiries.server.ts'
import { requireClient } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { Part } from '#app/ui/layout/part.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState } from '#app/ui/list/empty-state.tsx'
import { listHref, queryOf } from '#app/ui/list/list-hrefs.ts'
import { BurnsChart } from '#app/views/expiries/burns-chart.tsx'
import { ExpiryFigures } from '#app/views/expiries/expiry-figures.tsx'
import { expiryView } from '#app/views/expiries/expiry-view.server.ts'
import { ProductExpiryPanel } from '#app/views/expiries/product-expiry.tsx'

export const handle: PageHandle = { title: 'expiries:title' }

/** `span` and `by`: how the chart shows it. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const shown = ForecastView.parse(queryOf(new URL(request.url)))
  return expiryView(ctx, await forecastExpiry(ctx, ctx.actor.companyId), shown)
}

export default function Expiring() {
  const view = useLoaderData<typeof loader>()
  const { t } = useWords()
  const next = { label: t('coupons:title'), href: '/coupons' }
  return (
    <>
      <PageHead title={t('expiries:title')} lead={t('expiries:lead')} crumbs={[next]}>
        <Part of="handovers">
          {view.mayHandOver && view.coupons > 0 ? (
            <a className="btn" href="/coupons/pick">
              {t('coupons:hand.pick')}
            </a>
          ) : null}
        </Part>
        <Part of="requests">
          {view.mayAsk && view.soon.coupons > 0 ? (
            <a
              className="btn"
              href={listHref('/coupons/request', { kind: 'extension', to: view.soon.until })}
            >
              {t('expiries:ask')}
            </a>
          ) : null}
        </Part>
      </PageHead>
      <div className="stack">
        <ExpiryFigures view={view} />
        {view.products.length === 0 ? (
          <EmptyState title={t('expiries:empty.title')} icon="coupon" next={next}>
            {t('expiries:empty.text')}
          </EmptyState>
        ) : (
          <>
            <BurnsChart view={view} />
            {view.products.map((expiry) => (
              <ProductExpiryPanel key={expiry.product} expiry={expiry} mayAsk={view.mayAsk} />
            ))}
          </>
        )}
      </div>
    </>
  )
}
