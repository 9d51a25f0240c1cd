import type { Db } from '#db/connection/client.server.ts'
import { type MailBacklog, selectMailBacklog } from '#db/queries/mail/outbox.ts'

export type { MailBacklog }

/** Letters that wait or will not go, for the metrics. */
export function mailBacklog(db: Db): Promise<MailBacklog> {
  return selectMailBacklog(db)
}
