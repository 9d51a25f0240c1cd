import { createElement } from 'react'
import { afterAll, expect, test } from 'vitest'
import { startApp } from '#tests/support/app.ts'
import { createCabinet } from '#tests/support/fixtures.ts'
import { siteOfSources } from '#tests/support/site.ts'

/** Elements of every length, so that letters of two, three and four bytes meet the end of React's view at every place. */
const lines = Array.from({ length: 600 }, (_, n) => `${'x'.repeat(n % 7)}Жеке кабинет ₸ 💳 ${n}`)
const Page = () =>
  createElement('ul', null, ...lines.map((line, n) => createElement('li', { key: n, title: line }, line)))

const cabinet = await createCabinet()
const app = await startApp(cabinet, { site: await siteOfSources({ cyrillic: { default: Page } }) })

afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

test('letters of several bytes reach the reader whole, wherever the renderer cuts its chunks', async () => {
  const page = await (await app.get('/cyrillic')).text()
  expect(page).not.toContain('\0')
  expect(page).not.toContain('\uFFFD')
  for (const line of lines) expect(page).toContain(`<li title="${line}">${line}</li>`)
})
