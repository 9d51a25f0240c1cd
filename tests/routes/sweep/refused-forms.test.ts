import { afterAll, expect, test } from 'vitest'
import { allowedAt } from './access.ts'
import { everyRoute, pathOf } from './site-map.ts'
import { createWorld, parametersOf } from './world.ts'

const routes = (await everyRoute()).filter(({ acts, pattern }) => acts && pattern !== '/sign-out')
const world = await createWorld()

afterAll(() => world.end())

/** A browser sends them as the page has them; what nobody typed needs no name. */
const HIDDEN = ['version', 'to', 'volume']

/** The lines of the summary above a refused form. */
function linesIn(html: string): string[] {
  const [, list = ''] = /class="errors"[^>]*>.*?<\/h2>.*?<ul>(.*?)<\/ul>/s.exec(html) ?? []
  return [...list.matchAll(/<a href="#([^"]*)">(.*?)<\/a>/gs)]
    .filter(([, field = '']) => !HIDDEN.includes(field.split('-').at(-1) ?? ''))
    .map(([, , text = '']) => text.replaceAll('<!-- -->', ''))
}

let seen = 0

test.each(routes)('$pattern: each line of what is wrong names its field', async (route) => {
  const allowed = allowedAt(route)
  const visitor = world.visitors[allowed.includes('administrator') ? 'administrator' : 'owner']()
  const { there } = parametersOf(world, route.pattern)
  const bodies: Record<string, string>[] = [{}, { intent: 'save' }]
  for (const body of bodies) {
    const answer = await visitor.post(pathOf(route.pattern, there), body)
    const lines = linesIn(await answer.text())
    seen += lines.length
    expect(lines.filter((line) => !/^[^:]+: \S/.test(line))).toEqual([])
  }
})

test('there are such lines', () => {
  expect(seen).toBeGreaterThan(50)
})
