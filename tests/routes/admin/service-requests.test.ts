import { afterAll, beforeAll, expect, test } from 'vitest'
import { finishServiceRequest } from '#app/domain/service-requests/answering.server.ts'
import {
  FinishServiceRequest,
  SendServiceRequest,
} from '#app/domain/service-requests/service-requests.input.server.ts'
import { sendServiceRequest } from '#app/domain/service-requests/service-requests.server.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet, type Person } from '#tests/support/fixtures.ts'

let cabinet: Cabinet
let app: App
let operator: Person

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  operator = await cabinet.staff('operator')
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

async function newCards(): Promise<number> {
  const companyId = await cabinet.company()
  const { ctx } = await cabinet.client(companyId)
  return sendServiceRequest(ctx, companyId, SendServiceRequest.parse({ kind: 'new_cards', quantity: '3' }))
}

test.each([
  ['take', 'Взять в работу'],
  ['finish', 'Отметить выполненной'],
  ['refuse', 'Отклонить'],
])(
  'the form to %s an open request has a title of its own and a link to the request',
  async (answer, title) => {
    const id = await newCards()
    const page = await app.as(operator).get(`/admin/service-requests/${id}/${answer}`)
    expect(page.status).toBe(200)
    const html = await page.text()
    expect(/<h1[^>]*>(.*?)<\/h1>/.exec(html)?.[1]).toBe(title)
    expect(html).toContain(`href="/admin/service-requests/${id}"`)
    expect(html).toContain(`action="/admin/service-requests/${id}/${answer}"`)
  },
)

test.each(['take', 'finish', 'refuse', 'exchange', 'extend'])(
  'the form to %s a settled request leads to that request, which says why',
  async (answer) => {
    const id = await newCards()
    await finishServiceRequest(operator.ctx, id, FinishServiceRequest.parse({ answer: 'Готово' }))
    const visitor = app.as(operator)
    const led = await visitor.get(`/admin/service-requests/${id}/${answer}`)
    expect(led).toRedirectTo(`/admin/service-requests/${id}`)
    await expect(await visitor.follow(led)).toShow('уже')
  },
)

test.each(['exchange', 'extend'])(
  'the form to %s coupons is not shown for a request of cards',
  async (answer) => {
    const id = await newCards()
    expect(await app.as(operator).get(`/admin/service-requests/${id}/${answer}`)).toRedirectTo(
      `/admin/service-requests/${id}`,
    )
  },
)
