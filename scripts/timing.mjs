// `npm run timing`: whether the time of an answer tells who has an account, by hundreds of requests to each form about
// known, unknown, invited, disabled and blocked addresses, in turn: `npm run timing -- --count 300`.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from './settings.mjs'

const { values } = parseArgs({ options: { count: { type: 'string', default: '120' } } })
const child = spawn('vitest', ['run', '--config', 'tests/timing/vitest.config.ts', '--root', root], {
  cwd: root,
  env: {
    ...process.env,
    NODE_ENV: 'test',
    PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}`,
    TIMING_COUNT: values.count,
  },
  stdio: 'inherit',
})
for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(name, () => child.kill(name))
child.once('exit', (code) => {
  process.exitCode = code ?? 1
})
