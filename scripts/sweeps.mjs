// `npm run sweeps`: the tests that are generated for every page, form and path of the API: rights of each role, foreign ids,
// statements, headers, unreadable input, and a thousand malformed requests. `npm run sweeps -- roles` runs some of them.
import { runVitest } from './vitest.mjs'

process.exitCode = await runVitest(['--project', 'sweeps', '--reporter=dot', ...process.argv.slice(2)])
