import { afterAll, describe, expect, test } from 'vitest'
import { stateOf } from '#tests/support/state.ts'
import { shapes } from '../fuzz/forms.ts'
import { allowedAt } from './access.ts'
import { everyRoute, pathOf, type SiteRoute } from './site-map.ts'
import { createWorld, parametersOf } from './world.ts'

/**
 * Signing out ends what the sweep goes on with; the switches compare their words with a list and keep no text; a QR code
 * is shown whatever the form holds, since it reads none of it.
 */
const OTHERS = ['/sign-out', '/language', '/theme', '/coupons/:id/qr']
const forms = (await everyRoute()).filter(({ acts, pattern }) => acts && !OTHERS.includes(pattern))
const world = await createWorld()

afterAll(() => world.end())

/** What no field may hold, as it stands in the body of a form. */
const UNREADABLE = {
  'a mark that turns the direction of text': '%E2%80%AE',
  'an isolate that is not closed': '%E2%81%A6',
  'a control character': '%1B',
  'bytes that are no UTF-8': '%C3%28',
  'half of a code point': '%ED%A0%80',
}

const fields = Object.assign({}, ...shapes.map((shape) => shape.fields)) as Record<string, string>

function whoMay(route: SiteRoute) {
  const allowed = allowedAt(route)
  const role = (['guest', 'administrator', 'owner'] as const).find((one) => allowed.includes(one))
  return world.visitors[role ?? 'owner']()
}

function bodyWith(name: string, bytes: string): string {
  return Object.entries({ ...fields, [name]: fields[name] ?? '' })
    .map(([field, value]) => `${field}=${encodeURIComponent(value)}${field === name ? `${bytes}x` : ''}`)
    .join('&')
}

describe.each(forms)('security 10: a form for $pattern', (route) => {
  const path = pathOf(route.pattern, parametersOf(world, route.pattern).there)

  test.each(Object.entries(UNREADABLE))('does nothing when a field holds %s', async (_name, bytes) => {
    const before = await stateOf(world.cabinet.db)
    for (const field of ['name', 'reason', 'redirectTo']) {
      const answer = await whoMay(route).send(path, {
        method: 'POST',
        body: bodyWith(field, bytes),
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      })
      expect(answer.status).toBeLessThan(500)
    }
    expect(await stateOf(world.cabinet.db)).toEqual(before)
  })
})
