// Runs the scenarios of a Galera cluster of three nodes on this machine: `node scripts/galera.mjs [names] [--scale 0.1]`
import { createServer, createServerModuleRunner } from 'vite'
import { root } from './settings.mjs'

const args = process.argv.slice(2)
const at = args.indexOf('--scale')
const scale = at < 0 ? 1 : Number(args.splice(at, 2)[1])
const vite = await createServer({
  root,
  configFile: false,
  logLevel: 'error',
  esbuild: { jsx: 'automatic' },
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
})
const runner = createServerModuleRunner(/** @type {import('vite').DevEnvironment} */ (vite.environments.ssr))
try {
  /** @type {typeof import('../tests/faults/galera/run.ts')} */
  const { runAll } = await runner.import('/tests/faults/galera/run.ts')
  process.exitCode = (await runAll(args, scale)) ? 0 : 1
} finally {
  await runner.close()
  await vite.close()
}
