// `npm run pages`: every page in three languages, two themes and two widths, looked at by axe, for what does not fit, for
// words that are missing, and for complaints of the browser; a picture of each in .cache/pages. Some of them only:
// `npm run pages -- -t staff`.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from './settings.mjs'

const since = performance.now()
const child = spawn(
  'vitest',
  ['run', '--project', 'browser', 'tests/browser/pages.test.ts', ...process.argv.slice(2)],
  {
    cwd: root,
    env: {
      ...process.env,
      NODE_ENV: 'test',
      PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}`,
      CABINET_PICTURES: join(root, '.cache/pages'),
    },
    stdio: 'inherit',
  },
)
for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(name, () => child.kill(name))
child.once('exit', (code) => {
  process.stdout.write(`${((performance.now() - since) / 1000).toFixed(0)} s\n`)
  process.exitCode = code ?? 1
})
