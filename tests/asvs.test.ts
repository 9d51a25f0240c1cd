import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

/** What of OWASP ASVS 5.0, levels 1 and 2, applies to the cabinet (1.2.10 is of level 3). */
const APPLICABLE = expand(`
  1.1.1-1.1.2 1.2.1-1.2.5 1.2.9 1.2.10 1.3.2 1.3.3 1.3.6 1.3.7 1.3.11 1.5.1 1.5.2
  2.1.1-2.1.3 2.2.1-2.2.3 2.3.1-2.3.4 2.4.1
  3.2.1 3.2.2 3.3.1-3.3.4 3.4.1-3.4.6 3.5.1-3.5.4 3.7.2
  4.1.1-4.1.3 4.2.1
  5.1.1 5.2.1-5.2.3 5.3.2 5.4.1 5.4.2
  6.1.1-6.1.3 6.2.1-6.2.12 6.3.1-6.3.4 6.4.1-6.4.3 6.5.1-6.5.5
  7.1.1 7.1.2 7.2.1-7.2.4 7.3.1 7.3.2 7.4.1-7.4.5 7.5.1 7.5.2 7.6.2
  8.1.1 8.1.2 8.2.1-8.2.3 8.3.1 8.4.1
  11.1.1 11.1.2 11.2.1-11.2.3 11.3.1-11.3.3 11.4.1-11.4.3 11.5.1
  12.1.1 12.2.1 12.2.2 12.3.1 12.3.2
  13.1.1 13.2.1-13.2.5 13.3.1 13.3.2 13.4.1-13.4.5
  14.1.1 14.1.2 14.2.1-14.2.4 14.3.1-14.3.3
  15.1.1-15.1.3 15.2.1-15.2.3 15.3.1-15.3.7
  16.1.1 16.2.1-16.2.5 16.3.1-16.3.4 16.4.1-16.4.3 16.5.1-16.5.3
`)

const PAGE = 'docs/asvs.md'
const page = readFileSync(PAGE, 'utf8')
const security = readFileSync('docs/security.md', 'utf8')

/** `1.2.1-1.2.5` is five of them. */
function expand(list: string): string[] {
  return list
    .trim()
    .split(/\s+/)
    .flatMap((item) => {
      const [from = '', to = from] = item.split('-')
      const [chapter, section, first] = from.split('.')
      const count = Number(to.split('.')[2]) - Number(first) + 1
      return Array.from({ length: count }, (_, at) => `${chapter}.${section}.${Number(first) + at}`)
    })
}

/** Everything that is wrong with the table, in words; nothing when it holds. */
function faultsOf(table: string, deviations: string): string[] {
  const rows = [...table.matchAll(/^\| (\d+\.\d+\.\d+) \|(.*)\|(.*)\|$/gm)].map(
    ([, id = '', asked = '', shown = '']) => ({ id, asked: asked.trim(), shown: shown.trim() }),
  )
  const ids = rows.map(({ id }) => id)
  return [
    ...APPLICABLE.filter((id) => !ids.includes(id)).map((id) => `${id}: no row`),
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${id}: two rows`),
    ...ids.filter((id) => !APPLICABLE.includes(id)).map((id) => `${id}: does not apply`),
    ...rows.flatMap(({ id, asked, shown }) => [
      ...(asked === '' || shown === '' ? [`${id}: an empty cell`] : []),
      ...(isShown(shown) ? [] : [`${id}: shown by nothing`]),
      ...faultsOfShown(shown).map((fault) => `${id}: ${fault}`),
      ...(shown.includes('Deviation') === hasDeviation(deviations, id)
        ? []
        : [`${id}: a deviation here is one in docs/security.md too`]),
    ]),
  ]
}

/** A file, a command, a section or a deviation. */
function isShown(shown: string): boolean {
  return /`|\]\(|Deviation/.test(shown)
}

/** `path` "words in it": a test's title where it is a test, any words of the file otherwise; [section](file.md#heading). */
function faultsOfShown(shown: string): string[] {
  const faults: string[] = []
  let file = ''
  for (const [, code, quoted, link] of shown.matchAll(/`([^`]+)`|"([^"]+)"|\]\(([^)]+)\)/g)) {
    if (code && isPath(code)) {
      file = code
      if (!existsSync(file)) faults.push(`${file} is not there`)
    } else if (quoted && file === '') faults.push(`"${quoted}" is in no file`)
    else if (quoted && !holds(file, quoted)) faults.push(`"${quoted}" is not in ${file}`)
    else if (link && !isSection(link)) faults.push(`${link} leads nowhere`)
  }
  return faults
}

function isPath(code: string): boolean {
  return /^(?:app|db|docs|emails|locales|scripts|tests)\/|^[\w.-]+\.(?:md|json|cjs|js|ts)$/.test(code)
}

function holds(file: string, words: string): boolean {
  if (!existsSync(file)) return false
  if (!/\.test\.tsx?$/.test(file)) return textOf(file).includes(words)
  return titlesOf(file).some((title) => title.includes(words))
}

/** Of a folder, of all its files together. */
function textOf(path: string): string {
  if (!statSync(path).isDirectory()) return readFileSync(path, 'utf8')
  return readdirSync(path)
    .map((name) => textOf(join(path, name)))
    .join('\n')
}

const known = new Map<string, string[]>()

/** What its tests and their groups are called, as it is written. */
function titlesOf(file: string): string[] {
  const titles = known.get(file) ?? []
  if (known.has(file)) return titles
  known.set(file, titles)
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isTest(node.expression)) {
      titles.push(...node.arguments.slice(0, 1).flatMap(wordsIn))
      // The rows of `test.each([...])` are named by their words.
      if (ts.isCallExpression(node.expression)) titles.push(...node.expression.arguments.flatMap(wordsIn))
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true))
  return titles
}

function wordsIn(node: ts.Node): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text]
  if (ts.isTemplateExpression(node)) return [node.getText()]
  if (ts.isFunctionLike(node)) return []
  const words: string[] = []
  ts.forEachChild(node, (child) => void words.push(...wordsIn(child)))
  return words
}

/** `test(`, `describe(`, `test.each(...)(`. */
function isTest(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return callee.text === 'test' || callee.text === 'describe'
  if (ts.isPropertyAccessExpression(callee) || ts.isCallExpression(callee)) return isTest(callee.expression)
  return false
}

function isSection(link: string): boolean {
  const [file = '', heading] = link.split('#')
  const path = file === '' ? PAGE : join(dirname(PAGE), file)
  if (!existsSync(path)) return false
  if (heading === undefined) return true
  const headings = [...readFileSync(path, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, text = '']) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  )
  return headings.includes(heading)
}

function hasDeviation(text: string, id: string): boolean {
  return [...text.matchAll(/^\| ASVS ([\d., ]+) \|/gm)].some(([, ids = '']) => ids.split(', ').includes(id))
}

test('every applicable requirement of ASVS 5.0 has one row, with what shows that it holds', () => {
  expect(APPLICABLE).toHaveLength(new Set(APPLICABLE).size)
  expect(faultsOf(page, security)).toEqual([])
})

test('every deviation says what is different, why, and what is risked', () => {
  const rows = [...security.matchAll(/^\| ASVS [\d., ]+ \|(.+)\|$/gm)].map(([, cells = '']) => cells)
  expect(rows.length).toBeGreaterThan(0)
  for (const cells of rows) expect(cells.split('|').filter((cell) => cell.trim() !== '')).toHaveLength(3)
})

test('the inventory of keys names every purpose that a key has', () => {
  const [, type = ''] =
    /export type KeyPurpose =([^=]+?)\n\n/.exec(
      readFileSync('app/domain/kernel/keyring.server.ts', 'utf8'),
    ) ?? []
  const purposes = [...type.matchAll(/'(\w+)'/g)].map(([, purpose]) => `\`${purpose}\``)
  expect(purposes.length).toBeGreaterThan(0)
  expect(purposes.filter((purpose) => !security.includes(purpose))).toEqual([])
})

describe('the check fires on', () => {
  const row = /^\| 6\.2\.1 \|.*\n/m.exec(page)?.[0] ?? ''

  test.each([
    ['a row that is missing', '', '6.2.1: no row'],
    ['two rows', row + row, '6.2.1: two rows'],
    ['a row of what does not apply', `${row}| 9.1.1 | x | \`package.json\` |\n`, '9.1.1: does not apply'],
    ['an empty cell', '| 6.2.1 |  | `package.json` |\n', '6.2.1: an empty cell'],
    ['nothing that shows it', '| 6.2.1 | x | we are sure |\n', '6.2.1: shown by nothing'],
    [
      'a file that is not there',
      '| 6.2.1 | x | `tests/no.test.ts` |\n',
      '6.2.1: tests/no.test.ts is not there',
    ],
    [
      'a test that is not there',
      '| 6.2.1 | x | `tests/domain/companies/bin.test.ts` "no test of ours" |\n',
      '6.2.1: "no test of ours" is not in tests/domain/companies/bin.test.ts',
    ],
    [
      'words that a file does not hold',
      '| 6.2.1 | x | `package.json` "left-pad" |\n',
      '6.2.1: "left-pad" is not in package.json',
    ],
    ['a section that is not there', '| 6.2.1 | x | [x](data.md#x) |\n', '6.2.1: data.md#x leads nowhere'],
    [
      'a deviation without its reason',
      '| 6.2.1 | x | Deviation |\n',
      '6.2.1: a deviation here is one in docs/security.md too',
    ],
  ])('%s', (_what, instead, fault) => {
    expect(row).not.toBe('')
    expect(faultsOf(page.replace(row, instead), security)).toEqual([fault])
  })
})
