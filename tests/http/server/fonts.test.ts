import { existsSync, globSync, readFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { locales } from '#locales/index.ts'
import { startApp } from '#tests/support/app.ts'
import { createCabinet } from '#tests/support/fixtures.ts'

const cabinet = await createCabinet()
const app = await startApp(cabinet)

afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

const faces = readFileSync('app/styles/fonts.css', 'utf8')
  .split('@font-face')
  .flatMap((face) => {
    const path = /url\("([^"]+)"\)/.exec(face)?.[1]
    const ranges = /unicode-range: ([^;]+);/.exec(face)?.[1]
    return path && ranges ? [{ path, ranges: ranges.split(', ').map(rangeOf) }] : []
  })

function rangeOf(text: string): [from: number, to: number] {
  const [from = '', to = from] = text.replace('U+', '').split('-')
  return [Number.parseInt(from, 16), Number.parseInt(to, 16)]
}

/** A page keeps the font that it is first painted in, so what comes later than the page is not shown on it. */
test.each(locales)('a page in %s asks at once for the letters of its language', async (locale) => {
  const page = await (await app.get('/sign-in', { headers: { 'Accept-Language': locale } })).text()
  const asked = faces.filter(({ path }) => page.includes(`as="font" type="font/woff2" href="${path}"`))
  for (const { path } of asked) expect(existsSync(`public${path}`)).toBe(true)
  const words = globSync(`locales/${locale}/*.json`)
    .map((path) => readFileSync(path, 'utf8'))
    .join('')
  const letters = new Set(words.match(/\p{L}/gu))
  expect(letters.size).toBeGreaterThan(50)
  const isAsked = (letter: string) => {
    const code = letter.codePointAt(0) ?? 0
    return asked.some(({ ranges }) => ranges.some(([from, to]) => from <= code && code <= to))
  }
  expect([...letters].filter((letter) => !isAsked(letter))).toEqual([])
})
