import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { MAX_SEARCH_LENGTH } from '#app/domain/kernel/search-length.ts'
import { SearchInput } from '#app/domain/search/search.input.server.ts'
import { searchEverything } from '#app/domain/search/search.server.ts'
import { requirePerson } from '#app/http/session/guards.server.ts'
import { Alert } from '#app/ui/feedback/alert.tsx'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { SearchForm } from '#app/ui/layout/search-box.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { EmptyState } from '#app/ui/list/empty-state.tsx'
import { queryOf } from '#app/ui/list/list-hrefs.ts'
import { SearchHits } from '#app/views/search/search-hits.tsx'
import { searchView } from '#app/views/search/search-view.server.ts'

export const handle: PageHandle = { title: 'search:title' }

/** A single hit is opened at once. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const ctx = await requirePerson(request, context)
  if (ctx.actor.kind === 'person') throw redirect('/company')
  const { q } = SearchInput.parse(queryOf(new URL(request.url)))
  const result = await searchEverything(ctx, q)
  const groups = searchView(result, q ?? '', ctx.actor.kind === 'staff')
  const [only, another] = groups.flatMap(({ hits }) => hits)
  if (only && !another) throw redirect(only.href)
  const isStaff = ctx.actor.kind === 'staff'
  return { q: q ?? '', groups, refused: result.refused, isStaff, max: MAX_SEARCH_LENGTH }
}

export default function Search() {
  const { q, groups, refused, isStaff, max } = useLoaderData<typeof loader>()
  const { t } = useWords()
  const hint = t(isStaff ? 'search:hintStaff' : 'search:hint')
  return (
    <>
      <PageHead title={t('search:title')} lead={groups.length > 0 ? t('search:enter') : hint} />
      <SearchForm id="search-page" className="search-page" />
      {refused ? <Alert tone="info">{t(`search:refused.${refused}`, { n: max })}</Alert> : null}
      <SearchHits groups={groups} />
      {q && !refused && groups.length === 0 ? (
        <EmptyState title={t('search:nothing', { q })} icon="search" next={t('search:nothingHint')} />
      ) : null}
    </>
  )
}
