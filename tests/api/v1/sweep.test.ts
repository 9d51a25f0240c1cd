import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ApiAnswer, apiOf, partsOfKey } from '#tests/support/api.ts'
import { documentedOperations } from '#tests/support/api-document.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { spellingsOf } from '#tests/support/spellings.ts'
import { recordStatements } from '#tests/support/statement-recorder.ts'
import { goodCalls } from './sweep.ts'

/** Statements of a call: the key, the rate limit, then the endpoint's own. What fuels writes most. */
const BUDGETS: Record<string, number> = {
  // One of them looks for webhooks.
  authorize: 21,
  // A coupon is let go, and its pages are told.
  voidAuthorization: 12,
  // One of them asks whether an account is kept.
  redeem: 26,
  completeAuthorization: 25,
  reverseAuthorization: 25,
  recordOffline: 25,
  // A card that is not there is told before the version is asked for.
  setCardRule: 12,
  // The file, its pieces and its audit row.
  sendRegister: 14,
}
const BUDGET = 11

let cabinet: Cabinet
let app: App
let recorder: ReturnType<typeof recordStatements>
let mine: Awaited<ReturnType<typeof goodCalls>>
let theirs: Awaited<ReturnType<typeof goodCalls>>

beforeAll(async () => {
  cabinet = await createCabinet()
  recorder = recordStatements(cabinet.db)
  app = await startApp({ db: recorder.db })
  ;[mine, theirs] = [await goodCalls(app, cabinet), await goodCalls(app, cabinet)]
  // That a key was used is written down once a minute, by whichever call comes then.
  await mine.own.send('GET', '/api/v1/stations')
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

const operations = documentedOperations().map(({ method, path, operation }) => ({
  ...{ method, path },
  id: operation.operationId,
  hasKey: operation.parameters?.some(({ name }) => name === 'Idempotency-Key') === true,
}))

test('every operation of the document has a call that succeeds', () => {
  expect(Object.keys(mine.calls).sort()).toEqual(operations.map(({ id }) => id).sort())
})

describe.each(operations)('$method $path', ({ method, id }) => {
  test('succeeds within its budget of statements, and puts no secret into the log', async () => {
    const call = await mine.callOf(id)
    const { path, body } = call
    const from = app.logged.length
    const { result, statements: all } = await recorder.during(() => mine.send(method, call))
    expect([200, 201]).toContain(result.status)
    expect(result.body.status).not.toBe('declined')
    // The first call of a window counts in a row of its own, whichever call that is.
    const statements = all.filter(({ sql }) => !sql.startsWith('insert into `rate_limits`'))
    expect(statements.length, statements.map(({ sql }) => sql).join('\n')).toBeLessThanOrEqual(
      BUDGETS[id] ?? BUDGET,
    )
    const log = app.logged.slice(from).join('')
    expect(log).toContain('"msg":"request"')
    const secrets = [
      ...[mine.key, mine.networkKey].map((key) => partsOfKey(key).secret),
      ...(/PAYLOAD-[\w-]+/.exec(path + JSON.stringify(body)) ?? []),
    ]
    for (const secret of secrets.flatMap((one) => [...spellingsOf(one)])) expect(log).not.toContain(secret)
  })
})

const keyed = operations.filter(({ hasKey }) => hasKey)

describe.each(keyed)('$method $path with an Idempotency-Key', ({ method, id }) => {
  test('is done once, and a repeat gets the same answer', async () => {
    const call = await mine.callOf(id)
    const key = `once-${id}`
    const [first, ...others] = await Promise.all([1, 2, 3].map(() => mine.send(method, call, { key })))
    const again = await mine.send(method, call, { key })
    expect([200, 201]).toContain(first?.status)
    for (const answer of [...others, again]) expect(answer.body).toEqual(first?.body)
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    const other = await mine.callOf(id)
    expect(await mine.send(method, other, { key })).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    })
  })
})

/** Everybody sees every station. */
const PUBLIC = ['getStation']
/** Its path names a kind and no thing of anybody. */
const OF_NOBODY = ['sendRegister']
const byId = operations.filter(
  ({ path, id }) => path.includes('{') && ![...PUBLIC, ...OF_NOBODY].includes(id),
)

describe.each(byId)('$method $path', ({ method, path, id }) => {
  const without = ({ status, body }: ApiAnswer) => ({
    status,
    body: { ...body, request_id: '', server_time: '' },
  })

  test("security 22: another company's id answers like a random one, and nothing of it changes", async () => {
    const call = await theirs.callOf(id)
    const random = path.replace(/\{\w+\}/, '987654321')
    if (id === 'voidAuthorization') {
      // A void of what never arrived is an answer; it is of the own integration, whoever else uses the id.
      expect(await mine.send(method, call)).toMatchObject({ body: { status: 'voided' } })
    } else {
      const answers = [await mine.send(method, call), await mine.send(method, call, { at: random })]
      expect(answers[0]?.status).toBe(404)
      expect(answers.map(without)[0]).toEqual(answers.map(without)[1])
    }
    const own = await theirs.send(method, call)
    expect(own).toMatchObject({ status: 200 })
    expect(own.headers.get('idempotent-replayed')).toBeNull()
  })
})

describe.each(operations.filter(({ id }) => id.startsWith('list')))('$method $path', ({ method, id }) => {
  test('asks no more questions of many rows than of few', async () => {
    const { path } = await mine.callOf(id)
    const few = await recorder.during(() => mine.own.send(method, path))
    const make = { listAuthorizations: 'authorize', listCards: 'getCard', listCoupons: 'getCoupon' }[id]
    for (let made = 0; make && made < 20; made++) {
      const call = await mine.callOf(make)
      await mine.own.send(call.body ? 'POST' : 'GET', call.path, call.body && { body: call.body })
    }
    const many = await recorder.during(() => mine.own.send(method, path))
    expect(questionsOf(many)).toBeLessThanOrEqual(questionsOf(few))
  })
})

test('no key is taken from another place than the header', async () => {
  for (const { method, id } of operations) {
    const { path } = await mine.callOf(id)
    const { status, body } = await apiOf(app).send(method, path, method === 'POST' ? { body: {} } : {})
    expect({ id, status, code: body.code }).toEqual({ id, status: 401, code: 'api_key_invalid' })
  }
})

/** Without those of the request count, which takes one more in the first request of a window. */
function questionsOf({ statements }: { statements: readonly { sql: string }[] }): number {
  return statements.filter(({ sql }) => !sql.includes('rate_limits')).length
}
