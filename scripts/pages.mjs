// `npm run pages`: every page in three languages, two themes and two widths, looked at by axe, for what does not fit, for
// words that are missing, and for complaints of the browser; a picture of each in .cache/pages; and every list at ten
// widths. Some of them only:
// `npm run pages -- -t staff`; `npm run pages -- --half` looks at each page in three languages and both themes, in one width
// by turns, and `--once` in one language, theme and width by turns; neither keeps pictures.
import { join } from 'node:path'
import { root } from './settings.mjs'
import { runVitest } from './vitest.mjs'

const args = process.argv.slice(2)
const isOnce = args.includes('--once')
const isHalf = args.includes('--half')
const since = performance.now()
process.exitCode = await runVitest(
  ['--project', 'pages', ...args.filter((arg) => arg !== '--once' && arg !== '--half')],
  isHalf ? { CABINET_PAGES: 'half' } : isOnce ? {} : { CABINET_PICTURES: join(root, '.cache/pages') },
)
process.stdout.write(`${((performance.now() - since) / 1000).toFixed(0)} s\n`)
