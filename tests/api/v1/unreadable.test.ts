import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { endpoints } from '#app/api/v1/index.server.ts'
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

/** The same body with the mark in one of its texts, once for each text that its schema knows. */
function turned(schema: Schema, body: unknown): unknown[] {
  if (schema.type === 'string') return [TURNED]
  if (schema.type === 'array' && schema.items) {
    const [first, ...rest] = Array.isArray(body) ? body : []
    return turned(schema.items, first).map((item) => [item, ...rest])
  }
  if (schema.type !== 'object') return []
  const known = typeof body === 'object' && body !== null ? body : {}
  const named = Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
    turned(property, Reflect.get(known, name)).map((value) => ({ ...known, [name]: value })),
  )
  const others = typeof schema.additionalProperties === 'object' ? [{ x: TURNED }, { [TURNED]: 'x' }] : []
  return [...named, ...others]
}

const withBody = endpoints.flatMap(({ name, method, body }) => {
  return body ? [{ name, method, schema: z.toJSONSchema(body, { io: 'input' }) as Schema }] : []
})

test.each(withBody)('security 10: $name stores no mark that turns text', async ({ name, method, schema }) => {
  for (const body of turned(schema, (await calls.callOf(name)).body)) {
    const call = await calls.callOf(name)
    const { status } = await calls.send(method, { ...call, body: { ...call.body, ...(body as object) } })
    expect(status).toBeLessThan(500)
  }
  expect(await dumpOf(cabinet.db)).not.toContain(MARK)
})

test('security 10: the name and the company of a register hold no such mark', async () => {
  const call = await calls.callOf('sendRegister')
  const query = (name: string) => `${call.path}?${new URLSearchParams({ [name]: TURNED })}`
  expect(await calls.send('POST', call, { at: query('file_name') })).toMatchObject({ status: 201 })
  expect(await calls.send('POST', call, { at: query('company') })).toMatchObject({ status: 422 })
  expect(await dumpOf(cabinet.db)).not.toContain(MARK)
})
