// `npm run timing`: whether the time of an answer tells who has an account, by hundreds of requests to each form about
// known, unknown, invited, disabled and blocked addresses, in turn: `npm run timing -- --count 300`.
import { parseArgs } from 'node:util'
import { root } from './settings.mjs'
import { runVitest } from './vitest.mjs'

const { values } = parseArgs({ options: { count: { type: 'string', default: '120' } } })
process.exitCode = await runVitest(['--config', 'tests/timing/vitest.config.ts', '--root', root], {
  TIMING_COUNT: values.count,
})
