// `npm run processes`: the tests of the built product as processes: `npm start` on an empty machine, the operator's commands,
// shutdowns, and each release's database under this one. `npm run processes -- upgrade` runs some of them.
import { runVitest } from './vitest.mjs'

const PROJECTS = ['production', 'upgrade', 'launcher']

process.exitCode = await runVitest([
  ...PROJECTS.map((name) => `--project=${name}`),
  '--reporter=dot',
  ...process.argv.slice(2),
])
