import { describe, expect, test } from 'vitest'
import manifest from '../package.json' with { type: 'json' }
import lock from '../package-lock.json' with { type: 'json' }
import { missingOptional } from '../scripts/complete-lock.mjs'

const packages: Record<
  string,
  {
    version?: string
    resolved?: string
    integrity?: string
    license?: string
    dev?: boolean
    optional?: boolean
    os?: string | string[]
    cpu?: string | string[]
    optionalDependencies?: Record<string, string>
  }
> = lock.packages

describe('the locked packages', () => {
  test('are pinned to one version each', () => {
    const wanted = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }
    expect(
      Object.entries(wanted).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)),
    ).toEqual([])
  })

  test('name no registry: each machine asks its own', () => {
    expect(Object.keys(packages).filter((path) => packages[path]?.resolved)).toEqual([])
  })

  test('carry the hash of everything that the server runs, for every platform', () => {
    const served = Object.entries(packages).filter(([path, { dev }]) => path !== '' && !dev)
    expect(served.length).toBeGreaterThan(100)
    expect(served.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual([])
  })

  test('carry the hash of everything else too, but for binaries of tools on machines that we do not build on', () => {
    const bare = Object.entries(packages).filter(([path, { integrity }]) => path !== '' && !integrity)
    const excused = bare.filter(([path, { dev, optional, os, cpu = [] }]) => {
      const isOurs =
        os?.includes('linux') && [cpu].flat().some((name) => /^(x64|arm64)$/.test(name)) && !/musl/.test(path)
      return dev === true && optional === true && !isOurs
    })
    expect(bare.map(([path]) => path)).toEqual(excused.map(([path]) => path))
  })

  test('are complete for every platform, or `npm ci` refuses them (node scripts/complete-lock.mjs)', () => {
    expect(missingOptional(packages).map(({ name }) => name)).toEqual([])
  })

  test('a package may find what it wants in itself or in any folder above', () => {
    const found = {
      'node_modules/a': { optionalDependencies: { inner: '1.0.0', outer: '1.0.0', nowhere: '1.0.0' } },
      'node_modules/a/node_modules/inner': { version: '1.0.0' },
      'node_modules/outer': { version: '1.0.0' },
    }
    expect(missingOptional(found).map(({ name }) => name)).toEqual(['nowhere'])
  })
})
