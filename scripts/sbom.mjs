// `npm run sbom`: the inventory of everything that the server runs (CycloneDX) out of package-lock.json, without asking
// anybody, in .cache/sbom.cdx.json or where the argument says. A check of `npm test` too: it fails when a component has
// no licence or no hash.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { capture } from './capture.mjs'
import { root } from './settings.mjs'

/** @typedef {{ name: string, version: string, purl: string, licenses?: unknown[], hashes?: unknown[], externalReferences?: unknown[] }} Component */

const path = resolve(process.argv[2] ?? join(root, '.cache/sbom.cdx.json'))
const command = [
  'npm',
  'sbom',
  '--sbom-format=cyclonedx',
  '--package-lock-only',
  '--omit=dev',
  '--loglevel=error',
]
const { code, output } = await capture(command, { cwd: root, env: process.env })
const start = output.indexOf('{')
if (code !== 0 || start < 0) throw new Error(`npm sbom ended with ${code}:\n${output}`)

/** @type {{ metadata: { component: { name: string } }, components: Component[] }} */
const inventory = JSON.parse(output.slice(start))
// npm calls it after the folder that it lies in.
inventory.metadata.component.name = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).name
/** Licences that lie in a package as a text only, which npm does not read. @type {Record<string, string>} */
const BY_TEXT = { 'png-js': 'MIT' }
for (const component of inventory.components) {
  const id = BY_TEXT[component.name]
  if (id && !component.licenses?.length) component.licenses = [{ license: { id } }]
}
const faults = inventory.components.flatMap(({ name, version, licenses = [], hashes = [] }) => [
  ...(licenses.length > 0 ? [] : [`${name}@${version}: no licence`]),
  ...(hashes.length > 0 ? [] : [`${name}@${version}: no hash`]),
])
mkdirSync(dirname(path), { recursive: true })
writeFileSync(path, `${JSON.stringify(inventory, null, 2)}\n`)
process.stdout.write(`${inventory.components.length} components in ${path}\n`)
for (const fault of faults) process.stdout.write(`${fault}\n`)
if (faults.length > 0 || inventory.components.length < 100) process.exitCode = 1
