import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { may } from '#app/domain/kernel/rights.ts'
import { findUnusual } from '#app/domain/unusual/unusual.server.ts'
import { positiveId, requireClient } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { UnusualFacts } from '#app/views/unusual/unusual-facts.tsx'
import { UnusualForm } from '#app/views/unusual/unusual-form.tsx'
import { unusualView } from '#app/views/unusual/unusual-view.server.ts'

export const handle: PageHandle = { title: 'unusual:one' }

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const ctx = await requireClient(request, context)
  const fill = unusualView(await findUnusual(ctx, ctx.actor.companyId, positiveId(params.id)))
  return { fill, maySettle: fill.settled === null && may(ctx.actor, 'settle_unusual') }
}

export default function UnusualFill() {
  const { fill, maySettle } = useLoaderData<typeof loader>()
  const { t } = useWords()
  return (
    <>
      <PageHead
        title={t(`unusual:kind.${fill.kind}`)}
        crumbs={[{ label: t('unusual:title'), href: '/unusual' }]}
      />
      <div className="stack">
        <UnusualFacts fill={fill} />
        {maySettle ? <UnusualForm id={fill.id} kind={fill.kind} /> : null}
      </div>
    </>
  )
}
