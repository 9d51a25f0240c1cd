// `npm run faults`: breaks a cabinet of real processes and checks that nothing was lost (docs/reliability.md).
// `npm run faults -- kill webhooks --scale 0.1 --seed 42` runs two scenarios at a tenth of their counts; `galera` is a
// cluster of three nodes with all of its scenarios, `galera/node-killed` one of them. `npm run faults -- --short` is what
// CI runs: each scenario for a few seconds in one cabinet, and the seeded bugs that prove the checks.
import { createServer, createServerModuleRunner } from 'vite'
import { build } from './build.mjs'
import { root } from './settings.mjs'
import { runVitest } from './vitest.mjs'

process.exitCode = process.argv.includes('--short')
  ? await runVitest(['--project', 'faults'])
  : (await runInFull(argumentsOf(process.argv.slice(2))))
    ? 0
    : 1

/**
 * @param {{ names: string[], scale: number, seed: number }} options
 * @returns {Promise<boolean>} whether everything held
 */
async function runInFull({ names, scale, seed }) {
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
    const [ofCluster, own] = [names.filter(isOfCluster), names.filter((name) => !isOfCluster(name))]
    let held = true
    if (names.length === 0 || own.length > 0) {
      /** @type {typeof import('../tests/faults/print-out.ts')} */
      const { printOut } = await runner.import('/tests/faults/print-out.ts')
      held = await printOut(own, { scale, seed })
    }
    if (names.length === 0 || ofCluster.length > 0) {
      /** @type {typeof import('../tests/faults/galera/run.ts')} */
      const { runAll } = await runner.import('/tests/faults/galera/run.ts')
      const chosen = ofCluster.flatMap((name) => name.split('/')[1] ?? [])
      held = (await runAll(ofCluster.includes('galera') ? [] : chosen, scale)) && held
    }
    await runner.close()
    return held
  } finally {
    await vite.close()
  }
}

/** @param {string} name */
function isOfCluster(name) {
  return name.split('/')[0] === 'galera'
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
    throw new Error('--scale must be a number above 0, --seed a whole number')
  return { names, scale, seed }
}
