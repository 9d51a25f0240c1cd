import type { LoaderFunctionArgs } from '@remix-run/node'
import { refuse } from '#app/http/session/guards.server.ts'
import { findWordsFile } from '#app/http/words.server.ts'

export function loader({ params }: LoaderFunctionArgs) {
  const file = findWordsFile(params.file ?? '')
  if (!file) throw refuse('not_found')
  const isCurrent = file.path === `/words/${params.file}`
  return new Response(file.body, {
    headers: {
      'Content-Type': 'text/javascript; charset=utf-8',
      'Cache-Control': isCurrent ? 'public, max-age=31536000, immutable' : 'no-store',
    },
  })
}
