import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { wordsFile } from '#app/http/words.server.ts'
import { type Area, areas, type Locale, locales } from '#locales/index.ts'

const KB = 1024
const CLIENT = 'build/client'

interface Chunks {
  module: string
  imports?: string[]
}

interface Manifest {
  entry: Chunks
  routes: Record<string, Chunks & { id: string; parentId?: string; css?: string[] }>
}

const manifest = readManifest()
const pages = Object.keys(manifest.routes).filter((id) => id !== 'root')
const sizes = new Map<string, number>()

function readManifest(): Manifest {
  const [file = ''] = globSync(`${CLIENT}/assets/manifest-*.js`)
  return JSON.parse(
    readFileSync(file, 'utf8')
      .replace(/^window\.__remixManifest=/, '')
      .replace(/;\s*$/, ''),
  )
}

/** As the browser gets it: each file packed by itself. */
function packed(path: string): number {
  const known = sizes.get(path)
  if (known !== undefined) return known
  const size = gzipSync(readFileSync(join(CLIENT, path))).length
  sizes.set(path, size)
  return size
}

/** Everything that runs on a page: the entry, the root, the page and what they import. */
function scriptsOf(id: string): string[] {
  const files = new Set<string>()
  const add = ({ module, imports = [] }: Chunks) => {
    for (const file of [module, ...imports]) files.add(file)
  }
  add(manifest.entry)
  for (let route = manifest.routes[id]; route; route = manifest.routes[route.parentId ?? '']) add(route)
  return [...files]
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

describe('bytes on the wire, gzipped', () => {
  test('the build has a page for each URL of the site map', () => {
    expect(pages.length).toBeGreaterThan(30)
  })

  test.each(pages.filter((id) => id.startsWith('routes/auth/')))('%s: JavaScript of at most 34 KB', (id) => {
    expect(sum(scriptsOf(id).map(packed))).toBeLessThanOrEqual(34 * KB)
  })

  test('any page: JavaScript of at most 44 KB', () => {
    const heavy = pages.map((id) => ({ id, bytes: sum(scriptsOf(id).map(packed)) }))
    expect(heavy.filter(({ bytes }) => bytes > 44 * KB)).toEqual([])
  })

  test('any page: at most 15 files of JavaScript, each of which a phone waits for', () => {
    const many = pages.map((id) => ({ id, files: scriptsOf(id).length }))
    expect(many.filter(({ files }) => files > 15)).toEqual([])
  })

  test.each([
    ['routes/auth/sessions/sign-in', 'public-shell'],
    ['routes/client/cards/list', 'cabinet-shell'],
    ['routes/admin/companies/list', 'admin-shell'],
  ])('%s announces the file of its frame, and no other one', (id, shell) => {
    const found = scriptsOf(id).filter((file) => /-shell-/.test(file))
    expect(found).toEqual([expect.stringContaining(`/${shell}-`)])
  })

  test('the router is in a file of its own, which no page loads at once', () => {
    const isRouter = (file: string) =>
      readFileSync(join(CLIENT, file), 'utf8').includes('defaultShouldRevalidate')
    const files = globSync('assets/*.js', { cwd: CLIENT }).filter(isRouter)
    expect(files).toHaveLength(1)
    expect(packed(files[0] ?? '')).toBeLessThanOrEqual(32 * KB)
    expect(pages.filter((id) => scriptsOf(id).some(isRouter))).toEqual([])
  })

  test('all stylesheets together: at most 20 KB', () => {
    const css = new Set(Object.values(manifest.routes).flatMap((route) => route.css ?? []))
    expect(css.size).toBeGreaterThan(0)
    expect(sum([...css].map(packed))).toBeLessThanOrEqual(20 * KB)
  })

  test('all fonts together: at most 60 KB', () => {
    const fonts = globSync(`${CLIENT}/fonts/*.woff2`)
    expect(fonts.length).toBeGreaterThan(0)
    expect(sum(fonts.map((file) => statSync(file).size))).toBeLessThanOrEqual(60 * KB)
  })

  const everyArea = locales.flatMap((locale) =>
    Object.keys(areas).map((area) => [locale, area as Area] as const),
  )
  test.each<readonly [Locale, Area]>(everyArea)(
    'the words in %s for the %s area: at most 15 KB',
    (locale, area) => {
      expect(gzipSync(wordsFile(locale, area).body).length).toBeLessThanOrEqual(15 * KB)
    },
  )
})

test('no package of the server reaches the browser', () => {
  const marks = [
    'missingInterpolationHandler',
    'pluralResolver',
    'ZodError',
    'SelectQueryNode',
    'PDFStructureElement',
    'Minified React error',
  ]
  const scripts = globSync(`${CLIENT}/assets/*.js`).map((file) => readFileSync(file, 'utf8'))
  expect(scripts.length).toBeGreaterThan(30)
  expect(marks.filter((mark) => scripts.some((script) => script.includes(mark)))).toEqual([])
  // The marks are those of today's packages.
  const packages = [
    'i18next/dist/esm/i18next.js',
    'zod/v4/core/errors.js',
    'kysely/dist/operation-node/select-query-node.js',
    'pdfkit/js/pdfkit.node.mjs',
    'react-dom/cjs/react-dom.production.min.js',
  ]
  const sources = packages.map((file) => readFileSync(join('node_modules', file), 'utf8')).join()
  expect(marks.filter((mark) => !sources.includes(mark))).toEqual([])
})

test('no source map and no source reaches the browser', () => {
  expect(globSync(`${CLIENT}/**/*.{map,ts,tsx}`)).toEqual([])
})
