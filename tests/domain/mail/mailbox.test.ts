import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  listMailbox,
  listTemplates,
  openMailboxLetter,
  renderSample,
} from '#app/domain/mail/mailbox.server.ts'
import { localMailbox } from '#app/domain/mail/provider.ts'
import { sendDueMail } from '#app/domain/mail/sender.server.ts'
import { withSettings } from '#tests/support/context.ts'
import { type Cabinet, createCabinet, newAddress } from '#tests/support/fixtures.ts'
import { letterOf, letterTo, outcomesOf } from '#tests/support/mail.ts'

describe('the local mailbox', () => {
  let cabinet: Cabinet
  const quiet = { info() {}, warn() {}, error() {} }

  beforeAll(async () => {
    cabinet = await createCabinet()
  })
  afterAll(() => cabinet.destroy())

  test('the worker hands letters to it at once', async () => {
    const ids = []
    for (let n = 0; n < 30; n++) ids.push(await letterTo(await cabinet.system(), newAddress()))
    await sendDueMail(await cabinet.system(), { provider: localMailbox, log: quiet })
    for (const id of ids) {
      expect(await letterOf(cabinet.db, id)).toMatchObject({
        status: 'sent',
        provider_id: 'local',
        attempts: 1,
      })
      expect(await outcomesOf(cabinet.db, id)).toEqual(['kept'])
    }
  })

  test('security 1: a letter’s link is made when somebody looks, and stored nowhere', async () => {
    const { email, token } = await cabinet.invited(await cabinet.company())
    const [{ id } = { id: 0 }] = await cabinet.lettersTo(email)
    const letter = await openMailboxLetter(await cabinet.guest(), id)
    expect(letter).toMatchObject({
      to: email,
      template: 'invitation',
      from: 'QAZAQ OIL <cabinet@example.kz>',
    })
    expect(letter.html).toContain(`href="http://cabinet.test/invitation/${token}"`)
    expect(letter.text).toContain(`http://cabinet.test/invitation/${token}`)
    expect(JSON.stringify(await cabinet.db.selectFrom('outbox').selectAll().execute()).includes(token)).toBe(
      false,
    )
  })

  test('lists letters, the newest first, page by page', async () => {
    for (let n = 0; n < 55; n++) await letterTo(await cabinet.system(), newAddress())
    const first = await listMailbox(await cabinet.guest(), undefined)
    expect(first.letters).toHaveLength(50)
    expect(first.letters[0]?.id).toBeGreaterThan(first.letters[1]?.id ?? 0)
    const second = await listMailbox(await cabinet.guest(), first.nextCursor ?? undefined)
    expect(second.letters[0]?.id).toBeLessThan(first.letters.at(-1)?.id ?? 0)
  })

  test('shows each template with its sample in three languages', async () => {
    const ctx = await cabinet.guest()
    expect(listTemplates(ctx)).toContain('invitation')
    for (const template of listTemplates(ctx)) {
      const subjects = (['en', 'ru', 'kk'] as const).map(
        (locale) => renderSample(ctx, template, locale).subject,
      )
      expect(new Set(subjects).size).toBe(3)
    }
    expect(() => renderSample(ctx, 'constructor', 'ru')).toThrow('not_found')
  })

  test('security 1: where letters leave the machine there is no mailbox', async () => {
    const ctx = withSettings(await cabinet.guest(), { localMailbox: false })
    await expect(listMailbox(ctx, undefined)).rejects.toMatchObject({ code: 'not_found' })
    await expect(openMailboxLetter(ctx, 1)).rejects.toMatchObject({ code: 'not_found' })
    expect(() => listTemplates(ctx)).toThrow('not_found')
    expect(() => renderSample(ctx, 'invitation', 'ru')).toThrow('not_found')
  })
})
