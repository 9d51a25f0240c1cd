import type { Evidence } from './evidence.ts'

const ENDS = new Set(['sent', 'dead', 'parked'])

/** N2: every letter ends sent, dead or parked; the provider took each at most once, and each that is sent exactly once. */
export function everyLetterEndsOnce({
  history,
  letters,
  messages,
}: Pick<Evidence, 'history' | 'letters' | 'messages'>): string[] {
  const taken = Map.groupBy(messages, ({ body }) => tagOf(body.tags))
  return [
    ...history.missed,
    ...letters.flatMap(({ id, status, lastError }) => {
      const times = taken.get(String(id))?.length ?? 0
      if (!ENDS.has(status)) return [`letter ${id} is still ${status}`]
      if (times > 1) return [`letter ${id} went out ${times} times`]
      if (status === 'sent' && times === 0) return [`letter ${id} is marked sent, and nobody took it`]
      // A worker that died behind the provider's yes, and a reader quicker than its successor: the link is dead by then.
      if (status === 'dead' && times === 1 && lastError !== 'superseded')
        return [`letter ${id} is marked dead, and was taken`]
      return []
    }),
  ]
}

export function tagOf(tags: readonly { name: string; value: string }[]): string {
  return tags.find(({ name }) => name === 'outbox_id')?.value ?? ''
}
