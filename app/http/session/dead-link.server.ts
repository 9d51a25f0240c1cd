import { data } from '@remix-run/node'
import { DomainError, errorStatus } from '#app/domain/kernel/errors.ts'
import type { RequestContext } from '#app/http/load-context.server.ts'

const dead = { kind: 'dead' } as const

/**
 * Unknown, expired, used and revoked links give one page with one status and no address on it. `remember` is a cookie
 * for the page that comes next.
 */
export async function unlessDead<Page>(
  context: RequestContext,
  open: () => Promise<Page>,
  remember: () => Promise<string | null> = async () => null,
): Promise<Page | ReturnType<typeof deadAnswer>> {
  try {
    return await open()
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'link_dead') throw error
    context.outcome.noteError(error.code)
    return deadAnswer(await remember())
  }
}

function deadAnswer(cookie: string | null) {
  return data(dead, {
    status: errorStatus.link_dead,
    ...(cookie === null ? {} : { headers: { 'Set-Cookie': cookie } }),
  })
}
