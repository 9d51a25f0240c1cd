// Which Node runs the cabinet: the locked packages bring one along for Linux and Windows; elsewhere the machine's own.
import { execFileSync } from 'node:child_process'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal, root } from './settings.mjs'

const OLDEST = [22, 12]

/** @returns {string} its path */
export function nodeBinary() {
  const ours = join(root, 'node_modules/.bin/node')
  if (existsSync(ours)) {
    if (runs(ours)) return ours
    // Built for another libc (Alpine): out of npm's way, or every script would trip over it.
    rmSync(ours)
  }
  if (isAtLeast(process.versions.node, OLDEST)) return process.execPath
  throw new Refusal(
    `Node ${process.versions.node} is too old to run the cabinet here: install Node ${OLDEST.join('.')} or newer (24 is best).`,
  )
}

/** @param {string} binary */
function runs(binary) {
  try {
    execFileSync(binary, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/**
 * @param {string} version
 * @param {number[]} oldest
 */
export function isAtLeast(version, oldest) {
  const parts = version.split('.').map(Number)
  const different = oldest.findIndex((part, place) => parts[place] !== part)
  return different === -1 || (parts[different] ?? 0) > (oldest[different] ?? 0)
}
