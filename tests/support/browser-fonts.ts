import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { root } from '../../scripts/settings.mjs'

const require = createRequire(import.meta.url)
const faces = [
  require.resolve('@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf'),
  require.resolve('@expo-google-fonts/arimo/700Bold/Arimo_700Bold.ttf'),
]

/**
 * Settings of fontconfig: the fonts of this machine and one of Arial's widths. People have Arial, Roboto or one like
 * them, and until ours has come a page is laid out in it; a bare machine of tests has one that is a fifth wider.
 * @returns the path of the file
 */
export function writeFontSettings(): string {
  const path = join(root, '.cache/fonts.conf')
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(
    path,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
${faces.map((face) => `  <dir>${dirname(face)}</dir>`).join('\n')}
</fontconfig>
`,
  )
  return path
}
