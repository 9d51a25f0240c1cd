import { expect, test } from 'vitest'
import { markupFaults } from './markup-faults.ts'

const page = (main: string, end = '') =>
  `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Cards</title></head><body><main><h1>Cards</h1>${main}</main></body></html>${end}`

test('a page without faults has none', async () => {
  const form =
    '<form method="post" action="/cards"><label for="a">Fuel</label><select id="a" name="a" required><option value="">Choose</option><option value="1">Diesel</option></select><button type="submit">Send</button></form>'
  expect(await markupFaults(page(`<section><h2>All</h2>${form}</section>`))).toEqual([])
})

test.each([
  ['<span><div>300 L</div></span>', /^element-permitted-content/],
  ['<h3>Limits</h3>', /^heading-level/],
  ['<p id="a">1</p><p id="a">2</p>', /^no-dup-id/],
  ['<nav aria-label="Pages"></nav><nav aria-label="Pages"></nav>', /^unique-landmark/],
  ['<form method="post" action="/a"><p>Nothing to press</p></form>', /^wcag\/h32/],
  ['<section><p>Cards</p></section>', /^a section without a heading/],
  [
    '<label for="a">Fuel</label><select id="a" name="a" required><option value="1">Diesel</option></select>',
    /^a required list without an empty first choice/,
  ],
])('finds the fault of %s', async (main, fault) => {
  expect(await markupFaults(page(main))).toContainEqual(expect.stringMatching(fault))
})

test('finds what stands behind the end of the page', async () => {
  expect(await markupFaults(page('', '<script>1</script>'))).toContainEqual(
    expect.stringMatching(/^behind <\/html>/),
  )
})
