import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { revokeInvitation } from '#app/domain/invitations/revocation.server.ts'
import { Keyring } from '#app/domain/kernel/keyring.server.ts'
import { sendDueMail } from '#app/domain/mail/sender.server.ts'
import { createDb } from '#db/connection/client.server.ts'
import { LINK_PLACEHOLDER } from '#emails/index.ts'
import { testSecret, withSettings } from '#tests/support/context.ts'
import { startDatabaseProxy } from '#tests/support/database-proxy.ts'
import { type Cabinet, createCabinet, newAddress } from '#tests/support/fixtures.ts'
import { emptyOutbox, letTimePass, letterOf, letterTo, mailerTo, outcomesOf } from '#tests/support/mail.ts'
import { ResendStandIn } from '#tests/support/resend-stand-in.ts'

describe('sending', () => {
  let cabinet: Cabinet
  let resend: ResendStandIn

  beforeAll(async () => {
    cabinet = await createCabinet()
    resend = await ResendStandIn.start()
  })
  beforeEach(() => resend.reset())
  afterEach(() => emptyOutbox(cabinet.db))
  afterAll(async () => {
    await resend.stop()
    await cabinet.destroy()
  })

  test('hands a due letter to the provider once, tagged with its number and under its own key', async () => {
    const ctx = await cabinet.system()
    const email = newAddress()
    const id = await letterTo(ctx, email)
    expect(await sendDueMail(ctx, mailerTo(resend))).toBe(1)
    expect(await sendDueMail(ctx, mailerTo(resend))).toBe(0)
    const [message, ...others] = resend.messages
    expect(others).toEqual([])
    expect(message).toMatchObject({
      key: `outbox/${id}`,
      body: {
        from: 'QAZAQ OIL <cabinet@example.kz>',
        reply_to: 'support@example.kz',
        to: email,
        tags: [
          { name: 'outbox_id', value: String(id) },
          { name: 'template', value: 'password_changed' },
        ],
      },
    })
    expect(await letterOf(cabinet.db, id)).toMatchObject({
      status: 'sent',
      attempts: 1,
      provider_id: message?.id,
      sent_at: expect.any(Date),
      last_error: null,
      lease_token: null,
    })
    expect(await outcomesOf(cabinet.db, id)).toEqual(['accepted'])
  })

  test('a letter that the provider took while the database went away is marked when that is back', async () => {
    const id = await letterTo(await cabinet.system(), newAddress())
    const proxy = await startDatabaseProxy(cabinet.url)
    const db = createDb(proxy.url, { connections: 2 })
    const sprung = proxy
      .trap({ statement: /^insert into `outbox_attempts`/, step: 'unsent' })
      .then(() => proxy.cut())
    await expect(sendDueMail({ ...(await cabinet.system()), db }, mailerTo(resend))).rejects.toThrow()
    await sprung
    expect((await letterOf(cabinet.db, id))?.status).toBe('sending')
    await proxy.restore()
    // Not after the 45 s for which a dead worker's lease stands, and the provider is not asked again.
    await expect.poll(async () => (await letterOf(cabinet.db, id))?.status).toBe('sent')
    expect(resend.messages).toHaveLength(1)
    expect(await outcomesOf(cabinet.db, id)).toEqual(['accepted'])
    await db.destroy()
    await proxy.stop()
  })

  test('fills in the link only on its way out', async () => {
    const company = await cabinet.company()
    const { email, token } = await cabinet.invited(company)
    const [frozen] = await cabinet.lettersTo(email)
    expect(frozen?.html).toContain(LINK_PLACEHOLDER)
    expect(`${frozen?.html}${frozen?.text}`).not.toContain(token)
    await sendDueMail(await cabinet.system(), mailerTo(resend))
    const [message] = resend.messagesTo(email)
    expect(message?.body.html).toContain(`href="http://cabinet.test/invitation/${token}"`)
    expect(message?.body.text).toContain(`http://cabinet.test/invitation/${token}`)
    expect(message?.raw).not.toContain('link.invalid')
  })

  test('security 1: no table holds the token of a letter that was sent', async () => {
    const { email, token } = await cabinet.invited(await cabinet.company())
    resend.next({
      kind: 'raw',
      status: 422,
      body: JSON.stringify({ statusCode: 422, name: 'x', message: `bad ${token}` }),
    })
    await sendDueMail(await cabinet.system(), mailerTo(resend))
    const [letter] = await cabinet.lettersTo(email)
    const attempts = await cabinet.db.selectFrom('outbox_attempts').selectAll().execute()
    const audit = await cabinet.db.selectFrom('audit_log').selectAll().execute()
    expect(attempts.at(-1)?.message).toContain('bad ')
    expect(JSON.stringify([letter, attempts, audit]).includes(token)).toBe(false)
  })

  test('security 1: a repeat is the same, byte for byte, whatever was configured anew in between', async () => {
    const { email, token } = await cabinet.invited(await cabinet.company())
    resend.next({ kind: 'raw', status: 500, body: '{}', accepting: true })
    const ctx = await cabinet.system()
    await sendDueMail(ctx, mailerTo(resend))
    await letTimePass(cabinet.db, '1 hour')
    const changed = withSettings(ctx, {
      mailFrom: 'other@example.kz',
      publicUrl: 'https://new.example',
      supportEmail: 'x@y.kz',
    })
    const rotated = new Keyring(['a-newer-secret-of-the-tests-that-is-long', testSecret])
    await sendDueMail({ ...changed, keyring: rotated }, mailerTo(resend))
    const [first, second] = resend.requests
    expect(second?.raw).toBe(first?.raw)
    expect(second?.raw).toContain(token)
    expect(resend.messagesTo(email)).toHaveLength(1)
    const [letter] = await cabinet.lettersTo(email)
    expect(await letterOf(cabinet.db, letter?.id ?? 0)).toMatchObject({ status: 'sent', attempts: 2 })
  })

  test('a letter whose link was revoked, used or ran out is not sent', async () => {
    const company = await cabinet.company()
    const revoked = await cabinet.invited(company)
    await revokeInvitation(await cabinet.system(), revoked.invitationId)
    const expired = await cabinet.invited(company)
    await cabinet.db
      .updateTable('links')
      .set({ expires_at: new Date('2020-01-01') })
      .where('email', '=', expired.email)
      .execute()
    const used = await cabinet.client(company)
    await sendDueMail(await cabinet.system(), mailerTo(resend))
    for (const { email } of [revoked, expired, used]) {
      expect(resend.messagesTo(email)).toEqual([])
      const [letter] = await cabinet.lettersTo(email)
      expect(await letterOf(cabinet.db, letter?.id ?? 0)).toMatchObject({
        status: 'dead',
        last_error: 'superseded',
      })
    }
  })

  test('a letter whose link no key can make is not sent with a hole in it', async () => {
    const { email } = await cabinet.invited(await cabinet.company())
    const keyring = new Keyring(['a-secret-that-made-none-of-the-links-here'])
    await sendDueMail({ ...(await cabinet.system()), keyring }, mailerTo(resend))
    expect(resend.requests).toEqual([])
    const [letter] = await cabinet.lettersTo(email)
    expect(await letterOf(cabinet.db, letter?.id ?? 0)).toMatchObject({
      status: 'dead',
      last_error: 'link_missing',
    })
  })

  test('what a person waits for overtakes bulk letters', async () => {
    const ctx = await cabinet.system()
    for (let n = 0; n < 4; n++) await letterTo(ctx, newAddress('bulk'), { urgency: 'bulk' })
    const urgent = newAddress('urgent')
    await letterTo(ctx, urgent)
    await sendDueMail(ctx, mailerTo(resend, { rate: 4 }))
    expect(resend.messages).toHaveLength(5)
    expect(resend.messages[0]?.body.to).toBe(urgent)
  })

  test('ten workers at once send each letter once', async () => {
    const ctx = await cabinet.system()
    const ids = await Promise.all(Array.from({ length: 40 }, () => letterTo(ctx, newAddress())))
    resend.latency = 5
    await Promise.all(Array.from({ length: 10 }, () => sendDueMail(ctx, mailerTo(resend))))
    expect(resend.requests).toHaveLength(40)
    expect(new Set(resend.messages.map(({ key }) => key))).toEqual(new Set(ids.map((id) => `outbox/${id}`)))
    const rows = await cabinet.db.selectFrom('outbox').select(['status', 'attempts']).execute()
    expect(new Set(rows.map(({ status, attempts }) => `${status} ${attempts}`))).toEqual(new Set(['sent 1']))
  })

  test('all workers together keep to one rate', async () => {
    const ctx = await cabinet.system()
    for (let n = 0; n < 6; n++) await letterTo(ctx, newAddress())
    const begun = performance.now()
    await Promise.all([
      sendDueMail(ctx, mailerTo(resend, { rate: 10 })),
      sendDueMail(ctx, mailerTo(resend, { rate: 10 })),
    ])
    expect(resend.messages).toHaveLength(6)
    // Five gaps of a tenth of a second; the machine may be slower, never faster.
    expect(performance.now() - begun).toBeGreaterThan(480)
  })

  test('asked to stop, it finishes the letter in flight and begins no other', async () => {
    const ctx = await cabinet.system()
    const ids = []
    for (let n = 0; n < 20; n++) ids.push(await letterTo(ctx, newAddress()))
    resend.latency = 100
    const stop = new AbortController()
    const sending = sendDueMail(ctx, mailerTo(resend, { rate: 2 }), stop.signal)
    await expect.poll(() => resend.requests.length).toBeGreaterThan(0)
    stop.abort()
    await sending
    const rows = await cabinet.db.selectFrom('outbox').select('status').execute()
    expect(rows.filter(({ status }) => status === 'sending')).toEqual([])
    expect(rows.filter(({ status }) => status === 'sent')).toHaveLength(resend.messages.length)
    expect(resend.messages.length).toBeLessThan(20)
  })
})
