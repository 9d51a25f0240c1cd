// What a script of package.json needs before it runs, whatever state the folder is in: a fresh clone, one whose last
// run was killed anywhere, one with new commits. For any Node that npm itself runs on, so without a dependency.
// Usage: node scripts/prepare.mjs start|test|cabinet

const purpose = process.argv[2] ?? 'start'
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `Node ${process.versions.node} is too old: install Node 20.19 or newer (24 is best).\n`,
  )
  process.exit(1)
}

const { Refusal, readSettings, root } = await import('./settings.mjs')
const { waitForLock } = await import('./lock.mjs')
const { provideChromium, provideMariadb } = await import('./machine.mjs')
const { installPackages } = await import('./packages.mjs')
const { build } = await import('./build.mjs')

try {
  const settings = readSettings()
  const lock = await waitForLock(`${root}/.cache`, 'prepare', `npm ${purpose}`, (holder) => {
    process.stderr.write(`Waiting for another command that is preparing this folder (${holder})...\n`)
  })
  // First what may have to be refused.
  if (purpose === 'test' || settings.embedded) await provideMariadb()
  if (purpose === 'test') await provideChromium()
  await installPackages()
  await build()
  await lock.release()
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
