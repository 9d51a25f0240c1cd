import { readdirSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { readToast, redirectWithToast } from '#app/http/forms/toast.server.ts'
import { startApp } from '#tests/support/app.ts'
import { testSettings } from '#tests/support/context.ts'
import { createCabinet } from '#tests/support/fixtures.ts'

const cabinet = await createCabinet()
const app = await startApp(cabinet)
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

const nouns = readdirSync('locales/en').map((file) => file.replace(/\.json$/, ''))

function sent(cookie: string) {
  return readToast(testSettings, new Request('http://cabinet.test/back', { headers: { Cookie: cookie } }))
}

test.each(nouns)('the page after a redirect says words of %s', (noun) => {
  const params = { number: '•••• 6748', n: 2 }
  const response = redirectWithToast(testSettings, '/cards', `${noun}:status.saved_one`, params)
  const [cookie = ''] = response.headers.get('Set-Cookie')?.split(';') ?? []
  expect(sent(cookie)).toEqual({ key: `${noun}:status.saved_one`, params })
})

test.each([
  'not base64',
  ...[
    { key: '<b>:x' },
    { key: 'cards:x', params: { n: {} } },
    { key: 'cards:x' },
    { key: 7, params: {} },
  ].map((value) => Buffer.from(JSON.stringify(value)).toString('base64url')),
])('a cookie that is no toast says nothing: %s', (value) => {
  expect(sent(`toast=${value}`)).toBeNull()
})

test.each([
  ['cards:no_such_words', 'Изменения сохранены'],
  ['errors:no_such_words', 'Что-то пошло не так'],
])('the words of another release, %s, are said in general: done, or not', async (key, words) => {
  const value = Buffer.from(JSON.stringify({ key, params: {} })).toString('base64url')
  const page = await (await app.get('/sign-in', { headers: { Cookie: `toast=${value}` } })).text()
  expect(page).toContain(words)
  expect(page).not.toContain('no_such_words')
})
