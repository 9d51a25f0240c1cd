import { afterAll, describe, expect, test } from 'vitest'
import { requestPasswordReset } from '#app/domain/invitations/forgot-password.server.ts'
import { inviteStaff } from '#app/domain/invitations/invitations.server.ts'
import { linkPaths } from '#app/domain/kernel/link-tokens.server.ts'
import { startApp } from '#tests/support/app.ts'
import { createCabinet, newAddress } from '#tests/support/fixtures.ts'
import { stateOf } from '#tests/support/state.ts'
import { everyRoute } from './site-map.ts'

const cabinet = await createCabinet()
const app = await startApp(cabinet)
const company = await cabinet.company()
const member = await cabinet.client(company)

afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

/** Every link that is mailed, to everybody to whom it may go. */
const mailed: Record<string, () => Promise<string>> = {
  'an invitation to somebody new': async () => linkPaths.invitation + (await cabinet.invited(company)).token,
  'an invitation of an account to one company more': async () => {
    const { token } = await cabinet.invited(await cabinet.company(), 'viewer', member.email)
    return linkPaths.invitation + token
  },
  'an invitation to the staff': async () => {
    const email = newAddress('staff')
    await inviteStaff(await cabinet.system(), { email, role: 'support', locale: 'ru' })
    return linkPaths.invitation + (await cabinet.tokenMailedTo(email))
  },
  'a new password': async () => {
    const { email } = await cabinet.client(company)
    await requestPasswordReset(await cabinet.guest(), email)
    return linkPaths.password_reset + (await cabinet.tokenMailedTo(email))
  },
}

test('every page with a secret in its address is tried here', async () => {
  const withToken = (await everyRoute())
    .map(({ pattern }) => pattern)
    // Sent by whoever hands coupons over or shares figures: tests/routes/driver.test.ts, tests/routes/reader.test.ts.
    .filter((pattern) => pattern.includes(':token') && !/^\/[dr]\//.test(pattern))
  const paths = await Promise.all(Object.values(mailed).map((make) => make()))
  const tried = new Set(paths.map((path) => path.replace(/[^/]+$/, ':token')))
  expect([...tried].sort()).toEqual(withToken.sort())
  expect(new Set(Object.values(linkPaths).map((path) => `${path}:token`))).toEqual(tried)
})

describe.each(Object.entries(mailed))(
  'security 29: a program that checks mail and meets %s',
  (_name, make) => {
    test('changes nothing by reading, and nothing by pressing the button of the page', async () => {
      const path = await make()
      const scanner = app.visitor()
      const before = await stateOf(cabinet.db)
      for (const method of ['GET', 'HEAD']) await scanner.send(path, { method })
      const clean = (await scanner.get(path)).headers.get('Location') ?? path
      const page = await (await scanner.get(clean)).text()
      for (const address of [path, clean]) {
        for (const fields of [{}, prefilled(page)]) {
          const answer = await scanner.post(address, fields)
          // A refused form for the link itself leads to the address without the secret, which has the form.
          expect(answer.status).toBe(address === clean ? 400 : 303)
          expect(answer.headers.getSetCookie().join()).not.toContain('session=')
        }
      }
      expect(await stateOf(cabinet.db)).toEqual(before)
    })
  },
)

/** The form as it stands on the page, with nothing typed into it. */
function prefilled(page: string): Record<string, string> {
  const form =
    page.match(/<form(?![^>]*action="\/(?:language|theme))[^>]*method="post"[\s\S]*?<\/form>/i)?.[0] ?? ''
  const inputs = [...form.matchAll(/<input[^>]*>/g)].map(([input]) => input)
  return Object.fromEntries(
    inputs.flatMap((input) => {
      const name = /name="([^"]+)"/.exec(input)?.[1]
      return name ? [[name, /value="([^"]*)"/.exec(input)?.[1] ?? '']] : []
    }),
  )
}
