import { afterAll, expect, test } from 'vitest'
import { startApp } from '#tests/support/app.ts'
import { createCabinet } from '#tests/support/fixtures.ts'
import { ResendStandIn } from '#tests/support/resend-stand-in.ts'

const resend = await ResendStandIn.start()
const cabinet = await createCabinet()
const app = await startApp(cabinet, { resendWebhookSecret: resend.webhookSecret })

afterAll(async () => {
  await app.stop()
  await resend.stop()
  await cabinet.destroy()
})

/** As the provider sends it: no browser, no Origin, another host on the way. */
async function deliver(signed: Request, body?: string): Promise<Response> {
  return app.visitor().send('/webhooks/resend', {
    method: 'POST',
    headers: {
      ...Object.fromEntries(signed.headers),
      'Sec-Fetch-Site': undefined,
      Accept: '*/*',
      Host: 'proxy.internal',
    },
    body: body ?? (await signed.text()),
  })
}

test('what the provider signed reaches the letter, byte for byte, without a browser’s proof of origin', async () => {
  const { email } = await cabinet.invited(await cabinet.company())
  const id = (await cabinet.lettersTo(email)).at(-1)?.id ?? 0
  const event = {
    type: 'email.bounced',
    created_at: new Date().toISOString(),
    data: {
      email_id: 'provider-1',
      to: [email],
      tags: { outbox_id: String(id) },
      bounce: { message: 'ящик — полон ✉' },
    },
  }
  const answer = await deliver(resend.webhook(event))
  expect([answer.status, await answer.text()]).toEqual([200, 'recorded'])
  const row = await cabinet.db.selectFrom('outbox').select('delivery').where('id', '=', id).executeTakeFirst()
  expect(row?.delivery).toBe('bounced')
})

test('security 18: nobody else is heard there', async () => {
  const signed = resend.webhook({ type: 'email.delivered', data: {} })
  expect((await deliver(signed, '{"type":"email.bounced"}')).status).toBe(401)
  expect((await app.post('/webhooks/resend', { type: 'email.bounced' })).status).toBe(400)
  expect((await deliver(signed, 'x'.repeat(300 * 1024))).status).toBe(413)
  expect((await app.get('/webhooks/resend')).status).toBe(404)
})
