import { afterAll, describe, expect, test } from 'vitest'
import { everyRoute, pathOf } from './site-map.ts'
import { createWorld, parametersOf, type VisitorRole } from './world.ts'

const pages = (await everyRoute()).filter(({ reads, isPage }) => reads && isPage)
const world = await createWorld()
afterAll(() => world.end())

const readers = ['owner', 'administrator', 'cashier'] as const satisfies VisitorRole[]
let seen = 0

/** A coupon's number has 15 digits at least; nothing else that a page shows has so many in a row. */
const LONG = /\d{15}/

/** The SHA-256 of a paper, in hex: one in fifty has fifteen digits in a row by chance. */
const CHECKSUM = /\b[0-9a-f]{64}\b/g

/** Texts of a page that show a coupon's number in one piece. What is typed into fields, and examples of code, stay as they are. */
function numbersInOnePiece(html: string): string[] {
  const texts = html
    .replace(/<(script|style|title|textarea|option|pre|code)\b.*?<\/\1>/gis, '')
    .replace(/<span class="groups"[^>]*><span>\d+<\/span><\/span>/g, '')
    .replace(/<!--.*?-->/gs, '')
    .replace(CHECKSUM, '')
    .split(/<[^>]*>/)
  return texts.filter((text) => LONG.test(text))
}

describe('a number of a coupon', () => {
  test.each(pages)('stands in groups of four: $pattern', async ({ pattern }) => {
    const path = pathOf(pattern, parametersOf(world, pattern).there)
    for (const role of readers) {
      const html = await (await world.visitors[role]().get(path)).text()
      if (/data-groups="(\d{4}\u2009){4}\d{4}"/.test(html)) seen++
      expect([role, numbersInOnePiece(html)]).toEqual([role, []])
    }
  })

  test('stands on many of these pages', () => expect(seen).toBeGreaterThan(15))

  test('in one piece is found, in a heading as in a cell', () => {
    const whole = '12345678901234567890'
    expect(
      numbersInOnePiece(`<h1>Талон ${whole}</h1><td>${whole}</td><input value="${whole}">`),
    ).toHaveLength(2)
  })

  test('is not a checksum that happens to have as many digits in a row', () => {
    const sha256 = `${'0123456789abcdef'.repeat(3)}1234567890123456`
    expect(numbersInOnePiece(`<p>SHA-256: ${sha256}</p>`)).toEqual([])
    expect(numbersInOnePiece(`<p>SHA-256: ${sha256.slice(0, 63)}</p>`)).toHaveLength(1)
  })
})
