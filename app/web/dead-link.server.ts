import { data } from '@remix-run/node'
import { DomainError, errorStatus } from '#app/domain/errors.ts'

const dead = { kind: 'dead' } as const

/** Unknown, expired, used and revoked links give one page with one status and no address on it. */
export async function unlessDead<Page>(
  open: () => Promise<Page>,
): Promise<Page | ReturnType<typeof deadAnswer>> {
  try {
    return await open()
  } catch (error) {
    if (error instanceof DomainError && error.code === 'link_dead') return deadAnswer()
    throw error
  }
}

function deadAnswer() {
  return data(dead, { status: errorStatus.link_dead })
}
