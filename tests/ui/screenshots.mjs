// Pictures of the gallery, to look at before a piece of UI is called done:
//   node tests/ui/screenshots.mjs FOLDER [page ..]
// every page x 3 languages x 2 themes x 2 widths, each checked by axe and for sideways scrolling.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { faultsOf, launchBrowser, openTab, show } from './gallery-browser.mjs'
import { serveGallery } from './gallery-server.mjs'

const [folder = '.cache/gallery-screenshots', ...wanted] = process.argv.slice(2)

mkdirSync(folder, { recursive: true })
const gallery = await serveGallery()
const pages = gallery.pages.filter((name) => wanted.length === 0 || wanted.includes(name))
const browser = await launchBrowser()
let count = 0
for (const width of [390, 1280]) {
  const tab = await openTab(browser, width)
  for (const name of pages) {
    for (const locale of ['en', 'ru', 'kk']) {
      for (const theme of ['light', 'dark']) {
        await show(tab, `${gallery.url}/${name}?locale=${locale}&theme=${theme}`)
        const picture = `${name}-${width}-${locale}-${theme}`
        await tab.screenshot({
          path: join(folder, `${picture}.png`),
          fullPage: true,
          animations: 'disabled',
        })
        const faults = await faultsOf(tab)
        for (const fault of faults) process.stdout.write(`${picture}: ${fault}\n`)
        count += faults.length
      }
    }
  }
  await tab.context().close()
}
await browser.close()
await gallery.close()
process.stdout.write(`${count} faults\n`)
process.exitCode = count > 0 ? 1 : 0
