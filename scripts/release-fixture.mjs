// `npm run release-fixture`: keeps the database of this release, every table filled, in tests/fixtures/releases for the
// upgrade tests of the next ones. Once, when a release is made; one that is kept already is refused.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { capture } from './capture.mjs'
import { root } from './settings.mjs'

const env = {
  ...process.env,
  NODE_ENV: /** @type {const} */ ('test'),
  PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}`,
}
const child = spawn('vitest', ['run', '--config', 'tests/upgrade/vitest.config.ts', '--root', root], {
  cwd: root,
  env,
  stdio: 'inherit',
})
for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(name, () => child.kill(name))
child.once('exit', async (code) => {
  if (code === 0) await capture(['biome', 'check', '--write', 'tests/fixtures/releases'], { cwd: root, env })
  process.exitCode = code ?? 1
})
