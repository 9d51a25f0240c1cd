import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Command } from 'commander'
import { describe, expect, test } from 'vitest'
import { commands } from '#app/cli/commands.ts'
import { errorStatus } from '#app/domain/kernel/errors.ts'
import { modules } from '#app/domain/kernel/modules.ts'
import { urlTraits } from '#app/http/url-traits.ts'
import { moduleVariable } from '#app/runtime/module-flags.server.ts'

const documents = [
  ...readdirSync('.').filter((name) => name.endsWith('.md')),
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
]
const readme = readFileSync('README.md', 'utf8')

/** The first cells of the table under a heading, each as the code spans in it. */
function firstCells(heading: string): string[][] {
  const section = readme.split(/^#+ /m).find((part) => part.startsWith(`${heading}\n`)) ?? ''
  const rows = [...section.matchAll(/^\| (`.+?`(?:, `.+?`)*) \|/gm)]
  return rows.map(([, cell = '']) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code))
}

describe.each(documents)('%s', (document) => {
  const text = readFileSync(document, 'utf8')

  test('links to what is there', () => {
    const targets = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target = '']) => target)
    expect(targets.filter((target) => !existsSync(join(dirname(document), target)))).toEqual([])
  })

  test('names files and folders that are there', () => {
    const named = [...text.matchAll(/`((?:app|db|docs|emails|locales|scripts|tests)\/[\w./-]+)`/g)]
    expect(named.map(([, path = '']) => path).filter((path) => !existsSync(path))).toEqual([])
  })

  test('calls what a fill leaves on a coupon its unused litres, as the pages do', () => {
    expect(text.match(/\brest of (?:a|an|the|its|each|one)(?: \w+)? coupons?\b/gi)).toBeNull()
  })
})

describe('CONTRIBUTING.md', () => {
  const table = readFileSync('CONTRIBUTING.md', 'utf8')
    .split(/^## /m)
    .find((part) => part.startsWith('Where to find'))
  const rows = [...(table ?? '').matchAll(/^\| .*`.*\|$/gm)].map(([row]) => row)

  test('says of six behaviours where they are', () => {
    expect(rows).toHaveLength(6)
  })

  test.each(rows)('names what is in the files of the row: %s', (row) => {
    const spans = [...row.matchAll(/`([^`]+)`/g)].map(([, span = '']) => span)
    const texts = spans.filter((span) => existsSync(span)).map((file) => readFileSync(file, 'utf8'))
    const names = spans.filter((span) => !existsSync(span))
    expect(texts.length).toBeGreaterThan(1)
    expect(names.filter((name) => !texts.some((text) => new RegExp(`\\b${name}\\b`).test(text)))).toEqual([])
  })
})

describe('README.md', () => {
  test('explains every variable of the environment, and no other', () => {
    // What begins with CABINET_ is between the launcher and the processes that it starts.
    const read = [
      ...readFileSync('app/runtime/settings.server.ts', 'utf8').matchAll(/^ {2}([A-Z][A-Z_]+):/gm),
    ]
      .map(([, name = '']) => name)
      .filter((name) => !name.startsWith('CABINET_'))
    read.push(...modules.map(moduleVariable))
    expect(firstCells('Environment variables').flat().sort()).toEqual(read.sort())
  })

  test('lists every operator command with its options, and no other', () => {
    const described = firstCells('Operator commands').map(([usage = '']) => namesIn(usage))
    expect(described.sort()).toEqual(leaves(commands()).sort())
  })
})

/** `invite <email> --company <bin> [--role ..]` -> `invite --company --role` */
function namesIn(usage: string): string {
  const shared = usage.includes('[field options]') ? /^Field options of .*$/m.exec(readme) : null
  const options = [...`${usage} ${shared ?? ''}`.matchAll(/--[\w-]+/g)].map(([option]) => option).sort()
  const words = usage.replace(/(?:\[?--|<).*/, '').trim()
  return [words, ...options].join(' ')
}

/** Every command that does something, in the same form; `--json` aside, which all have. */
function leaves(command: Command, parents: string[] = []): string[] {
  return command.commands.flatMap((one) => {
    const path = [...parents, one.name()]
    if (one.commands.length > 0) return leaves(one, path)
    const options = one.options.map(({ long }) => long ?? '').filter((long) => long !== '--json')
    return [[path.join(' '), ...options.sort()].join(' ')]
  })
}

describe('docs/upgrade.md', () => {
  const notes = readFileSync('docs/upgrade.md', 'utf8')
    .split(/^## /m)
    .map((section) => section.split(/^- /m).map(migrationsIn))
    .map((lines) => lines.filter((numbers) => numbers.length > 0))

  test('names every migration since the first release that has a note, once', () => {
    const named = notes.flat(2).sort((a, b) => a - b)
    const all = readdirSync('db/migrations').map((name) => Number.parseInt(name, 10))
    expect(named).toEqual(all.filter((number) => number >= (named[0] ?? 0)).sort((a, b) => a - b))
    expect(named[0]).toBe(36)
  })

  test('has the migrations of a release in the order in which they run', () => {
    for (const lines of notes) {
      const first = lines.map(([number = 0]) => number)
      expect(first).toEqual(first.toSorted((a, b) => a - b))
    }
  })
})

/** Numbers that a note names in bold: "**Migrations 0146 to 0149**", "**migration 0211**". */
function migrationsIn(note: string): number[] {
  const named = [...note.matchAll(/\*\*migrations? (\d{4}[^*]*)\*\*/gi)]
  return named.flatMap(([, text = '']) =>
    text.split(/, | and /).flatMap((part) => {
      const [first = 0, last = first] = part.split(' to ').map(Number)
      return Array.from({ length: last - first + 1 }, (_, at) => first + at)
    }),
  )
}

describe('the access log of the proxy', () => {
  const secret = [...urlTraits].filter(([, traits]) => traits.secret).map(([pattern]) => pattern)
  const beginnings = [...new Set(secret.map((pattern) => pattern.split(':')[0]))].sort()

  test.each([
    ['README.md', /location ~\* \^\/\(([\w|-]+)\)\/ \{\s+access_log off;/, '|'],
    ['docs/haproxy.cfg', /set-log-level silent if \{ path_beg ([^}]+) \}/, ' '],
    ['docs/security.md', /access log must not contain (.+): these paths hold secrets/, / and |, /],
  ])('is silent in %s about every path that holds a secret', (document, silenced, between) => {
    const [, list = ''] = silenced.exec(readFileSync(document, 'utf8')) ?? []
    const paths = list.split(between).map((path) => `/${path.replaceAll(/[`/]/g, '')}/`)
    expect(paths.sort()).toEqual(beginnings)
  })
})

test('decisions are numbered without a gap and dated', () => {
  const decisions = readdirSync('docs/decisions').sort()
  expect(decisions.map((name) => Number(name.slice(0, 4)))).toEqual(decisions.map((_, index) => index + 1))
  for (const name of decisions) {
    const [title, , date] = readFileSync(join('docs/decisions', name), 'utf8').split('\n')
    expect([name, title, date]).toEqual([
      name,
      expect.stringMatching(new RegExp(`^# ${Number(name.slice(0, 4))}\\. \\S`)),
      expect.stringMatching(/^20\d\d-\d\d-\d\d( \(superseded by .+\))?$/),
    ])
  }
})

test('docs/data.md says of every status of a refused form what it means', () => {
  const page = readFileSync('docs/data.md', 'utf8')
  const section = page.split(/^#+ /m).find((part) => part.startsWith('Responses to forms\n')) ?? ''
  const rows = [...section.matchAll(/^\| (\d{3}) \|/gm)].map(([, status]) => Number(status))
  expect(rows).toEqual([...new Set(Object.values(errorStatus))].sort((a, b) => a - b))
})
