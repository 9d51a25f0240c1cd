// Cuts Golos Text down to the characters of the three languages and writes public/fonts/*.woff2 and
// app/styles/fonts.css. Run by hand (`node scripts/fonts.mjs`) when the alphabet or the font's version
// changes; the results are committed, so a build needs neither the script nor its packages.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import subsetFont from 'subset-font'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const source = join(root, 'node_modules/@fontsource-variable/golos-text')
const target = join(root, 'public/fonts')
const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8'))

/**
 * @param {number} from
 * @param {number} to
 */
const range = (from, to) =>
  Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join('')

// The package splits the font by script and harfbuzz cannot join files again, so each stays a file of its
// own. `unicodeRange` lets a browser fetch only the scripts that a page shows.
const cuts = [
  {
    name: 'latin',
    text: `${range(0x20, 0x7e)}\u00a0§©«°·»×–—‘’“”„•…←↑→↓−`,
    unicodeRange: 'U+0020-007E, U+00A0-00FF, U+2010-203A, U+2190-2193, U+2212',
  },
  { name: 'latin-ext', text: '₸', unicodeRange: 'U+20B8' },
  {
    name: 'cyrillic',
    text: `${range(0x410, 0x44f)}ЁёІіҰұ№`,
    unicodeRange: 'U+0401, U+0406, U+0410-044F, U+0451, U+0456, U+04B0-04B1, U+2116',
  },
  {
    name: 'cyrillic-ext',
    text: 'ӘәҒғҚқҢңӨөҮүҺһ',
    unicodeRange: 'U+0492-0493, U+049A-049B, U+04A2-04A3, U+04AE-04AF, U+04BA-04BB, U+04D8-04D9, U+04E8-04E9',
  },
]

// `optional`: a page whose font is not there when it is painted keeps the local one, and the next page has ours. With
// `swap` a heading that then fits its line moved the page below by up to a fifth of the window.
//
// The local font is stretched to Golos's width, so that a page looks alike in both. `width`: mean advance of Golos
// divided by that of the local font, over this product's own texts (measured in Chromium with Arimo, which has Arial's
// widths as Liberation Sans has; Roboto's are Arial's times 0.975). Golos's own vertical metrics, in units of its em (hhea):
const metrics = { ascent: 0.98, descent: 0.22 }
const regular = {
  local: ['Arial', 'Liberation Sans', 'Arimo-Regular'],
  android: ['Roboto'],
  weight: '400 500',
}
const bold = {
  local: ['Arial Bold', 'Liberation Sans Bold', 'Arimo-Bold'],
  android: ['Roboto Bold'],
  weight: '600 700',
}
const latin = 'U+0000-002F, U+003A-03FF, U+2000-2FFF'
const cyrillic = 'U+0400-052F'
const digits = 'U+0030-0039'
const fallbacks = [
  { ...regular, unicodeRange: latin, width: 1.07 },
  { ...regular, unicodeRange: cyrillic, width: 1.064 },
  { ...regular, unicodeRange: digits, width: 1.05 },
  { ...bold, unicodeRange: latin, width: 1.016 },
  { ...bold, unicodeRange: cyrillic, width: 1.002 },
  { ...bold, unicodeRange: digits, width: 1.085 },
]

/** @param {number} value */
const percent = (value) => `${(value * 100).toFixed(2)}%`

mkdirSync(target, { recursive: true })
for (const file of readdirSync(target)) if (file.endsWith('.woff2')) rmSync(join(target, file))

let css = '/* Written by scripts/fonts.mjs: change that, not this. */\n'
let total = 0
for (const cut of cuts) {
  const font = readFileSync(join(source, `files/golos-text-${cut.name}-wght-normal.woff2`))
  const subset = await subsetFont(font, cut.text, {
    targetFormat: 'woff2',
    variationAxes: { wght: { min: 400, max: 700 } },
    keepFeatures: ['kern', 'tnum', 'ccmp', 'locl'],
  })
  const file = `golos-text-${version}-${cut.name}.woff2`
  writeFileSync(join(target, file), subset)
  total += subset.length
  console.log(`${file}  ${subset.length} bytes`)
  css += `@font-face {
  font-family: "Golos Text";
  font-style: normal;
  font-display: optional;
  font-weight: 400 700;
  src: url("/fonts/${file}") format("woff2");
  unicode-range: ${cut.unicodeRange};
}
`
}
/**
 * @param {string} family
 * @param {string[]} local
 * @param {{ weight: string | number, unicodeRange: string }} cut
 * @param {number} width
 */
const face = (family, local, { weight, unicodeRange }, width) => `@font-face {
  font-family: "${family}";
  font-weight: ${weight};
  src: ${local.map((name) => `local("${name}")`).join(', ')};
  size-adjust: ${percent(width)};
  ascent-override: ${percent(metrics.ascent / width)};
  descent-override: ${percent(metrics.descent / width)};
  line-gap-override: 0%;
  unicode-range: ${unicodeRange};
}
`
for (const fallback of fallbacks) {
  css += face('Golos Fallback', fallback.local, fallback, fallback.width)
  css += face('Golos Fallback Android', fallback.android, fallback, fallback.width / 0.975)
}
writeFileSync(join(root, 'app/styles/fonts.css'), css)
writeFileSync(join(target, 'LICENSE.txt'), readFileSync(join(source, 'LICENSE')))
console.log(`total ${total} bytes`)
