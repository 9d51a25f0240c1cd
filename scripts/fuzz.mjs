// `npm run fuzz`: ten thousand malformed requests to every page, by everybody, out of one seed that it prints:
// `npm run fuzz -- --count 10000 --seed 7`. `npm run sweeps` sends the first thousand of a fixed one. `npm run fuzz -- imports`:
// as many files of an import with bytes changed; `api`: malformed requests to /api/v1; `pump`: questions that the page,
// the API's check and an authorization have to answer alike.
import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { runVitest } from './vitest.mjs'

const { values, positionals } = parseArgs({
  options: { count: { type: 'string' }, seed: { type: 'string' } },
  allowPositionals: true,
})
/** @type {Record<string, { tests: string[], what: string }>} */
const KINDS = {
  pages: { tests: ['sweeps', 'tests/routes/fuzz'], what: 'requests' },
  imports: { tests: ['unit', 'tests/imports/fuzz'], what: 'files' },
  api: { tests: ['sweeps', 'tests/api/v1/fuzz'], what: 'requests' },
  pump: { tests: ['database', 'tests/api/v1/questions'], what: 'questions' },
}
const kind = KINDS[positionals[0] ?? 'pages']
if (!kind) throw new Error(`npm run fuzz -- ${Object.keys(KINDS).join(' | ')}`)
const count = values.count ?? '10000'
const seed = values.seed ?? String(randomInt(2 ** 31))
const since = performance.now()
process.exitCode = await runVitest(['--project', ...kind.tests], { FUZZ_COUNT: count, FUZZ_SEED: seed })
const seconds = ((performance.now() - since) / 1000).toFixed(0)
process.stdout.write(
  `${count} ${kind.what} of seed ${seed}: ${process.exitCode === 0 ? 'passed' : 'FAILED'} (${seconds} s)\n`,
)
