// Pictures of the gallery, to look at before a piece of UI is called done:
//   node tests/components/screenshots.mjs FOLDER [page ..]
// every page x 3 languages x 2 themes x 2 widths, each checked by axe and for sideways scrolling.
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { serveGallery } from './gallery-server.mjs'

const [folder = '.cache/gallery-screenshots', ...wanted] = process.argv.slice(2)
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

mkdirSync(folder, { recursive: true })
const gallery = await serveGallery()
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
})
let faults = 0
for (const width of [390, 1280]) {
  const context = await browser.newContext({ viewport: { width, height: 844 }, isMobile: width < 640, hasTouch: width < 640 })
  const page = await context.newPage()
  for (const name of gallery.pages.filter((name) => wanted.length === 0 || wanted.includes(name))) {
    for (const locale of ['en', 'ru', 'kk']) {
      for (const theme of ['light', 'dark']) {
        const picture = `${name}-${width}-${locale}-${theme}`
        await page.goto(`${gallery.url}/${name}?locale=${locale}&theme=${theme}&alive`)
        await page.waitForSelector('[data-alive], pre')
        await page.evaluate(() => document.fonts.ready)
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        await page.screenshot({ path: join(folder, `${picture}.png`), fullPage: true, animations: 'disabled' })
        await page.evaluate(axe)
        const { violations } = await page.evaluate(() => globalThis.axe.run())
        if (overflow > 0) console.log(`${picture}: scrolls sideways by ${overflow} px`)
        for (const { id, nodes } of violations) {
          console.log(`${picture}: ${id}\n${nodes.map((node) => `    ${node.html.slice(0, 150)}\n    ${node.failureSummary}`).join('\n')}`)
        }
        faults += violations.length + (overflow > 0 ? 1 : 0)
      }
    }
  }
  await context.close()
}
await browser.close()
await gallery.close()
console.log(`${faults} faults`)
process.exitCode = faults > 0 ? 1 : 0
