// How every Chromium of the tests, pictures and benchmarks is started, for `chromium.launch` of playwright-core.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { findChromium } from './machine.mjs'
import { root } from './settings.mjs'

const require = createRequire(import.meta.url)
const faces = [
  require.resolve('@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf'),
  require.resolve('@expo-google-fonts/arimo/700Bold/Arimo_700Bold.ttf'),
]

/**
 * @param {readonly string[]} [more] arguments of this one
 * @throws Error when no Chromium is installed
 */
export function chromiumOptions(more = []) {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('Chromium is not installed; `npm test` installs it.')
  return {
    executablePath,
    env: { ...process.env, FONTCONFIG_FILE: fontSettings() },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
  }
}

/**
 * Settings of fontconfig: the fonts of this machine and one of Arial's widths. People have Arial, Roboto or one like
 * them, and a page whose own font comes late is laid out in it; a bare machine has one that is a fifth wider.
 * @returns the path of the file
 */
function fontSettings() {
  const path = join(root, '.cache/fonts.conf')
  const text = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
${faces.map((face) => `  <dir>${dirname(face)}</dir>`).join('\n')}
</fontconfig>
`
  mkdirSync(dirname(path), { recursive: true })
  // Another Chromium may be reading it.
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text)
  return path
}
