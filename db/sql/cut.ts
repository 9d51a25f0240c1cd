/**
 * Columns that hold what somebody outside has written and nobody has checked (a provider's answer, a webhook, a header,
 * a failure's words), with the characters that each holds. MariaDB refuses a longer text together with the whole
 * transaction, so it is cut before. What people type is refused with a reason instead, by its form.
 */
export const cutColumns = {
  'outbox.provider_id': 64,
  'outbox.subject': 300,
  'outbox_attempts.message': 500,
  'outbox_pauses.reason': 64,
  'readonly_link_visits.agent': 255,
  'sessions.user_agent': 400,
  'webhook_attempts.response': 1000,
  'webhook_events.detail': 500,
  'webhook_events.type': 40,
  'worker_jobs.failure': 500,
} as const satisfies Record<string, number>

export type CutColumn = keyof typeof cutColumns

/** The text as far as the column holds it. */
export function cutTo(column: CutColumn, text: string): string {
  return cutAt(cutColumns[column], text)
}

/** So many code points, of which none is halved. */
export function cutAt(max: number, text: string): string {
  return text.length <= max
    ? text
    : Array.from(text.slice(0, 2 * max))
        .slice(0, max)
        .join('')
}
