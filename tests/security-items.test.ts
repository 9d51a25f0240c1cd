import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

/** 27 is about second factors and 28 about looking as another person: neither is built. */
const ITEMS = [...Array.from({ length: 26 }, (_, index) => index + 1), 29, 30]

/** The tests' sources, but for this one. */
const sources = readdirSync('tests', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.test\.tsx?$/.test(name) && name !== 'security-items.test.ts')
  .map((name) => readFileSync(join('tests', name), 'utf8'))
const page = readFileSync('docs/security.md', 'utf8')

/** Number -> the files that docs/security.md names beside it. */
const rows = new Map(
  [...page.matchAll(/^\| (\d+) \| .+ \| (.+) \|$/gm)].map(([, number, files = '']) => [
    Number(number),
    [...files.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file),
  ]),
)

/** A test of its own, not words in a comment. */
function shows(source: string, item: number): boolean {
  return new RegExp(String.raw`\b(?:test|describe)\b[\s\S]{0,4000}?['"\`]security ${item}: `).test(source)
}

describe.each(ITEMS)('security item %i', (item) => {
  test('has a test that bears its number', () => {
    expect(sources.filter((source) => shows(source, item)).length).toBeGreaterThan(0)
  })

  test('is on the page about security, with files that show it', () => {
    const files = rows.get(item) ?? []
    expect(files.length).toBeGreaterThan(0)
    for (const file of files) {
      expect([file, existsSync(file)]).toEqual([file, true])
      expect([file, readFileSync(file, 'utf8').includes(`security ${item}:`)]).toEqual([file, true])
    }
  })
})

test('the page names no item that there is not', () => {
  expect([...rows.keys()]).toEqual(ITEMS)
})

test('the deviations that are known are on the page', () => {
  for (const known of ['6.3.3', '6.2.12', '6.2.8', 'zxcvbn-ts (MIT licence)']) expect(page).toContain(known)
})
