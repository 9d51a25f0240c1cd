import { readFileSync } from 'node:fs'
import { createContext, runInContext } from 'node:vm'
import { beforeEach, describe, expect, test } from 'vitest'

const source = readFileSync(new URL('../public/d/sw.js', import.meta.url), 'utf8')
const PATH = `/d/${'t'.repeat(43)}`
const KEPT = {
  ...{ lang: 'ru', name: '<b>Ким</b>', plate: '', styles: [] },
  words: { title: 'Талоны', checked: '{{moment}}', unknown: '', again: '', code: '{{code}}' },
  coupons: [
    {
      ...{ number: '9999700000', fuel: 'ДТ', volume: '20 л', until: '', where: '"><script>' },
      ...{ code: '1', size: 1, path: '' },
    },
  ],
}

/** What the worker's store holds by path; `isBroken`: the browser gives no storage. */
let store: Map<string, { state: string; content: typeof KEPT; checkedAt: number }>
let isBroken: boolean
let answer: () => Response | Promise<Response>
let onFetch: (event: unknown) => void

beforeEach(() => {
  store = new Map([[PATH, { state: 'now', content: KEPT, checkedAt: 0 }]])
  isBroken = false
  const use = <Value>(value: Value) =>
    isBroken ? Promise.reject(new Error('no storage')) : Promise.resolve(value)
  const scope = {
    ...{ URL, Response, AbortSignal, location: { origin: 'https://cabinet.kz' } },
    ...{ importScripts: () => {}, fetch: async () => answer(), caches: { match: async () => undefined } },
    driverStore: {
      get: (path: string) => use(store.get(path)),
      stateOf: (path: string) => use(store.get(path)?.state),
      remove: (path: string) => use(store.delete(path)),
    },
    addEventListener: (kind: string, heard: (event: unknown) => void) => {
      if (kind === 'fetch') onFetch = heard
    },
  }
  runInContext(source, createContext(Object.assign(scope, { self: scope })))
})

/** What the phone shows. */
async function visit(path: string, method = 'GET'): Promise<Response> {
  let shown: Promise<Response> | undefined
  onFetch({
    request: { url: `https://cabinet.kz${path}`, method, mode: 'navigate' },
    respondWith: (response: Promise<Response>) => {
      shown = response
    },
  })
  if (!shown) throw new Error('not answered')
  return shown
}

const page = (status: number, state?: string) => () =>
  new Response('page', { status, headers: state ? { 'X-Driver-State': state } : {} })

describe('what a phone keeps of a link', () => {
  test.each([
    ['the page says the same', '', 'GET', page(200, 'now')],
    ['another page of the link is opened', '/trouble', 'GET', page(200)],
    ['help was asked for', '/help', 'POST', () => Response.redirect('https://cabinet.kz/', 303)],
    ['the page leads elsewhere', '', 'GET', () => Response.redirect('https://cabinet.kz/', 303)],
    ['too many ask', '', 'GET', page(429)],
    ['too many press', '', 'POST', page(429)],
    ['the server is ill', '', 'GET', page(503)],
    ['a code was shown', '', 'POST', page(200, 'now')],
  ])('stays when %s', async (_, rest, method, said) => {
    answer = said
    await visit(PATH + rest, method)
    expect(store.has(PATH)).toBe(true)
  })

  test.each([
    ['the page is another', 'GET', page(200, 'then')],
    ['the link has ended', 'GET', page(410)],
    ['a press says that the link has ended', 'POST', page(410)],
    ['another phone has opened it', 'POST', page(409)],
    ['a press shows that something has changed', 'POST', page(200, 'then')],
  ])('goes when %s', async (_, method, said) => {
    answer = said
    await visit(PATH, method)
    expect(store.has(PATH)).toBe(false)
  })

  test('is shown without signal, as text, to no frame', async () => {
    answer = () => Promise.reject(new TypeError('no signal'))
    const shown = await visit(PATH)
    const html = await shown.text()
    expect(html).toContain('&#60;b&#62;')
    expect(html).not.toMatch(/<script|<b>Ким/)
    expect(shown.headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'")
  })

  test('is no condition of the page: without storage the server’s answer is shown', async () => {
    isBroken = true
    answer = page(200, 'now')
    expect(await (await visit(PATH)).text()).toBe('page')
    expect(await (await visit(PATH, 'POST')).text()).toBe('page')
  })
})
