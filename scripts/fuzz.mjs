// `npm run fuzz`: ten thousand malformed requests to every page, by everybody, out of one seed that it prints:
// `npm run fuzz -- --count 10000 --seed 7`. `npm test` sends the first thousand of a fixed one.
import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from './settings.mjs'

const { values } = parseArgs({ options: { count: { type: 'string' }, seed: { type: 'string' } } })
const count = values.count ?? '10000'
const seed = values.seed ?? String(randomInt(2 ** 31))
const since = performance.now()
const child = spawn('vitest', ['run', '--project', 'database', 'tests/routes/fuzz'], {
  cwd: root,
  env: {
    ...process.env,
    NODE_ENV: 'test',
    PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}`,
    FUZZ_COUNT: count,
    FUZZ_SEED: seed,
  },
  stdio: 'inherit',
})
for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(name, () => child.kill(name))
child.once('exit', (code) => {
  const seconds = ((performance.now() - since) / 1000).toFixed(0)
  process.stdout.write(
    `${count} requests of seed ${seed}: ${code === 0 ? 'passed' : 'FAILED'} (${seconds} s)\n`,
  )
  process.exitCode = code ?? 1
})
