import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const KNIP = resolve('node_modules/knip/bin/knip.js')
const root = mkdtempSync(join(tmpdir(), 'unused-exports-'))
afterAll(() => rmSync(root, { recursive: true }))

/** What knip says of a tree, by the rules of this project. */
function unusedIn(tree: Record<string, string>, ...options: string[]): string[] {
  const files = {
    'knip.json': readFileSync('knip.json', 'utf8'),
    'package.json': JSON.stringify({ name: 'made-up', type: 'module' }),
    'app/routes.ts': "import { blockCard } from './cards.ts'\nblockCard()",
    ...tree,
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, dirname(path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  const report = spawnSync(
    process.execPath,
    [
      KNIP,
      '--no-progress',
      '--no-config-hints',
      '--reporter',
      'json',
      '--include',
      'exports,types',
      ...options,
    ],
    { cwd: root, encoding: 'utf8' },
  )
  const { issues } = JSON.parse(report.stdout) as {
    issues: Record<'exports' | 'types', { name: string }[]>[]
  }
  return issues.flatMap(({ exports, types }) => [...exports, ...types].map(({ name }) => name)).sort()
}

const CARDS = `
  export interface Card { id: number }
  export type Cards = Card[]
  export const MAX_CARDS = 7
  /** @internal a test tries it */
  export const MAX_TRIED = 8
  /** @internal a test did */
  export const MAX_FORGOTTEN = 9
  export function blockCard(cards: Cards = []) { return cards.length < MAX_CARDS + MAX_TRIED + MAX_FORGOTTEN }`
const TEST = "import { MAX_CARDS, MAX_TRIED } from '../app/cards.ts'\nMAX_CARDS + MAX_TRIED"
const tree = { 'app/cards.ts': CARDS, 'tests/cards.test.ts': TEST }

test('an export that its own file uses is unused, but for a type', () => {
  expect(unusedIn(tree)).toEqual(['MAX_FORGOTTEN'])
  expect(unusedIn({ ...tree, 'tests/cards.test.ts': '' })).toEqual([
    'MAX_CARDS',
    'MAX_FORGOTTEN',
    'MAX_TRIED',
  ])
})

test('an export that only tests use is unused, unless it says so', () => {
  expect(unusedIn(tree, '--production')).toEqual(['MAX_CARDS'])
})
