import { expect } from 'vitest'
import type { Visitor } from '#tests/support/visitor.ts'
import type { Credentials } from './releases.ts'

/** Somebody who comes in by the form, as after an upgrade people do. */
export async function signIn(
  app: { visitor(): Visitor },
  { email, password }: Credentials,
): Promise<Visitor> {
  const visitor = app.visitor()
  expect(await visitor.post('/sign-in', { email, password })).toRedirectTo('/')
  return visitor
}
