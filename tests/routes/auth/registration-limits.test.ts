import { afterAll, expect, test } from 'vitest'
import { startApp } from '#tests/support/app.ts'
import { createCabinet, newAddress, newBin } from '#tests/support/fixtures.ts'

const cabinet = await createCabinet()
const app = await startApp(cabinet)
const limited = await startApp(cabinet, { settings: { rateLimitFactor: 1 } })

afterAll(async () => {
  await app.stop()
  await limited.stop()
  await cabinet.destroy()
})

function typed(email: string) {
  return {
    bin: newBin(),
    companyName: 'ТОО «Жетісу Агро»',
    contactName: 'Айгүл',
    email,
    phone: '+7 752 406 24 79',
    consent: 'on',
  }
}

test('security 20: twenty requests for access a minute an address', async () => {
  const statuses: number[] = []
  for (let n = 0; n < 22; n++) {
    const answer = await limited
      .visitor()
      .post('/registration', typed(newAddress('asker')), { from: '127.0.0.31' })
    statuses.push(answer.status)
  }
  expect(statuses.slice(0, 20).every((status) => status === 302)).toBe(true)
  expect(statuses.slice(20)).toEqual([429, 429])
})

test('security 12: nobody floods an address with letters by asking for access in its name', async () => {
  const email = newAddress('victim')
  for (let n = 0; n < 6; n++) {
    expect(await app.visitor().post('/registration', typed(email))).toRedirectTo('/registration?sent=1')
  }
  expect(await cabinet.lettersTo(email)).toHaveLength(3)
  const waiting = await cabinet.db
    .selectFrom('access_requests')
    .select('id')
    .where('email', '=', email)
    .execute()
  expect(waiting).toHaveLength(6)
})

test('security 12: nor by asking many times at once, and the same request sent so is one', async () => {
  const [email, other] = [newAddress('victim'), newAddress('hasty')]
  const same = typed(other)
  const forms = Array.from({ length: 12 }, () => [typed(email), same]).flat()
  const answers = await Promise.all(forms.map((form) => app.visitor().post('/registration', form)))
  for (const answer of answers) expect(answer).toRedirectTo('/registration?sent=1')
  expect(await cabinet.lettersTo(email)).toHaveLength(3)
  expect(await cabinet.lettersTo(other)).toHaveLength(1)
  const requests = await cabinet.db
    .selectFrom('access_requests')
    .select('id')
    .where('email', '=', other)
    .execute()
  expect(requests).toHaveLength(1)
})
