import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { endpoints } from '#app/api/v1/index.server.ts'
import { documentedOperations } from '#tests/support/api-document.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { dumpOf } from '#tests/support/database-dump.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { goodCalls } from './sweep.ts'

/** A mark that turns the direction of the text behind it. */
const MARK = '\u202E'
const TURNED = `a${MARK}b`

let cabinet: Cabinet
let app: App
let calls: Awaited<ReturnType<typeof goodCalls>>

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  calls = await goodCalls(app, cabinet)
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

interface Schema {
  type?: string
  properties?: Record<string, Schema>
  additionalProperties?: Schema | boolean
  items?: Schema
}

/** The same body with `text` in place of one of its texts, once for each text that its schema knows. */
function turned(schema: Schema, body: unknown, text: string): unknown[] {
  if (schema.type === 'string') return [text]
  if (schema.type === 'array' && schema.items) {
    const [first, ...rest] = Array.isArray(body) ? body : []
    return turned(schema.items, first, text).map((item) => [item, ...rest])
  }
  if (schema.type !== 'object') return []
  const known = typeof body === 'object' && body !== null ? body : {}
  const named = Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
    turned(property, Reflect.get(known, name), text).map((value) => ({ ...known, [name]: value })),
  )
  const others = typeof schema.additionalProperties === 'object' ? [{ x: text }, { [text]: 'x' }] : []
  return [...named, ...others]
}

const withBody = endpoints.flatMap(({ name, method, body }) => {
  return body ? [{ name, method, schema: z.toJSONSchema(body, { io: 'input' }) as Schema }] : []
})

/** Each with a thing of its own: an operation that is there already would be refused for that. */
async function* bodiesOf(name: string, schema: Schema, text: string) {
  for (let at = 0; ; at++) {
    const call = await calls.callOf(name)
    const body = turned(schema, call.body, text)[at]
    if (body === undefined) return
    yield { ...call, body: body as Record<string, unknown> }
  }
}

test.each(withBody)('security 10: $name stores no mark that turns text', async ({ name, method, schema }) => {
  for await (const call of bodiesOf(name, schema, TURNED))
    expect((await calls.send(method, call)).status).toBeLessThan(500)
  expect(await dumpOf(cabinet.db)).not.toContain(MARK)
})

/** Codes are ASCII in the database, which does not compare them with other letters. */
const CYRILLIC = 'ДТ-З'

test.each(withBody)('$name is answered when a text is in Cyrillic', async ({ name, method, schema }) => {
  for await (const call of bodiesOf(name, schema, CYRILLIC)) {
    const { status } = await calls.send(method, call)
    expect([JSON.stringify(call.body), status < 500]).toEqual([JSON.stringify(call.body), true])
  }
})

test.each(documentedOperations())(
  '$method $path is answered when its address is in Cyrillic',
  async ({ method, path, operation: { operationId, parameters = [] } }) => {
    const call = await calls.callOf(operationId)
    const addresses = [
      path.replaceAll(/\{\w+\}/g, encodeURIComponent(CYRILLIC)),
      ...parameters.flatMap(({ name, in: place }) =>
        place === 'query' ? [`${call.path.split('?')[0]}?${new URLSearchParams({ [name]: CYRILLIC })}`] : [],
      ),
    ]
    for (const at of addresses) {
      const { status } = await calls.send(method, call, { at })
      expect([at, status < 500]).toEqual([at, true])
    }
  },
)

test('security 10: the name and the company of a register hold no such mark', async () => {
  const call = await calls.callOf('sendRegister')
  const query = (name: string) => `${call.path}?${new URLSearchParams({ [name]: TURNED })}`
  expect(await calls.send('POST', call, { at: query('file_name') })).toMatchObject({ status: 201 })
  expect(await calls.send('POST', call, { at: query('company') })).toMatchObject({ status: 422 })
  expect(await dumpOf(cabinet.db)).not.toContain(MARK)
})
