import { DomainError } from '#app/domain/kernel/errors.ts'
import { isConnectionLost, isOverburdened, isRetryable, lacksQuorum } from '#db/connection/client.server.ts'

/** What a person or a program hears of something thrown; undefined for what nobody expected. */
export function expectedFailure(thrown: unknown): DomainError | undefined {
  if (thrown instanceof DomainError) return thrown
  if (isConnectionLost(thrown) || isOverburdened(thrown) || lacksQuorum(thrown))
    return new DomainError('database_away', { retryAfter: 5 })
  if (isRetryable(thrown)) return new DomainError('conflict_try_again')
  return undefined
}
