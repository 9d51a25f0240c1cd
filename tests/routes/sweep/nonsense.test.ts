import { afterAll, describe, expect, test } from 'vitest'
import { allowedAt } from './access.ts'
import { everyRoute, pathOf, type SiteRoute } from './site-map.ts'
import { createWorld, parametersOf } from './world.ts'

const routes = await everyRoute()
const world = await createWorld()

afterAll(() => world.end())

const QUERIES = [
  'q=%27%22%3B--%25_%5C%F0%9F%92%A3%00%EF%BF%BF&sort=name;drop&status=__proto__&product=constructor&cursor=%00&from=2026-02-31&to=9999-99-99',
  'q[]=a&q=b&q=c&cursor=-1&page=1e9&companyId=1%20or%201=1&__proto__[x]=1&constructor=1&sort=-number&limit=999999',
  `q=${encodeURIComponent('я'.repeat(300))}&cursor=${Buffer.from('after 1 number').toString('base64url')}&sort=number&card=0x10&coupon=NaN`,
  `cursor=${Buffer.from(JSON.stringify(["'; drop table users", 1])).toString('base64url')}&cursor=${'A'.repeat(3000)}`,
  'q=%C3%28&from=0000-00-00&to=2026-11-22T00:00:00&actor=guest&company=9007199254740993&cursor=99999999999999999999',
]
const IDS = [
  '0',
  '-1',
  '1e3',
  '0x1',
  '1.0',
  '%D9%A3',
  '1%00',
  '1%20',
  '..%2f1',
  'constructor',
  '9'.repeat(15),
  '9'.repeat(40),
]
const BODIES: Record<string, string>[] = [
  { __proto__: 'x', constructor: 'x', toString: 'x' },
  { email: 'a@b.kz\r\nBcc: c@d.kz', name: '\u0000\ud800', role: '__proto__', locale: 'constructor' },
  { companyId: '1 or 1=1', companyIds: 'NaN', reason: '💣'.repeat(2_000), nonce: 'x'.repeat(5_000) },
]

function whoMay(route: SiteRoute) {
  const allowed = allowedAt(route)
  return world.visitors[allowed.includes('administrator') ? 'administrator' : 'owner']()
}

describe.each(routes)('security 21: nonsense for $pattern', (route) => {
  const { pattern } = route

  test('security 21: is answered without an error of ours, and tells nothing', async () => {
    const { there, nowhere } = parametersOf(world, pattern)
    const answers: [string, Response][] = []
    const visitor = whoMay(route)
    if (route.reads) {
      for (const query of QUERIES)
        answers.push([query, await visitor.get(`${pathOf(pattern, there)}?${query}`)])
    }
    for (const id of 'id' in there ? IDS : []) {
      answers.push([id, await visitor.get(pathOf(pattern, { ...there, id }))])
      if (route.acts) answers.push([`POST ${id}`, await visitor.post(pathOf(pattern, { ...there, id }))])
    }
    if (route.acts && pattern !== '/sign-out') {
      for (const body of BODIES)
        answers.push([JSON.stringify(body).slice(0, 80), await visitor.post(pathOf(pattern, nowhere), body)])
      for (const type of ['application/json', 'text/plain', 'multipart/form-data; boundary=x'])
        answers.push([
          type,
          await visitor.send(pathOf(pattern, nowhere), {
            method: 'POST',
            body: '{"email":"a@b.kz","role":"owner"}',
            headers: { 'Content-Type': type },
          }),
        ])
    }
    for (const [what, answer] of answers) {
      expect([what, answer.status, answer.status < 500]).toEqual([what, answer.status, true])
      expect(await answer.text()).not.toMatch(
        /select .* from |\bER_[A-Z]{2,}_[A-Z]{2,}|at \w+ \(|node_modules|sqlMessage/,
      )
    }
  })
})
