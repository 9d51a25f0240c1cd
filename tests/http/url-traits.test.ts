import { describe, expect, test } from 'vitest'
import { classifyUrl, holdsSecret, pagePath, UNMATCHED, urlTraits } from '#app/http/url-traits.ts'
import { areasOfPages } from '#locales/areas-of-pages.ts'
import { areaOf } from '#locales/index.ts'
import { everyRoute, pathOf } from '#tests/routes/sweep/site-map.ts'
import { siteOfSources } from '#tests/support/site.ts'

const TOKEN = 'A'.repeat(43)
const { patternOf } = await siteOfSources()
const patterns = (await everyRoute()).map(({ pattern }) => pattern)

const page = {
  ...{ machine: null, upload: false, unqueued: false },
  ...{ secret: false, personal: false, camera: false, wakeful: false },
}

test.each([
  ['/', '/', page],
  ['/cards/17', '/cards/:id', page],
  ['/healthz', '/healthz', { ...page, machine: 'probe' }],
  ['/readyz', '/readyz', { ...page, machine: 'probe' }],
  ['/metrics', '/metrics', { ...page, machine: 'probe' }],
  ['/metrics/', UNMATCHED, page],
  ['/webhooks/resend', '/webhooks/resend', { ...page, machine: 'webhook' }],
  ['/webhooks/other', UNMATCHED, page],
  ['/api/v1/cards', UNMATCHED, { ...page, machine: 'api' }],
  ['/api', UNMATCHED, page],
  ['/__manifest', '/__manifest', { ...page, machine: 'script', unqueued: true }],
  ['/words/ru-client-abc.js', '/words/:file', { ...page, unqueued: true }],
  ['/coupons/17/qr', '/coupons/:id/qr', { ...page, unqueued: true }],
  ['/coupons/17/qr.data', '/coupons/:id/qr', { ...page, unqueued: true }],
  ['/coupons/17', '/coupons/:id', page],
  ['/live', '/live', { ...page, machine: 'stream' }],
  ['/till/shift', '/till/shift', { ...page, unqueued: true, camera: true }],
  ['/admin/imports', '/admin/imports', { ...page, upload: true }],
  ['/admin/imports.data', '/admin/imports', { ...page, upload: true }],
  ['/Admin/Imports/new', '/admin/imports/new', { ...page, upload: true }],
  ['/admin/imports/17', '/admin/imports/:id', page],
  ['/profile/sessions/7/end', '/profile/sessions/:id/end', { ...page, personal: true }],
  [`/invitation/${TOKEN}`, '/invitation/:token', { ...page, secret: true, personal: true }],
  [`/d/${TOKEN}`, '/d/:token', { ...page, unqueued: true, secret: true, personal: true, wakeful: true }],
  [`/set-password/${TOKEN}`, '/set-password/:token', { ...page, secret: true, personal: true }],
])('%s is %s', (pathname, pattern, traits) => {
  expect(classifyUrl(pathname, patternOf)).toEqual({ pattern, traits })
})

test('every page that the table names is in the site map', () => {
  const pages = [...urlTraits].filter(([, { machine }]) => !machine).map(([pattern]) => pattern)
  expect(pages.length).toBeGreaterThan(4)
  expect(pages.filter((pattern) => !patterns.includes(pattern))).toEqual([])
})

test('every page with a token in its path keeps it secret', () => {
  const links = patterns.filter((pattern) => pattern.includes(':token'))
  expect(links.length).toBeGreaterThan(1)
  for (const pattern of links) {
    const path = pathOf(pattern, { token: TOKEN })
    expect(classifyUrl(path, patternOf).traits.secret, pattern).toBe(true)
    expect(holdsSecret(path), pattern).toBe(true)
  }
})

test.each([
  [`/invitation/${TOKEN}`, true],
  [`/INVITATION/${TOKEN}`, true],
  [`/%69nvitation/${TOKEN}`, true],
  [`/invitation/${TOKEN}.data`, true],
  [`/invitation/${TOKEN}/and/more`, true],
  [`/d/${TOKEN}/trouble`, true],
  [`/r/${TOKEN}/export`, true],
  [`/D/${TOKEN}`, true],
  // The public id that takes the place of the secret.
  ['/set-password/bq3x9k2m', false],
  [`/cards/${TOKEN}`, false],
  ['/invitation/%E0', false],
])('%s holds a secret: %s', (pathname, expected) => {
  expect(holdsSecret(pathname)).toBe(expected)
})

test.each([
  ['/cards/17.data', '/cards/17'],
  ['/_root.data', '/'],
  ['/admin/imports/1/faults.csv', '/admin/imports/1/faults.csv'],
])('the page of %s is %s', (pathname, expected) => {
  expect(pagePath(pathname)).toBe(expected)
})

describe('the area of a URL', () => {
  const pages = Object.keys(areasOfPages).filter((page) => page !== '/')

  test.each(patterns)('%s has one, in any case, as the router reads it', (pattern) => {
    for (const side of ['guest', 'client', 'staff'] as const)
      expect(areaOf(pattern.toUpperCase(), side)).toBe(areaOf(pattern, side))
  })

  test('every page is below one that the table names', () => {
    const named = patterns.filter((pattern) => pages.some((page) => isAt(pattern, page)))
    expect(patterns.filter((pattern) => !named.includes(pattern))).toEqual(['/', '/*'])
  })

  test('the table names no page that is not there', () => {
    expect(pages.filter((page) => !patterns.some((pattern) => isAt(pattern, page)))).toEqual([])
  })

  // A line that says what a shorter one says already may be out of date without anybody noticing.
  test('a line below another says something else', () => {
    const idle = pages.filter((page) => {
      const above = pages.filter((other) => other !== page && isAt(page, other))
      const nearest = above.sort((one, other) => other.length - one.length)[0]
      return nearest !== undefined && areasOfPages[nearest] === areasOfPages[page]
    })
    expect(idle).toEqual([])
  })

  test.each([
    ['/', 'guest', 'guest'],
    ['/nothing', 'staff', 'staff'],
    ['/cards', 'client', 'instruments'],
    ['/cards/', 'client', 'instruments'],
    ['/cards/7', 'client', 'card'],
    ['/cards/bulk', 'client', 'bulk'],
    ['/cards/7/rule/own', 'client', 'rules'],
    ['/coupons/7', 'client', 'instruments'],
    ['/coupons/hand-over', 'client', 'handovers'],
    ['/coupons/7/hand-over', 'client', 'handovers'],
    ['/transactions', 'client', 'client'],
    ['/transactions/7', 'client', 'fuelReports'],
    ['/d', 'guest', 'guest'],
    [`/d/${TOKEN}/help`, 'guest', 'driver'],
    ['/admin', 'staff', 'audit'],
    ['/admin/', 'staff', 'audit'],
    ['/admin/stations', 'staff', 'staff'],
    ['/admin/stations-network', 'staff', 'network'],
    ['/admin/companies/3/cards', 'staff', 'clientInstruments'],
    ['/admin/companies/3/cards/7', 'staff', 'staffCard'],
    ['/admin/companies/3/cards/7/block', 'staff', 'clientInstruments'],
    ['/admin/companies/3/cards/7/suspicion', 'staff', 'suspicions'],
    ['/admin/companies/3/account/entries/9', 'staff', 'money'],
  ] as const)('%s for %s: %s', (path, side, area) => {
    expect(areaOf(path, side)).toBe(area)
  })
})

/** Whether a pattern of the site map is this page or below it. */
function isAt(pattern: string, page: string): boolean {
  const segments = pattern.split('/')
  return page
    .split('/')
    .every((part, at) => (part.startsWith(':') ? Boolean(segments[at]) : part === segments[at]))
}
