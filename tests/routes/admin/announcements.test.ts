import { afterAll, beforeAll, expect, test } from 'vitest'
import { announcementTyped } from '#tests/support/announcements.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'

let cabinet: Cabinet
let app: App

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

test('staff publish an announcement, a client sees it on the overview until it is marked as read', async () => {
  const staff = app.as(await cabinet.staff('operator'))
  const refused = await staff.post('/admin/announcements/new', announcementTyped({ titleKk: '' }))
  await expect(refused).toShow('Заголовок на казахском', 400)
  const published = await staff.post('/admin/announcements/new', announcementTyped())
  expect(published).toRedirectTo(/^\/admin\/announcements\/\d+$/)
  await expect(await staff.get('/admin/announcements')).toShow('АЗС-101 закрыта на ремонт')

  const client = app.as(await cabinet.client(await cabinet.company(), 'viewer'))
  const overview = await client.get('/cabinet')
  const html = await overview.clone().text()
  await expect(overview).toShow('С 1 по 5 декабря.')
  const [, read = ''] = /action="(\/announcements\/\d+\/read)"/.exec(html) ?? []
  for (const _ of ['once', 'twice']) expect(await client.post(read, {})).toRedirectTo('/cabinet')
  expect(await (await client.get('/cabinet')).text()).not.toContain('АЗС-101 закрыта на ремонт')

  const page = published.headers.get('Location') ?? ''
  expect(await staff.post(`${page}/withdraw`, {})).toRedirectTo(page)
  await expect(await staff.get(page)).toShow('Показ завершён')
})

test('a form that is sent twice publishes once', async () => {
  const staff = app.as(await cabinet.staff('operator'))
  const html = await (await staff.get('/admin/announcements/new')).text()
  const [, nonce = ''] = /name="nonce" value="([^"]+)"/.exec(html) ?? []
  const send = () => staff.post('/admin/announcements/new', { ...announcementTyped(), nonce })
  const answers = await Promise.all([send(), send()])
  expect(new Set(answers.map(({ headers }) => headers.get('Location'))).size).toBe(1)
})
