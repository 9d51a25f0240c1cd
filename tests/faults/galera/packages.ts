import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { provideGalera } from '../../../scripts/machine.mjs'
import { root } from '../../../scripts/settings.mjs'

const folder = join(root, '.cache', 'galera')

/**
 * Makes sure of Debian's Galera. The scripts by which a node gets its files from another one are in a package that
 * would start a server of its own: it is unpacked, not installed. @returns the folder of the scripts
 */
export async function provideCluster(): Promise<string> {
  await provideGalera()
  const scripts = join(folder, 'usr', 'bin')
  if (existsSync(join(scripts, 'wsrep_sst_rsync'))) return scripts
  const draft = `${folder}-${process.pid}`
  mkdirSync(draft, { recursive: true })
  execFileSync('apt-get', ['download', '-q', 'mariadb-server'], { cwd: draft, stdio: 'pipe' })
  const archive = readdirSync(draft).find((name) => name.endsWith('.deb')) ?? ''
  execFileSync('dpkg-deb', ['-x', join(draft, archive), draft])
  rmSync(join(draft, archive))
  rmSync(folder, { recursive: true, force: true })
  renameSync(draft, folder)
  return scripts
}
