import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { DomainError, errorStatus } from '#app/domain/kernel/errors.ts'
import { beginVisit, lookAtReadonlyLink, readTotals } from '#app/domain/readonly-links/reading.server.ts'
import { readerContext, visitCookie } from '#app/http/session/reader.server.ts'
import type { PageHandle } from '#app/ui/layout/page-title.ts'
import { plainMeta } from '#app/ui/layout/plain-meta.ts'
import { ReadingPage, ReadTotals } from '#app/views/readonly-links/reading-page.tsx'
import { readingHead, totalsView } from '#app/views/readonly-links/reading-view.server.ts'
import { DeadReading, SealedReading } from '#app/views/readonly-links/sealed-reading.tsx'

export const handle: PageHandle = { title: 'readonly-links:read.title', isPlain: true }
export const meta: MetaFunction = plainMeta

/** Records no visit, however often and whoever asks: a program that looks at links, too. */
export async function loader({ request, context, params }: LoaderFunctionArgs) {
  const { ctx, reader, home } = await readerContext(request, context, params.token)
  const looked = await lookAtReadonlyLink(ctx, reader)
  if (looked.kind === 'dead') {
    context.outcome.noteError('link_dead')
    return data({ head: null, totals: null }, { status: errorStatus.link_dead })
  }
  const head = readingHead(ctx, looked.facts, home)
  if (looked.kind === 'sealed') return data({ head, totals: null })
  return data({ head, totals: await totalsView(ctx, await readTotals(ctx, reader)) })
}

/** The reader's own press. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const { ctx, reader, home } = await readerContext(request, context, params.token)
  try {
    const visit = await beginVisit(ctx, reader.token, request.headers.get('User-Agent') ?? '')
    return redirect(home, { status: 303, headers: { 'Set-Cookie': visitCookie(ctx, reader.token, visit) } })
  } catch (error) {
    if (!(error instanceof DomainError) || (error.code !== 'link_dead' && error.code !== 'too_many_requests'))
      throw error
    context.outcome.noteRefusal(error)
    return data({ code: error.code }, { status: error.status })
  }
}

export default function OpenReading() {
  const { head, totals } = useLoaderData<typeof loader>()
  const refused = useActionData<typeof action>()?.code
  if (!head || refused === 'link_dead') return <DeadReading />
  if (!totals) return <SealedReading head={head} isTooOften={refused === 'too_many_requests'} />
  return (
    <ReadingPage head={head} current="totals">
      <ReadTotals totals={totals} />
    </ReadingPage>
  )
}
