// `npm run faults`: breaks a cabinet of real processes and checks that nothing was lost (docs/reliability.md).
// `npm run faults -- kill webhooks --scale 0.1 --seed 42` runs two scenarios at a tenth of their counts.
import { createServer, createServerModuleRunner } from 'vite'
import { build } from './build.mjs'
import { root } from './settings.mjs'

const { names, scale, seed } = argumentsOf(process.argv.slice(2))
await build()
const vite = await createServer({
  root,
  configFile: false,
  logLevel: 'error',
  esbuild: { jsx: 'automatic' },
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
})
try {
  const runner = createServerModuleRunner(
    /** @type {import('vite').DevEnvironment} */ (vite.environments.ssr),
  )
  /** @type {typeof import('../tests/faults/print-out.ts')} */
  const { printOut } = await runner.import('/tests/faults/print-out.ts')
  process.exitCode = (await printOut(names, { scale, seed })) ? 0 : 1
  await runner.close()
} finally {
  await vite.close()
}

/** @param {string[]} args */
function argumentsOf(args) {
  const names = []
  let scale = 1
  let seed = Math.floor(Math.random() * 1_000_000)
  for (let at = 0; at < args.length; at++) {
    if (args[at] === '--scale') scale = Number(args[++at])
    else if (args[at] === '--seed') seed = Number(args[++at])
    else names.push(args[at] ?? '')
  }
  if (!(scale > 0) || !Number.isInteger(seed))
    throw new Error('--scale takes a number above 0, --seed a whole one')
  return { names, scale, seed }
}
