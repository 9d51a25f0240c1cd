import type { AcceptedMessage } from '#tests/support/resend-stand-in.ts'
import { tagOf } from '../invariants/n2-every-letter-ends-once.ts'
import type { Scenario, ScenarioContext } from '../scenario.ts'
import { invite, newEmail } from '../workload/people.ts'

const TIMES = 5
const AT_ONCE = 16
/** What an event proves, the weaker first. */
const RANKS = ['sent', 'delayed', 'delivered', 'bounced', 'complained'] as const
const TYPES = {
  sent: 'email.sent',
  delayed: 'email.delivery_delayed',
  delivered: 'email.delivered',
  bounced: 'email.bounced',
  complained: 'email.complained',
} as const

export const scenario: Scenario = {
  title: 'every delivery event five times, shuffled, in parallel: one effect, the right state in the end',
  counts: { short: 5, full: 200 },
  seconds: 300,
  async run(context) {
    const { cabinet, people, random, count, fail } = context
    const emails = Array.from({ length: count }, () => newEmail('hook'))
    for (const email of emails) await invite(people.administrator, people.client, email, 'viewer')
    const messages = await messagesTo(context, emails)
    const expected = new Map<string, { id: string; state: string }>()
    const events = messages.flatMap((message) => {
      const ranks = random.shuffled(RANKS).slice(0, random.between(2, 5))
      const state = RANKS.filter((rank) => ranks.includes(rank)).at(-1) ?? ''
      expected.set(tagOf(message.body.tags), { id: message.id, state })
      return ranks.map((rank) => ({ id: `msg_${message.id}_${rank}`, type: TYPES[rank], message }))
    })
    const deliveries = random.shuffled(events.flatMap((event) => Array<typeof event>(TIMES).fill(event)))
    let accepted = 0
    const lane = async () => {
      for (let event = deliveries.pop(); event; event = deliveries.pop()) {
        const { url, headers, body } = await signed(context, event)
        const answer = await fetch(url, { method: 'POST', headers, body })
        if (answer.status === 200) accepted += 1
        else fail(`an event was answered ${answer.status}`)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, lane))
    for (const [outboxId, { id, state }] of expected) {
      const letter = await cabinet.db
        .selectFrom('outbox')
        .select(['status', 'delivery', 'provider_id'])
        .where('id', '=', Number(outboxId))
        .executeTakeFirst()
      if (letter?.delivery !== state || letter.provider_id !== id)
        fail(`letter ${outboxId} is ${letter?.delivery}, not ${state}`)
    }
    const noted = await cabinet.db
      .selectFrom('webhook_events')
      .select('svix_id')
      .where('outbox_id', 'in', [...expected.keys()].map(Number))
      .execute()
    if (noted.length !== events.length) fail(`${noted.length} events were noted of ${events.length}`)
    return { events: events.length, deliveries: accepted }
  },
}

/** In flight or not: an event may come before the provider's answer. */
async function messagesTo(
  { cabinet }: ScenarioContext,
  emails: readonly string[],
): Promise<AcceptedMessage[]> {
  for (let waits = 0; waits < 3_000; waits++) {
    const messages = emails.flatMap((email) => cabinet.provider.messagesTo(email))
    if (messages.length >= emails.length) return messages
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('the letters did not go out')
}

async function signed(
  { cabinet }: ScenarioContext,
  { id, type, message }: { id: string; type: string; message: AcceptedMessage },
) {
  const request = cabinet.provider.webhook(cabinet.provider.event(type, message), { id })
  return {
    url: `${cabinet.env.PUBLIC_URL}/webhooks/resend`,
    headers: request.headers,
    body: await request.text(),
  }
}
