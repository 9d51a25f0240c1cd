import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ReadableStream as WebStream } from 'node:stream/web'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { StaticFiles } from '#app/http/server/static-files.server.ts'
import { startApp } from '#tests/support/app.ts'
import { createCabinet } from '#tests/support/fixtures.ts'
import { siteOfSources } from '#tests/support/site.ts'

const script = `export const words = ${JSON.stringify('слово '.repeat(2_000))}`
const font = Buffer.from(Array.from({ length: 3_000 }, (_, at) => (at * 7919) % 256))
const folder = mkdtempSync(join(tmpdir(), 'cabinet-files-'))
mkdirSync(join(folder, 'assets'))
mkdirSync(join(folder, 'fonts'))
mkdirSync(join(folder, '.vite'))
writeFileSync(join(folder, 'assets/entry.client-B1x9_aQ-.js'), script)
writeFileSync(join(folder, 'fonts/golos-text-5.3.0-latin.woff2'), font)
writeFileSync(join(folder, 'robots.txt'), 'User-agent: *\nDisallow: /\n')
writeFileSync(join(folder, '.vite/manifest.json'), '{}')
writeFileSync(join(folder, '.hidden'), 'x')

const rows = 5_000
const streamOf = (lines: Iterable<Uint8Array> | AsyncIterable<Uint8Array>) =>
  WebStream.from(lines) as BodyInit
const cabinet = await createCabinet()
const site = await siteOfSources({
  'test-download': {
    loader: () => {
      const lines = (function* () {
        for (let n = 0; n < rows; n++) yield new TextEncoder().encode(`${n};талон;95\n`)
      })()
      return new Response(streamOf(lines), {
        headers: { 'Content-Type': 'text/csv; charset=utf-8' },
      })
    },
  },
  'test-broken-download': {
    loader: () => {
      const lines = (async function* () {
        yield new TextEncoder().encode('1;талон\n')
        throw new Error('the secret of the statement')
      })()
      return new Response(streamOf(lines), {
        headers: { 'Content-Type': 'text/csv; charset=utf-8' },
      })
    },
  },
})
const former = mkdtempSync(join(tmpdir(), 'former-'))
mkdirSync(join(former, 'assets'))
writeFileSync(join(former, 'assets/entry.client-Before00.js'), 'before')
writeFileSync(join(former, 'robots.txt'), 'before')
const app = await startApp(cabinet, { site, files: new StaticFiles(folder, former), failuresExpected: true })
const secure = await startApp(cabinet, { settings: { publicUrl: 'https://cabinet.test' } })

afterAll(async () => {
  await Promise.all([app.stop(), secure.stop()])
  await cabinet.destroy()
  rmSync(folder, { recursive: true })
  rmSync(former, { recursive: true })
})

const accepting = (encoding: string) => ({ headers: { 'Accept-Encoding': encoding } })

describe('files', () => {
  test('are kept for good when their name changes with what is in them', async () => {
    for (const path of ['/assets/entry.client-B1x9_aQ-.js', '/fonts/golos-text-5.3.0-latin.woff2']) {
      expect((await app.get(path)).headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable')
    }
    expect((await app.get('/robots.txt')).headers.get('Cache-Control')).toBe('public, max-age=3600')
  })

  test('say what they are, and are never guessed at', async () => {
    const answer = await app.get('/assets/entry.client-B1x9_aQ-.js')
    expect(answer.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8')
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff')
    expect(await answer.text()).toBe(script)
    expect((await app.get('/fonts/golos-text-5.3.0-latin.woff2')).headers.get('Content-Type')).toBe(
      'font/woff2',
    )
  })

  test('of the release before are there for pages that are still open, and hide none of this one', async () => {
    expect(await (await app.get('/assets/entry.client-Before00.js')).text()).toBe('before')
    expect(await (await app.get('/robots.txt')).text()).not.toBe('before')
  })

  test('are not sent again to who has them', async () => {
    const path = '/assets/entry.client-B1x9_aQ-.js'
    const tag = (await app.get(path, accepting('br'))).headers.get('ETag') ?? ''
    expect(tag).toMatch(/^"[\w-]+-br"$/)
    const again = await app.get(path, {
      headers: { 'Accept-Encoding': 'br', 'If-None-Match': `"x", W/${tag}` },
    })
    expect([again.status, await again.text()]).toEqual([304, ''])
    expect(again.headers.get('Cache-Control')).toContain('immutable')
    const plain = await app.get(path, { headers: { 'If-None-Match': tag } })
    expect(plain.status).toBe(200)
  })

  test('HEAD tells the same without the bytes', async () => {
    const answer = await app.send('/robots.txt', { method: 'HEAD' })
    expect([answer.status, answer.headers.get('Content-Length'), await answer.text()]).toEqual([
      200,
      '26',
      '',
    ])
  })

  test.each([
    '/.vite/manifest.json',
    '/.hidden',
    '/assets/',
    '/assets',
    '/assets/../../package.json',
    '/assets/%2e%2e/.hidden',
    '/robots.txt/',
    '/ROBOTS.TXT',
  ])('%s is not one of them', async (path) => {
    expect((await app.get(path)).status).toBe(404)
  })
})

describe('packing', () => {
  test.each([
    ['br, gzip', 'br'],
    ['gzip, deflate', 'gzip'],
    ['gzip;q=1.0, br;q=0', 'gzip'],
    ['BR', 'br'],
    ['identity', null],
    ['gzip;q=0', null],
    ['', null],
    ['zstd', null],
  ])('a browser that accepts "%s" gets %s', async (accepts, encoding) => {
    const path = '/assets/entry.client-B1x9_aQ-.js'
    for (const answer of [
      await app.get(path, accepting(accepts)),
      await app.get('/sign-in', accepting(accepts)),
    ]) {
      expect(answer.headers.get('Content-Encoding')).toBe(encoding)
      expect(answer.headers.get('Vary')).toMatch(/Accept-Encoding/)
      const bytes = Buffer.from(await answer.arrayBuffer())
      expect(answer.headers.get('Content-Length')).toBe(String(bytes.length))
      const plain =
        encoding === 'br' ? brotliDecompressSync(bytes) : encoding === 'gzip' ? gunzipSync(bytes) : bytes
      expect(plain.toString()).toMatch(/слово|Вход/)
    }
  })

  test('what is packed already, or is nothing, stays as it is', async () => {
    const answer = await app.get('/fonts/golos-text-5.3.0-latin.woff2', accepting('br'))
    expect(answer.headers.get('Content-Encoding')).toBeNull()
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(font)
    expect((await app.get('/', accepting('br'))).headers.get('Content-Encoding')).toBeNull()
  })

  test('the words of a page are packed too', async () => {
    const words = /\/words\/[\w-]+\.js/.exec(await (await app.get('/sign-in')).text())?.[0] ?? ''
    const answer = await app.get(words, accepting('br'))
    expect(answer.headers.get('Content-Encoding')).toBe('br')
    expect(answer.headers.get('Cache-Control')).toContain('immutable')
  })

  test('a personal page that another site made the browser ask for is not: its length would tell (BREACH)', async () => {
    const encodingOf = async (site: string | undefined, cookie?: string) => {
      const headers = { 'Accept-Encoding': 'br', 'Sec-Fetch-Site': site, Cookie: cookie }
      return (await secure.visitor().get('/sign-in', { headers })).headers.get('Content-Encoding')
    }
    expect(await encodingOf('same-origin', 'a=b')).toBe('br')
    expect(await encodingOf('none', 'a=b')).toBe('br')
    expect(await encodingOf('cross-site', 'a=b')).toBeNull()
    expect(await encodingOf('same-site', 'a=b')).toBeNull()
    expect(await encodingOf(undefined, 'a=b')).toBeNull()
    expect(await encodingOf('cross-site')).toBe('br')
  })

  test('a download goes out while it is made, packed or not', async () => {
    for (const encoding of ['br', 'gzip', 'identity']) {
      const answer = await app.get('/test-download', accepting(encoding))
      expect(answer.headers.get('Content-Length')).toBeNull()
      const bytes = Buffer.from(await answer.arrayBuffer())
      const plain =
        encoding === 'br' ? brotliDecompressSync(bytes) : encoding === 'gzip' ? gunzipSync(bytes) : bytes
      expect(plain.toString().split('\n')).toHaveLength(rows + 1)
    }
  })

  test('a download that fails half-way is seen to be broken, and tells nothing', async () => {
    await expect(app.get('/test-broken-download')).rejects.toThrow(/aborted|hang up|ECONNRESET/)
    expect(app.logged.join('')).toContain('A download broke off')
  })
})
