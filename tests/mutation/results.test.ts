import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Results } from './results.ts'

const FILE = 'app/domain/cards/cards.ts'
let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'mutation-results-'))
  writeFileSync(join(root, 'a.test.ts'), 'one')
})
afterEach(() => rmSync(root, { recursive: true }))

const results = () => new Results(root, join(root, 'results.jsonl'))

test('a later portion knows what an earlier one found', () => {
  results().add(FILE, 'changed', ['a.test.ts'], 'noticed')
  expect(results().of(FILE, 'changed', ['a.test.ts'])).toBe('noticed')
  expect(results().of(FILE, 'changed otherwise', ['a.test.ts'])).toBeUndefined()
  expect(results().of('app/domain/cards/other.ts', 'changed', ['a.test.ts'])).toBeUndefined()
})

test('what was not noticed is tried again when its tests have changed', () => {
  results().add(FILE, 'changed', ['a.test.ts'], 'unnoticed')
  expect(results().of(FILE, 'changed', ['a.test.ts'])).toBe('unnoticed')
  writeFileSync(join(root, 'a.test.ts'), 'two')
  expect(results().of(FILE, 'changed', ['a.test.ts'])).toBeUndefined()
  results().add(FILE, 'changed', ['a.test.ts'], 'noticed')
  expect(results().of(FILE, 'changed', ['a.test.ts'])).toBe('noticed')
})

test('without a file a run keeps its results to itself', () => {
  const alone = new Results(root, undefined)
  alone.add(FILE, 'changed', ['a.test.ts'], 'refused')
  expect(alone.of(FILE, 'changed', ['a.test.ts'])).toBe('refused')
  expect(new Results(root, undefined).of(FILE, 'changed', ['a.test.ts'])).toBeUndefined()
})
