import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { readCardDays } from '#app/domain/cards/card-days.server.ts'
import { requireClientOfCard } from '#app/http/session/company-resource.server.ts'
import { positiveId } from '#app/http/session/guards.server.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { CardDays } from '#app/views/cards/card-days.tsx'

export const handle: PageHandle = { title: 'cards:days.title' }

/** `month`: YYYY-MM, of the last twelve; what is none of them is this month. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const id = positiveId(params.id)
  const ctx = await requireClientOfCard(request, context, id)
  const month = new URL(request.url).searchParams.get('month') ?? ''
  const wanted = /^20\d\d-(0[1-9]|1[0-2])$/.test(month) ? month : undefined
  return { id, ...(await readCardDays(ctx, ctx.actor.companyId, id, wanted)) }
}

export default function CardByDay() {
  const { id, ...days } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const crumbs = [
    { label: t('cards:title'), href: '/cards' },
    { label: t('cards:numbered', { number: days.number }), href: `/cards/${id}` },
  ]
  return (
    <>
      <PageHead title={t('cards:days.title')} crumbs={crumbs} />
      <CardDays id={id} view={days} />
    </>
  )
}
