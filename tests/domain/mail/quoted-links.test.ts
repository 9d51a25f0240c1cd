import { afterAll, expect, test } from 'vitest'
import { recordDelivery } from '#app/domain/mail/delivery.server.ts'
import { findLetter } from '#app/domain/mail/mail.server.ts'
import { createCabinet } from '#tests/support/fixtures.ts'

const cabinet = await createCabinet()

afterAll(() => cabinet.destroy())

test('security 1: a bounce that quotes the letter’s link keeps it from staff', async () => {
  const { ctx: administrator } = await cabinet.staff('administrator')
  const { email, token } = await cabinet.invited(await cabinet.company())
  const letter = (await cabinet.lettersTo(email)).at(-1)
  const id = letter?.id ?? 0
  const message = `550 5.7.1 blocked URL https://cabinet.test/invitation/${token} in the message`
  const outcome = await recordDelivery(await cabinet.system(), 'msg_1', {
    type: 'email.bounced',
    data: {
      tags: { outbox_id: String(id) },
      to: [email],
      bounce: { type: 'Permanent', subType: 'ContentRejected', message },
    },
  })
  expect(outcome).toBe('recorded')
  const { events } = await findLetter(administrator, id)
  expect(events[0]?.detail).toContain('550 5.7.1 blocked URL https://cabinet.test/invitation/…')
  expect(JSON.stringify(events)).not.toContain(token)
  const stored = await cabinet.db.selectFrom('webhook_events').select('detail').execute()
  expect(JSON.stringify(stored)).not.toContain(token)
})
