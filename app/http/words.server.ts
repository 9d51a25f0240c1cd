import { createHash } from 'node:crypto'
import { type Area, areas, type Locale, locales } from '#locales/index.ts'
import { resourcesFor } from '#locales/words.server.ts'

interface WordsFile {
  path: string
  body: string
}

const files = new Map<string, WordsFile>()

/**
 * The words of one language and part of the site as a script that a browser keeps for good: its path holds a hash
 * of what is in it. So a page carries no words of its own, and a visitor loads only the active language.
 */
export function wordsFile(locale: Locale, area: Area): WordsFile {
  const key = `${locale}-${area}`
  const known = files.get(key)
  if (known) return known
  const words = JSON.stringify(resourcesFor(locale, area)).replaceAll('<', '\\u003c')
  const body = `window.cabinetWords=${words}`
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 12)
  const file = { path: `/words/${key}-${hash}.js`, body }
  files.set(key, file)
  return file
}

/** The file with this name, of this build or (an older hash) the one that took its place; null for a made-up name. */
export function findWordsFile(name: string): WordsFile | null {
  for (const locale of locales) {
    for (const area of Object.keys(areas) as Area[]) {
      if (name.startsWith(`${locale}-${area}-`)) return wordsFile(locale, area)
    }
  }
  return null
}
