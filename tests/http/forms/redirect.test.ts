import fc from 'fast-check'
import { expect, test } from 'vitest'
import { safeRedirect } from '#app/http/forms/redirect.server.ts'

const settings = { publicUrl: 'https://cabinet.test' }

test.each(['/', '/cards', '/cards/7?status=active&q=%D0%B0#top', '/a//b', '/a/../b'])(
  'security 19: %s is ours',
  (path) => {
    expect(new URL(safeRedirect(settings, path, '/fallback'), settings.publicUrl).origin).toBe(
      settings.publicUrl,
    )
    expect(safeRedirect(settings, path, '/fallback')).not.toBe('/fallback')
  },
)

test.each([
  '//evil.test',
  '/\\evil.test',
  '\\/evil.test',
  '/a\\..\\\\evil.test',
  '///evil.test',
  '/..//evil.test',
  '/.//evil.test',
  '/%2e%2e//evil.test',
  '/\t/evil.test',
  '/\n/evil.test',
  '\u0000/',
  ' //evil.test',
  'https://cabinet.test/cards',
  'https:evil.test',
  'javascript:alert(1)',
  'data:text/html,x',
  'cards',
  '?q',
  '#x',
  '',
  null,
  undefined,
  7,
  ['/cards'],
])('security 19: %j is not', (value) => {
  expect(safeRedirect(settings, value, '/fallback')).toBe('/fallback')
})

test('security 19: nothing whatever leads away', () => {
  const piece = fc.constantFrom(
    '/',
    '\\',
    '//',
    'evil.test',
    '.',
    '..',
    ':',
    '@',
    '\t',
    '\r\n',
    '%2f',
    '%5c',
    'https:',
    '?',
    '#',
    ' ',
  )
  const value = fc.array(fc.oneof(piece, fc.string()), { maxLength: 8 }).map((pieces) => pieces.join(''))
  fc.assert(
    fc.property(value, (text) => {
      const path = safeRedirect(settings, text)
      expect(path).toMatch(/^\/(?![/\\])/)
      // What a browser makes of it, and what one does that decoded it once too often.
      expect(new URL(path, settings.publicUrl).origin).toBe(settings.publicUrl)
      expect(safeRedirect(settings, path)).toBe(path)
    }),
    { numRuns: 2000 },
  )
})
