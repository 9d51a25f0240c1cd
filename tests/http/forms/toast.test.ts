import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readToast, redirectWithToast } from '#app/http/forms/toast.server.ts'
import { testSettings } from '#tests/support/context.ts'

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
