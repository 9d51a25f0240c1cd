import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { check } from 'recheck'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

const AT_ONCE = 2
/** For what hangs: a busy machine takes minutes for some hundred expressions. */
const PATIENCE_MS = 1_200_000
/**
 * Bounded by steps and never by time, and always tried out in the same way: a busy machine gets the verdict of an idle
 * one. The last of them keeps the checker from confirming an attack with a clock.
 */
const PARAMETERS = {
  timeout: null,
  attackTimeout: null,
  incubationTimeout: null,
  seedingTimeout: null,
  randomSeed: 20261127,
  recallTimeout: -1,
} as const

interface Expression {
  literal: string
  /** `file:line` of each place. */
  places: string[]
}

const files = ['app', 'db', 'emails', 'locales', 'scripts'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:tsx?|m?js|cjs)$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => join(folder, name)),
)

function expressionsIn(sources: Iterable<[name: string, text: string]>): Expression[] {
  const found = new Map<string, Expression>()
  for (const [name, text] of sources) {
    const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true)
    const visit = (node: ts.Node) => {
      if (ts.isRegularExpressionLiteral(node)) {
        const known = found.get(node.text) ?? { literal: node.text, places: [] }
        const { line } = source.getLineAndCharacterOfPosition(node.getStart())
        known.places.push(`${name}:${line + 1}`)
        found.set(node.text, known)
      }
      ts.forEachChild(node, visit)
    }
    visit(source)
  }
  return [...found.values()]
}

/** In words, each expression that is not proved to need time in proportion to the text it reads. */
async function notLinear(expressions: readonly Expression[]): Promise<string[]> {
  const queue = [...expressions]
  const faults: string[] = []
  const lane = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const end = next.literal.lastIndexOf('/')
      const verdict = await check(next.literal.slice(1, end), next.literal.slice(end + 1), PARAMETERS)
      if (verdict.status === 'safe') continue
      const why = verdict.status === 'vulnerable' ? verdict.complexity.summary : verdict.error.kind
      faults.push(`${next.places.join(' ')} ${next.literal}: ${why}`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  return faults
}

describe('regular expressions', () => {
  test(
    'of the product are all linear',
    async () => {
      const expressions = expressionsIn(
        files.map((name): [string, string] => [name, readFileSync(name, 'utf8')]),
      )
      expect(expressions.length).toBeGreaterThan(100)
      expect(await notLinear(expressions)).toEqual([])
    },
    PATIENCE_MS,
  )

  test.each([
    ['exponential', 'export const nested = /^(?:a+)+$/', /exponential/],
    ['of the third degree by its own repetitions', 'const a = text.replace(/^\\s*(.*?)\\s*$/, "$1")', /3rd/],
    [
      'of the second degree because it starts anew everywhere',
      'const b = fraction.replace(/0+$/, "")',
      /2nd/,
    ],
    ['of the second degree inside markup', 'const c = <p>{text.split(/\\s*;\\s*/)}</p>', /2nd/],
  ])('one that is %s would be seen', async (_what, source, degree) => {
    const [fault, ...others] = await notLinear(expressionsIn([['seeded.tsx', source]]))
    expect(fault).toMatch(/^seeded\.tsx:1 /)
    expect(fault).toMatch(degree)
    expect(others).toEqual([])
  })

  test('are never built out of a text, which no check could read', () => {
    const built = files.filter((name) => /(?<![.\w])RegExp\(/.test(readFileSync(name, 'utf8')))
    expect(built).toEqual([])
  })
})
