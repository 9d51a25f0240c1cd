import { spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Run } from '#tests/support/launcher.ts'
import { isAtLeast } from '../../scripts/node.mjs'

/** Stands in for Remix's command line: it takes note of each build, and fails where the source says so. */
const BUILDER = `
  const { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs')
  const source = readFileSync('app/root.tsx', 'utf8')
  rmSync('build/client', { recursive: true, force: true })
  for (const folder of ['build/server', 'build/client/assets']) mkdirSync(folder, { recursive: true })
  writeFileSync('build/client/assets/root-' + source + '.js', source)
  appendFileSync('builds', source + ' ' + process.env.NODE_ENV + '\\n')
  if (source === 'broken') { console.error('root.tsx is broken'); process.exitCode = 1 }`

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'prepare-'))
  cpSync('scripts', join(root, 'scripts'), { recursive: true })
  write('app/root.tsx', 'one')
  write('builder/package.json', JSON.stringify({ name: '@remix-run/dev', version: '1.0.0' }))
  write('builder/dist/cli.js', BUILDER)
  write(
    'package.json',
    JSON.stringify({ name: 'p', version: '1.0.0', dependencies: { '@remix-run/dev': 'file:builder' } }),
  )
  write(
    'package-lock.json',
    JSON.stringify({
      name: 'p',
      version: '1.0.0',
      lockfileVersion: 3,
      requires: true,
      packages: {
        '': { name: 'p', version: '1.0.0', dependencies: { '@remix-run/dev': 'file:builder' } },
        builder: { name: '@remix-run/dev', version: '1.0.0' },
        'node_modules/@remix-run/dev': { resolved: 'builder', link: true },
      },
    }),
  )
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

describe('what prestart and pretest prepare', () => {
  test('is installed and built once, then in silence', async () => {
    expect(await prepare()).toEqual([0, 'Installing the locked packages...\nBuilding...\n'])
    expect(await prepare()).toEqual([0, ''])
    expect(builds()).toEqual(['one production'])
  })

  test('is built again when a source changed', async () => {
    await prepare()
    write('app/root.tsx', 'two')
    expect(await prepare()).toEqual([0, 'Building...\n'])
    expect(builds()).toEqual(['one production', 'two production'])
  })

  test('keeps the scripts of the builds before, for pages that are still open, and none for good', async () => {
    await prepare()
    write('app/root.tsx', 'two')
    await prepare()
    const former = join(root, 'build/former/assets')
    expect(readdirSync(former)).toEqual(['root-one.js'])
    expect(readdirSync(join(root, 'build/client/assets'))).toEqual(['root-two.js'])
    utimesSync(join(former, 'root-one.js'), 0, Date.now() / 1_000 - 15 * 86_400)
    write('app/root.tsx', 'three')
    await prepare()
    expect(readdirSync(former)).toEqual(['root-two.js'])
  })

  test('is built again after a build that failed or was cut off', async () => {
    write('app/root.tsx', 'broken')
    const [code, output] = await prepare()
    expect([code, output]).toEqual([1, expect.stringContaining('root.tsx is broken\n\nThe build failed.\n')])
    write('app/root.tsx', 'one')
    expect(await prepare()).toEqual([0, 'Building...\n'])
    rmSync(join(root, 'build/.stamp'))
    expect(await prepare()).toEqual([0, 'Building...\n'])
  })

  test.each([
    ['an installation that was cut off', () => rmSync(join(root, 'node_modules/.package-lock.json'))],
    [
      'a half-written record of it',
      () => write('node_modules/.package-lock.json', '{"packages": {"node_mod'),
    ],
    ['a package that is not there', () => rmSync(join(root, 'node_modules/@remix-run/dev'))],
  ])('is installed again after %s', async (_, damage) => {
    await prepare()
    rmSync(join(root, 'node_modules/.cabinet-stamp'))
    damage()
    expect(await prepare()).toEqual([0, 'Installing the locked packages...\n'])
    expect(existsSync(join(root, 'node_modules/@remix-run/dev/package.json'))).toBe(true)
  })

  test('survives a half-written stamp, and respects what a developer installed', async () => {
    await prepare()
    write('node_modules/.cabinet-stamp', 'half')
    expect(await prepare()).toEqual([0, ''])
    expect(readFileSync(join(root, 'node_modules/.cabinet-stamp'), 'utf8')).toHaveLength(64)
  })

  test('is prepared once where two start at the same time', async () => {
    const both = await Promise.all([prepare(), prepare()])
    expect(both.map(([code]) => code)).toEqual([0, 0])
    expect(builds()).toEqual(['one production'])
  })

  test('says in a sentence that the packages cannot be installed', async () => {
    write('package-lock.json', '{ "packages": {} }')
    const [code, output] = await prepare()
    expect(code).toBe(1)
    expect(output).toMatch(/The packages could not be installed \(npm ended with \d+\)/)
  })
})

describe('a version of Node', () => {
  test.each([
    ['22.12.0', true],
    ['22.13.1', true],
    ['24.0.0', true],
    ['22.11.9', false],
    ['20.20.2', false],
  ])('%s is new enough: %s', (version, enough) => {
    expect(isAtLeast(version, [22, 12])).toBe(enough)
  })
})

async function prepare(): Promise<[code: number | string, output: string]> {
  const { HOME, PATH } = process.env
  const env = { HOME, PATH, NODE_ENV: 'development' as const, DATABASE_URL: 'mysql://far.example/cabinet' }
  const run = new Run(spawn(process.execPath, ['scripts/prepare.mjs', 'start'], { cwd: root, env }))
  return [await run.ended, run.output]
}

function builds(): string[] {
  return readFileSync(join(root, 'builds'), 'utf8').trim().split('\n')
}

function write(path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true })
  writeFileSync(join(root, path), text)
}
