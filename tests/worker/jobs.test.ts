import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { jobs } from '#app/worker/jobs.ts'

const source = readFileSync('app/worker/jobs.ts', 'utf8')

/** The folder of app/domain that a verb of a job comes from. */
const folders = new Map(
  [...source.matchAll(/import \{([^}]+)\} from '#app\/domain\/([\w-]+)\//g)].flatMap(
    ([, names = '', folder = '']) => names.split(',').map((name) => [name.trim(), folder] as const),
  ),
)

const called = source
  .split(/\bname: '/)
  .slice(1)
  .map((text) => {
    const verbs = [...text.matchAll(/\b(\w+)\(ctx\b/g)].map(([, verb = '']) => verb)
    return { name: text.slice(0, text.indexOf("'")), folder: folders.get(verbs[0] ?? '') }
  })

test('the jobs of one noun run with the same part of the product', () => {
  const moduleOf = new Map(jobs.map(({ name, module }) => [name, module ?? 'always']))
  const parts = Map.groupBy(called, ({ folder }) => folder)
  const mixed = [...parts].filter(
    ([folder, some]) => folder && new Set(some.map(({ name }) => moduleOf.get(name))).size > 1,
  )
  expect(mixed).toEqual([])
  expect(parts.get('payments')?.map(({ name }) => name)).toEqual(['payments', 'named-accounts'])
  expect(called.filter(({ folder }) => !folder)).toEqual([])
})
