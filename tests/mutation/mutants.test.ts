import { describe, expect, test } from 'vitest'
import { mutantsOf } from './mutants.ts'

/** What becomes of a piece of code, each with the kind of the change. */
const changes = (source: string) => mutantsOf('file.ts', source).map(({ kind, after }) => [kind, after])

describe('a file is changed in one place at a time', () => {
  test.each<[string, string, string[][]]>([
    [
      'a condition says the opposite',
      'const a = b === c ? d : e',
      [['negate', 'const a = !(b === c) ? d : e']],
    ],
    ['equality is turned', 'const a = b === c', [['equality', 'const a = b !== c']]],
    ['a bound is moved', 'const a = b < c', [['boundary', 'const a = b <= c']]],
    ['"and" is "or"', 'const a = b && c', [['logic', 'const a = b || c']]],
    ['a sum is a difference', 'const a = b + c', [['arithmetic', 'const a = b - c']]],
    ['text is not a sum', "const a = b + '!'", []],
    ['a number is one more', 'const a = 86_400', [['number', 'const a = 86401']]],
    ['a call is gone', 'record(ctx)', [['drop', ';']]],
    ['an awaited call is gone', 'await record(ctx)', [['drop', ';']]],
    ['an assignment is gone', 'a = b', [['drop', ';']]],
    [
      'a refusal is gone',
      "if (a) reject('b')",
      [
        ['guard', 'if (a) ;'],
        ['negate', "if (!(a)) reject('b')"],
      ],
    ],
    [
      'a refusal of nothing is gone',
      "const a = (await b()) ?? reject('c')",
      [['guard', 'const a = (await b())!']],
    ],
    [
      'an early return is gone',
      'function f() { if (a) return\n b() }',
      [
        ['guard', 'function f() { if (a) ;'],
        ['negate', 'function f() { if (!(a)) return'],
        ['drop', '; }'],
      ],
    ],
    [
      'a condition that does more than leave is only turned',
      'if (a) b()\nelse c()',
      [
        ['negate', 'if (!(a)) b()'],
        ['drop', 'if (a) ;'],
        ['drop', 'else ;'],
      ],
    ],
    [
      'a predicate always answers the same',
      'function f(): boolean { return a }',
      [
        ['predicate', 'function f(): boolean { if (true) return true; return a }'],
        ['predicate', 'function f(): boolean { if (true) return false; return a }'],
      ],
    ],
    [
      'a short predicate too',
      'const f = (): boolean => a',
      [
        ['predicate', 'const f = (): boolean => true'],
        ['predicate', 'const f = (): boolean => false'],
      ],
    ],
    ['types and imports stay', "import { a } from 'b1'\ntype C = 1 | 2\nlet d: 3\ninterface E { f: 4 }", []],
    ['a parent is made', 'class A extends B { constructor() { super(a) } }', []],
  ])('%s', (_, source, expected) => {
    expect(changes(source).toSorted()).toEqual(expected.toSorted())
  })
})

test('a change tells its line, the code before and after, and the whole file', () => {
  const source = 'const a = b\n\nawait record(\n  ctx,\n  c,\n)\nconst d = e\n'
  expect(mutantsOf('file.ts', source)).toEqual([
    {
      kind: 'drop',
      line: 3,
      before: 'await record( ctx, c, )',
      after: ';',
      source: 'const a = b\n\n;\nconst d = e\n',
    },
  ])
})
