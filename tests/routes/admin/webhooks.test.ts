import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { blockCard } from '#app/domain/cards/card-blocks.server.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { sendDueWebhooks } from '#app/domain/webhooks/dispatch.server.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'
import { bringCards } from '#tests/support/registers.ts'
import type { Visitor } from '#tests/support/visitor.ts'
import { WebhookReceiver, webhookSender } from '#tests/support/webhooks.ts'

let cabinet: Cabinet
let app: App
let receiver: WebhookReceiver
let companyId: CompanyId
let owner: Person
let administrator: Person

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  receiver = await WebhookReceiver.start()
  companyId = await cabinet.company()
  owner = await cabinet.client(companyId)
  administrator = await cabinet.staff('administrator')
})
beforeEach(() => {
  receiver.received.length = 0
  receiver.answer = () => ({})
})
afterAll(async () => {
  await receiver.stop()
  await app.stop()
  await cabinet.destroy()
})

const send = async () => sendDueWebhooks(await cabinet.system(), webhookSender())
const secretOn = (page: string) => /whsec_[\w+/]{43}=/.exec(page.replaceAll('&#x2F;', '/'))?.[0] ?? ''

interface Made {
  page: string
  secret: string
}

async function make(visitor: Visitor, base: string, fields: Record<string, string> = {}): Promise<Made> {
  const form = { name: '1C', url: receiver.url(), typeIds: 'card.blocked', ...fields }
  const answer = await visitor.post(`${base}/new`, form)
  const shown = answer.headers.get('Location') ?? ''
  expect(shown).toMatch(new RegExp(`^${base}/\\d+/secret$`))
  const secret = secretOn(await (await visitor.get(shown)).text())
  // Once.
  const page = shown.replace('/secret', '')
  expect(await visitor.get(shown)).toRedirectTo(page)
  return { page, secret }
}

async function messageOn(visitor: Visitor, page: string): Promise<string> {
  const text = await (await visitor.get(page)).text()
  return /href="([^"]+\/deliveries\/\d+)"/.exec(text)?.[1] ?? ''
}

async function block(): Promise<void> {
  const [card] = await bringCards(owner.ctx, companyId, [{}])
  await blockCard(owner.ctx, companyId, card?.id ?? 0, { reason: '' })
}

describe.each(['/integrations/webhooks', '/admin/webhooks'])('%s', (base) => {
  const visit = () => app.as(base.startsWith('/admin') ? administrator : owner)

  test('makes one, whose secret is shown once and signs what is sent', async () => {
    const visitor = visit()
    const { page, secret } = await make(visitor, base)
    await block()
    await send()
    const one = receiver.received.find(({ headers, body }) => {
      try {
        return new Webhook(secret).verify(body, headers)
      } catch {
        return false
      }
    })
    expect(one?.message.type).toBe('card.blocked')
    await expect(await visitor.get(page)).toShow('Доставлено')
    const message = await messageOn(visitor, page)
    await expect(await visitor.get(message)).toShow(one?.headers['webhook-id'] ?? '?')
    expect(secretOn(await (await visitor.get(page)).text())).toBe('')
    expect(await visitor.post(`${page}/delete`, {})).toRedirectTo(base)
    expect((await visitor.get(page)).status).toBe(404)
  })

  test('tests it, sends a message again, and shows what came of it', async () => {
    const visitor = visit()
    const { page } = await make(visitor, base)
    receiver.answer = () => ({ status: 500, body: 'database is away' })
    expect(await visitor.post(`${page}/test`, {})).toRedirectTo(page)
    await send()
    await expect(await visitor.get(page)).toShow('Не доставлено')
    const message = await messageOn(visitor, page)
    await expect(await visitor.get(message)).toShow('database is away')
    receiver.answer = () => ({})
    expect(await visitor.post(`${message}/resend`, {})).toRedirectTo(message)
    await send()
    await expect(await visitor.get(message)).toShow('Доставлено')
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(receiver.received).toHaveLength(2)
    await visitor.post(`${page}/delete`, {})
  })

  test('edits, switches off and on, and replaces the secret', async () => {
    const visitor = visit()
    const { page, secret } = await make(visitor, base)
    const edited = { name: 'Диспетчер', url: receiver.url('/other'), typeIds: 'card.unblocked' }
    expect(await visitor.post(`${page}/edit`, edited)).toRedirectTo(page)
    await expect(await visitor.get(page)).toShow('Диспетчер')
    expect(await visitor.post(`${page}/disable`, {})).toRedirectTo(page)
    await expect(await visitor.get(page)).toShow('Выключен вручную')
    expect(await visitor.post(`${page}/test`, {})).toRedirectTo(page)
    expect(await send()).toBe(0)
    expect(await visitor.post(`${page}/enable`, {})).toRedirectTo(page)
    expect(await visitor.post(`${page}/rotate`, {})).toRedirectTo(`${page}/secret`)
    const next = secretOn(await (await visitor.get(`${page}/secret`)).text())
    expect(next).toMatch(/^whsec_/)
    expect(next).not.toBe(secret)
    const id = Number(page.split('/').at(-1))
    expect(await cabinet.actions({ kind: 'webhook', id })).toEqual([
      ...['webhook.created', 'webhook.edited', 'webhook.disabled', 'webhook.enabled'],
      'webhook.secret_rotated',
    ])
    await visitor.post(`${page}/delete`, {})
  })

  test('refuses an address inside a network and a form without events, and keeps what was typed', async () => {
    const visitor = visit()
    const answer = await visitor.post(`${base}/new`, {
      ...{ name: 'Бухгалтерия', url: 'https://10.0.0.8/', typeIds: 'card.blocked' },
    })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('Проверьте введённые данные')
    const bare = await visitor.post(`${base}/new`, { name: 'Бухгалтерия', url: receiver.url() })
    expect(bare.status).toBe(400)
    expect(await bare.text()).toContain('Бухгалтерия')
  })

  test('the same form twice makes one', async () => {
    const visitor = visit()
    const page = await (await visitor.get(`${base}/new`)).text()
    const nonce = /name="nonce" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const form = { nonce, name: `Twice ${base}`, url: receiver.url(), typeIds: 'card.blocked' }
    const answers = await Promise.all([visitor.post(`${base}/new`, form), visitor.post(`${base}/new`, form)])
    expect(new Set(answers.map(({ headers }) => headers.get('Location'))).size).toBe(1)
    expect((await (await visitor.get(base)).text()).split(`>Twice ${base}<`).length - 1).toBe(1)
  })
})

test('another company’s endpoint and messages are not there', async () => {
  const { page } = await make(app.as(owner), '/integrations/webhooks')
  await app.as(owner).post(`${page}/test`, {})
  const message = await messageOn(app.as(owner), page)
  const stranger = app.as(await cabinet.client(await cabinet.company()))
  for (const path of [page, `${page}/edit`, message]) expect((await stranger.get(path)).status).toBe(404)
  for (const path of [
    `${page}/test`,
    `${page}/rotate`,
    `${page}/disable`,
    `${page}/delete`,
    `${message}/resend`,
  ])
    expect((await stranger.post(path, {})).status).toBe(404)
  const other = await make(stranger, '/integrations/webhooks')
  const borrowed = message.replace(page, other.page)
  expect((await stranger.get(borrowed)).status).toBe(404)
})

test('staff read what a company has set up, and change nothing of it', async () => {
  const { page } = await make(app.as(owner), '/integrations/webhooks')
  const shown = page.replace('/integrations', '/admin')
  await expect(await app.as(administrator).get(shown)).toShow('1C')
  expect((await app.as(administrator).get(`${shown}/edit`)).status).toBe(404)
  expect((await app.as(administrator).post(`${shown}/rotate`, {})).status).toBe(404)
  await expect(await app.as(await cabinet.staff('auditor')).get(shown)).toShow('1C')
})
