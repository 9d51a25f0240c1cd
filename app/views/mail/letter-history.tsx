import { useWords } from '#app/ui/layout/words.ts'
import { Timeline } from '#app/ui/list/timeline.tsx'
import { formatDateTime } from '#locales/format.ts'

/** Both newest first; moments are Almaty's wall clock. */
export interface LetterHistoryProps {
  attempts: readonly { id: number; at: string; outcome: string; status: number | null; message: string }[]
  events: readonly { type: string; detail: string; at: string }[]
}

/** Where an event says the same as the state that it proves. */
const wordsOf: Record<string, string> = {
  'email.sent': 'mail:delivery.sent',
  'email.delivery_delayed': 'mail:delivery.delayed',
  'email.delivered': 'mail:delivery.delivered',
  'email.bounced': 'mail:delivery.bounced',
  'email.complained': 'mail:delivery.complained',
}

/** What the provider answered at each attempt and told afterwards, the newest first. */
export function LetterHistory({ attempts, events }: LetterHistoryProps) {
  const { t, say, locale } = useWords()
  const entries = [
    ...events.map(({ type, detail, at }) => ({
      id: `${type} ${at}`,
      at,
      what: say(wordsOf[type] ?? `mail:${type.replace('email.', 'event.')}`),
      who: null,
      why: detail,
    })),
    ...attempts.map(({ id, at, outcome, status, message }) => ({
      id,
      at,
      what: say(`mail:reason.${outcome}`),
      who: status === null ? null : `HTTP ${status}`,
      why: message,
    })),
  ]
  // A stable order: what happened within one second keeps the order in which it came.
  entries.sort((one, other) => Number(one.at < other.at) - Number(one.at > other.at))
  if (entries.length === 0) return <p className="quiet">{t('mail:notTried')}</p>
  return <Timeline entries={entries.map((entry) => ({ ...entry, when: formatDateTime(entry.at, locale) }))} />
}
