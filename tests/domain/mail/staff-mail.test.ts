import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '#app/domain/kernel/context.ts'
import { linkTokenFor } from '#app/domain/kernel/link-tokens.server.ts'
import { MailFilter } from '#app/domain/mail/mail.input.server.ts'
import {
  findLetter,
  findMailPause,
  listMail,
  mailTemplates,
  previewForStaff,
  retryMail,
} from '#app/domain/mail/mail.server.ts'
import { sendDueMail } from '#app/domain/mail/sender.server.ts'
import { testKeyring } from '#tests/support/context.ts'
import { type Cabinet, createCabinet, newAddress } from '#tests/support/fixtures.ts'
import { emptyOutbox, letTimePass, letterOf, letterTo, mailerTo } from '#tests/support/mail.ts'
import { ResendStandIn } from '#tests/support/resend-stand-in.ts'

let cabinet: Cabinet
let resend: ResendStandIn
let administrator: Context
let support: Context

beforeAll(async () => {
  cabinet = await createCabinet()
  resend = await ResendStandIn.start()
  administrator = (await cabinet.staff('administrator')).ctx
  support = (await cabinet.staff('support')).ctx
  await emptyOutbox(cabinet.db)
})
beforeEach(() => resend.reset())
afterEach(() => emptyOutbox(cabinet.db))
afterAll(async () => {
  await resend.stop()
  await cabinet.destroy()
})

const send = async () => sendDueMail(await cabinet.system(), mailerTo(resend))
const refused = (status: number, name = 'validation_error') => resend.next({ kind: 'refuse', status, name })

describe('the list of letters', () => {
  test('what is no longer needed is not what has stopped', async () => {
    const [failed, unneeded, parked] = [
      await letterTo(administrator, newAddress()),
      await letterTo(administrator, newAddress()),
      await letterTo(administrator, newAddress()),
    ]
    const becomes = (id: number, status: 'dead' | 'parked', last_error: string | null) =>
      cabinet.db.updateTable('outbox').set({ status, last_error }).where('id', '=', id).execute()
    await becomes(failed, 'dead', 'invalid_letter')
    await becomes(unneeded, 'dead', 'superseded')
    await becomes(parked, 'parked', null)
    const listed = async (status: 'stopped' | 'dead' | 'unneeded') =>
      (await listMail(administrator, { status })).letters.map(({ id }) => id)
    expect(await listed('stopped')).toEqual([parked, failed])
    expect(await listed('dead')).toEqual([failed])
    expect(await listed('unneeded')).toEqual([unneeded])
  })

  test('the newest first, page by page, without bodies', async () => {
    const ids: number[] = []
    for (let n = 0; n < 53; n++) ids.push(await letterTo(administrator, newAddress()))
    const first = await listMail(administrator, {})
    expect(first.letters.map(({ id }) => id)).toEqual(ids.slice(3).reverse())
    const { cursor } = MailFilter.parse({ cursor: first.nextCursor })
    const second = await listMail(administrator, { cursor })
    expect(second.letters.map(({ id }) => id)).toEqual(ids.slice(0, 3).reverse())
    expect(second.nextCursor).toBeNull()
    expect(Object.keys(first.letters[0] ?? {})).not.toContain('html')
  })

  test('what is searched for by address comes by address, each letter on one page', async () => {
    const own = newAddress()
    const addresses = Array.from({ length: 53 }, (_, n) => `${own}.${(n * 37) % 53}`)
    for (const address of addresses) await letterTo(administrator, address)
    const expected = addresses.toSorted()
    const first = await listMail(administrator, { q: own })
    expect(first.letters.map(({ to_email: to }) => to)).toEqual(expected.slice(0, 50))
    const { cursor } = MailFilter.parse({ cursor: first.nextCursor })
    const second = await listMail(administrator, { q: own, cursor })
    expect(second.letters.map(({ to_email: to }) => to)).toEqual(expected.slice(50))
  })

  test('by status, delivery and template', async () => {
    refused(422)
    const dead = await letterTo(support, newAddress())
    await send()
    const { email } = await cabinet.invited(await cabinet.company())
    const [invitation] = await cabinet.lettersTo(email)
    await cabinet.db
      .updateTable('outbox')
      .set({ delivery: 'bounced' })
      .where('id', '=', invitation?.id ?? 0)
      .execute()
    const idsOf = async (filter: MailFilter) => (await listMail(support, filter)).letters.map(({ id }) => id)
    expect(await idsOf({ status: 'dead' })).toEqual([dead])
    expect(await idsOf({ status: 'pending' })).toEqual([invitation?.id])
    expect(await idsOf({ delivery: 'bounced' })).toEqual([invitation?.id])
    expect(await idsOf({ template: 'password_changed' })).toEqual([dead])
    expect(await idsOf({ template: 'password_changed', status: 'pending' })).toEqual([])
    expect(mailTemplates()).toContain('password_changed')
  })

  test('a search goes by the beginning of the address, and what it holds is text', async () => {
    for (const to of ['anna@a.kz', 'anna@a.kz', 'annet@b.kz', 'a_na@c.kz', 'boris@a.kz'])
      await letterTo(support, to)
    const found = async (q: string) =>
      (await listMail(support, MailFilter.parse({ q }))).letters.map((row) => row.to_email)
    expect(await found('ann')).toEqual(['anna@a.kz', 'anna@a.kz', 'annet@b.kz'])
    expect(await found(' ANNA@a.kz ')).toEqual(['anna@a.kz', 'anna@a.kz'])
    expect(await found('a_n')).toEqual(['a_na@c.kz'])
    expect(await found('%')).toEqual([])
  })

  test('a search goes on where its page ended', async () => {
    const ids: number[] = []
    for (let n = 0; n < 60; n++) ids.push(await letterTo(support, n % 2 ? 'one@x.kz' : 'two@x.kz'))
    const first = await listMail(support, { q: '' })
    expect(first.letters).toHaveLength(50)
    const seen = new Set<number>()
    let cursor: string | undefined
    for (let page = 0; page < 3; page++) {
      const { letters, nextCursor } = await listMail(support, MailFilter.parse({ q: 'o', cursor }))
      for (const { id } of letters) seen.add(id)
      cursor = nextCursor ?? undefined
    }
    expect(seen.size).toBe(30)
  })

  test('nonsense in the URL counts as not asked', () => {
    expect(
      MailFilter.parse({
        status: 'x',
        delivery: '1',
        template: 'constructor',
        cursor: 'x'.repeat(300),
        q: ' ',
      }),
    ).toEqual({})
  })

  test('clients and guests see no letters', async () => {
    const { ctx } = await cabinet.client(await cabinet.company())
    for (const stranger of [ctx, await cabinet.guest()]) {
      await expect(listMail(stranger, {})).rejects.toMatchObject({ code: 'not_allowed' })
      await expect(findLetter(stranger, 1)).rejects.toMatchObject({ code: 'not_allowed' })
      await expect(previewForStaff(stranger, 1)).rejects.toMatchObject({ code: 'not_allowed' })
      await expect(findMailPause(stranger)).rejects.toMatchObject({ code: 'not_allowed' })
      await expect(retryMail(stranger, 1)).rejects.toMatchObject({ code: 'not_allowed' })
    }
  })
})

describe('one letter', () => {
  test('its attempts, the newest first, and what was told afterwards', async () => {
    const id = await letterTo(administrator, newAddress())
    refused(500)
    await send()
    await letTimePass(cabinet.db, '1 minute')
    await send()
    const { letter, attempts, events, retryable } = await findLetter(support, id)
    expect(letter).toMatchObject({ id, status: 'sent', attempts: 2 })
    expect(attempts.map(({ outcome, status_code }) => [outcome, status_code])).toEqual([
      ['accepted', 200],
      ['provider_failed', 500],
    ])
    expect(events).toEqual([])
    expect(retryable).toBe(false)
  })

  test('security 1: what staff get of a letter holds no token, in the database’s words or filled in', async () => {
    const { email, token } = await cabinet.invited(await cabinet.company())
    const [{ id, linkId } = { id: 0, linkId: 0 }] = await cabinet.lettersTo(email)
    await send()
    const history = await findLetter(administrator, id)
    const html = await previewForStaff(administrator, id)
    const link = await cabinet.db
      .selectFrom('links')
      .selectAll()
      .where('id', '=', linkId ?? 0)
      .executeTakeFirstOrThrow()
    expect(linkTokenFor(testKeyring, link)).toBe(token)
    const shown = JSON.stringify([history, html, await listMail(administrator, {})])
    expect(shown.includes(token)).toBe(false)
    expect(html).toContain('href="http://cabinet.test/•••"')
    expect(html).not.toContain('link.invalid')
    expect(html).toContain(email)
    expect(Object.keys(history.letter)).not.toContain('html')
  })

  test('one that is not there', async () => {
    await expect(findLetter(support, 999_999)).rejects.toMatchObject({ code: 'mail_not_found' })
    await expect(previewForStaff(support, 999_999)).rejects.toMatchObject({ code: 'mail_not_found' })
    await expect(retryMail(administrator, 999_999)).rejects.toMatchObject({ code: 'mail_not_found' })
  })
})

describe('sending again', () => {
  test('a refused letter goes back into the queue, and the log says who wanted it', async () => {
    refused(422)
    const id = await letterTo(administrator, newAddress())
    await send()
    expect((await findLetter(administrator, id)).retryable).toBe(true)
    expect(await retryMail(administrator, id)).toMatchObject({ id })
    expect(await letterOf(cabinet.db, id)).toMatchObject({
      status: 'pending',
      first_tried_at: null,
      last_error: null,
    })
    expect(await cabinet.actions({ kind: 'mail', id })).toEqual(['mail.retried'])
    await send()
    expect(await letterOf(cabinet.db, id)).toMatchObject({ status: 'sent' })
  })

  test('a parked letter too', async () => {
    const id = await letterTo(administrator, newAddress())
    refused(500)
    await send()
    await letTimePass(cabinet.db, '24 hour')
    await send()
    expect(await letterOf(cabinet.db, id)).toMatchObject({ status: 'parked' })
    await retryMail(administrator, id)
    await send()
    expect(await letterOf(cabinet.db, id)).toMatchObject({ status: 'sent' })
  })

  test('a bounced letter goes out as a letter of its own: the provider sends once for each key', async () => {
    const { email, token } = await cabinet.invited(await cabinet.company())
    await send()
    const [{ id } = { id: 0 }] = await cabinet.lettersTo(email)
    await cabinet.db.updateTable('outbox').set({ delivery: 'bounced' }).where('id', '=', id).execute()
    const again = await retryMail(administrator, id)
    expect(again.id).not.toBe(id)
    await send()
    const messages = resend.messagesTo(email)
    expect(messages.map(({ key }) => key)).toEqual([`outbox/${id}`, `outbox/${again.id}`])
    expect(messages[1]?.body.html).toContain(token)
    const original = await letterOf(cabinet.db, id)
    expect(await letterOf(cabinet.db, again.id)).toMatchObject({ invitation_id: original.invitation_id })
  })

  test('a letter that is sent, on its way, superseded or would go out in two versions is not sent again', async () => {
    const id = await letterTo(administrator, newAddress())
    const states = [
      { status: 'pending' },
      { status: 'sending' },
      { status: 'sent' },
      { status: 'sent', delivery: 'delivered' },
      { status: 'sent', delivery: 'complained' },
      { status: 'dead', last_error: 'superseded' },
      { status: 'dead', last_error: 'key_reused' },
    ] as const
    for (const state of states) {
      await cabinet.db
        .updateTable('outbox')
        .set({ delivery: null, last_error: null, ...state })
        .where('id', '=', id)
        .execute()
      expect((await findLetter(administrator, id)).retryable).toBe(false)
      await expect(retryMail(administrator, id)).rejects.toMatchObject({ code: 'mail_not_retryable' })
    }
    expect(await cabinet.actions({ kind: 'mail', id })).toEqual([])
  })

  test('two who press at once: one effect', async () => {
    const id = await letterTo(administrator, newAddress())
    await cabinet.db.updateTable('outbox').set({ status: 'parked' }).where('id', '=', id).execute()
    const both = await Promise.allSettled([retryMail(administrator, id), retryMail(administrator, id)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await cabinet.actions({ kind: 'mail', id })).toEqual(['mail.retried'])
  })

  test('security 22: support sees letters and sends none again', async () => {
    const id = await letterTo(administrator, newAddress())
    await cabinet.db.updateTable('outbox').set({ status: 'dead' }).where('id', '=', id).execute()
    await expect(retryMail(support, id)).rejects.toMatchObject({ code: 'not_allowed' })
  })
})
