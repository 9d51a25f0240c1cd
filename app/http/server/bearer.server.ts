import type { IncomingMessage } from 'node:http'

/** What follows `Authorization: Bearer`; undefined where there is nothing of the kind. */
export function bearerOf({ headers }: Pick<IncomingMessage, 'headers'>): string | undefined {
  return /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1]
}
