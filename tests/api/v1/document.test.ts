import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import createClient from 'openapi-fetch'
import openapiTS, { astToString } from 'openapi-typescript'
import ts from 'typescript'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endpoints } from '#app/api/v1/index.server.ts'
import { apiKey, apiOf, binOf } from '#tests/support/api.ts'
import { documented, documentedOperations } from '#tests/support/api-document.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet } from '#tests/support/fixtures.ts'
import { bringCards } from '#tests/support/registers.ts'

let cabinet: Cabinet
let app: App

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})

test('the document is served to everybody, and is OpenAPI 3.1', async () => {
  const { status, body } = await apiOf(app).get('/api/openapi.json')
  expect(status).toBe(200)
  expect(body.openapi).toBe('3.1.0')
  expect(body).toEqual(documented())
})

test('the document has every endpoint, and each has an id of its own and says its scopes', () => {
  const operations = documentedOperations()
  expect(operations).toHaveLength(endpoints.length)
  const ids = operations.map(({ operation }) => operation.operationId)
  expect(new Set(ids).size).toBe(ids.length)
  for (const { operation } of operations) expect(operation.security?.[0]?.key?.length).toBeGreaterThan(0)
})

/** A program that uses the client as an integrator writes it; it does not compile when the types are wrong. */
const PROGRAM = `
import createClient from 'openapi-fetch'
import type { paths } from './client.ts'
const client = createClient<paths>({ baseUrl: 'http://127.0.0.1' })
export async function holders(): Promise<string[]> {
  const { data } = await client.GET('/api/v1/cards', { params: { query: { status: 'active' } } })
  return (data?.data ?? []).map((card) => card.holder)
}
export async function hold(): Promise<number | null> {
  const { data } = await client.POST('/api/v1/authorizations', {
    body: { operation_id: 'a', station: '001', product: 'diesel', card_number: '1', volume_ml: 1000 },
  })
  return data?.volume_ml ?? null
}
`

test('a client that is generated from the document compiles in a program that uses it', async () => {
  const types = astToString(await openapiTS(JSON.stringify(documented())))
  // Beside the packages, so that the program finds its own.
  const folder = mkdtempSync(join('node_modules', '.generated-client-'))
  try {
    writeFileSync(join(folder, 'client.ts'), types)
    writeFileSync(join(folder, 'program.ts'), PROGRAM)
    writeFileSync(
      join(folder, 'wrong.ts'),
      PROGRAM.replace('card.holder', 'card.owner').replace("'active'", "'broken'"),
    )
    expect(faultsIn(join(folder, 'program.ts'))).toEqual([])
    expect(faultsIn(join(folder, 'wrong.ts'))).toHaveLength(2)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('a client by the document gets what is there', async () => {
  const company = await cabinet.company()
  await bringCards(await cabinet.system(), company, [{ holder: 'Сериков Алмас' }])
  const key = await apiKey(cabinet, { scopes: ['read'], company: await binOf(cabinet, company) })
  const client = createClient<Record<'/api/v1/cards', { get: CardsPath }>>({
    baseUrl: app.url,
    headers: { authorization: `Bearer ${key}` },
  })
  const { data } = await client.GET('/api/v1/cards')
  expect(data?.data.map((card) => card.holder)).toEqual(['Сериков Алмас'])
})

interface CardsPath {
  responses: { 200: { content: { 'application/json': { data: { holder: string }[] } } } }
}

function faultsIn(file: string): string[] {
  const program = ts.createProgram([file], {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2022,
    types: [],
  })
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
}
