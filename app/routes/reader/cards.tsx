import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { readerContext, readOrLeadBack } from '#app/http/session/reader.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { plainMeta } from '#app/ui/layout/plain-meta.ts'
import { ReadingPage, ReadRows } from '#app/views/readonly-links/reading-page.tsx'
import { readPage } from '#app/views/readonly-links/reading-view.server.ts'

export const handle: PageHandle = { title: 'readonly-links:list.cards', isPlain: true }
export const meta: MetaFunction = plainMeta

export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { ctx, reader, home } = await readerContext(request, context, params.token)
  return readOrLeadBack(home, readPage(ctx, reader, 'cards', { url: new URL(request.url), home }))
}

export default function ReadCards() {
  const { head, view } = useLoaderData<typeof loader>()
  return (
    <ReadingPage head={head} current="cards">
      <ReadRows view={view} home={head.home} />
    </ReadingPage>
  )
}
