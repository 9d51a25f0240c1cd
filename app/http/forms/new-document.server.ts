import type { Actor, Context } from '#app/domain/kernel/context.ts'
import { pagePath } from '#app/http/url-traits.ts'
import { areaOf, type Side } from '#locales/index.ts'

/**
 * A redirect out of the part of the site whose words the browser holds loads a new document at once. The router would read
 * the next page's data, and with it the message for its reader, before it found that the words are missing and loaded the
 * page again, without the message.
 */
export function inNewDocument(
  { actor }: Pick<Context, 'actor'>,
  request: Request,
  response: Response,
): Response {
  const location = response.headers.get('Location')
  if (location === null) return response
  const side = sideOf(actor)
  const there = areaOf(new URL(location, request.url).pathname, side)
  if (pagesOf(request).every((path) => areaOf(path, side) === there)) return response
  const headers = new Headers(response.headers)
  headers.set('X-Remix-Reload-Document', 'true')
  return new Response(null, { status: response.status, headers })
}

/** Where the form was sent to and, if the browser says so, where it stood. */
function pagesOf(request: Request): string[] {
  const here = new URL(request.url)
  const from = request.headers.get('Referer')
  const page = from && URL.canParse(from) ? new URL(from) : here
  return [here, page.origin === here.origin ? page : here].map(({ pathname }) => pagePath(pathname))
}

function sideOf({ kind }: Actor): Side {
  if (kind === 'staff') return 'staff'
  return kind === 'client' || kind === 'person' ? 'client' : 'guest'
}
