import { describe, expect, test } from 'vitest'
import lock from '../package-lock.json' with { type: 'json' }

interface Locked {
  version?: string
  license?: string
  optionalDependencies?: Record<string, string>
}

const packages: Record<string, Locked> = lock.packages

/** They ask for nothing but that they are named; MPL-2.0 for the source of its own files, which we do not change. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'Unlicense',
  'Zlib',
])

/** By name, each with its licence and why it may be here. */
const EXCEPTIONS: Record<string, [licence: string | undefined, why: string]> = {
  '@fontsource-variable/golos-text': [
    'OFL-1.1',
    'a font may be given on with its licence, which lies beside it',
  ],
  '@expo-google-fonts/arimo': [
    'MIT AND OFL-1.1',
    'a font that the tests are drawn in, given on with nothing',
  ],
  '@expo-google-fonts/golos-text': [
    'MIT AND OFL-1.1',
    'a font may be put into papers and given on with its licence, which lies beside it',
  ],
  argparse: ['Python-2.0', 'reads the arguments of a tool of development'],
  'caniuse-lite': ['CC-BY-4.0', 'data of a tool of development, named in it'],
  'spdx-exceptions': ['CC-BY-3.0', 'data of a tool of development, named in it'],
  eval: [undefined, 'MIT by its LICENSE, in the old spelling that the lock leaves out'],
  format: [undefined, 'MIT by its manifest, in the old spelling that the lock leaves out'],
  'png-js': [undefined, 'MIT by its LICENSE, which its manifest does not name'],
  'require-like': [undefined, 'MIT by its Readme; a tool of the build'],
}

/** Everything that may not be among these packages, with its licence. */
function faultsOf(all: Record<string, Locked>): string[] {
  return Object.entries(all).flatMap(([path, { license }]) => {
    if (path === '') return []
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
    const found = license ?? licenceOfOwner(all, name)
    const exception = EXCEPTIONS[name]
    const isFine = exception ? exception[0] === found : found !== undefined && isAllowed(found)
    return isFine ? [] : [`${name}: ${found ?? 'no licence'}`]
  })
}

/** The binary of another platform is locked by its name alone: it is part of the package that asks for it. */
function licenceOfOwner(all: Record<string, Locked>, name: string): string | undefined {
  return Object.values(all).find(({ optionalDependencies = {} }) => name in optionalDependencies)?.license
}

/** SPDX: `A OR B` needs one of them, `A AND B` each. */
function isAllowed(expression: string): boolean {
  const bare = expression.replace(/^\((.*)\)$/, '$1')
  if (bare.includes(' OR ')) return bare.split(' OR ').some(isAllowed)
  return bare.split(' AND ').every((licence) => ALLOWED.has(licence))
}

describe('the licences of the locked packages', () => {
  test('are those that anybody may use, but for what is named', () => {
    expect(Object.keys(packages).length).toBeGreaterThan(500)
    expect(faultsOf(packages)).toEqual([])
  })

  test.each([
    ['GPL-3.0-only'],
    ['(MIT AND GPL-2.0-or-later)'],
    ['(AGPL-3.0 OR SSPL-1.0)'],
    ['SEE LICENSE IN LICENSE.md'],
    ['UNLICENSED'],
    [undefined],
  ])('%s is reported', (license) => {
    const fault = `new-package: ${license ?? 'no licence'}`
    expect(faultsOf({ 'node_modules/a/node_modules/new-package': license ? { license } : {} })).toEqual([
      fault,
    ])
  })

  test('an exception is still needed, and for the licence it was made for', () => {
    const names = Object.keys(packages).map((path) => path.slice(path.lastIndexOf('node_modules/') + 13))
    for (const name of Object.keys(EXCEPTIONS)) expect(names).toContain(name)
    expect(faultsOf({ 'node_modules/argparse': { license: 'GPL-3.0' } })).toEqual(['argparse: GPL-3.0'])
  })
})
