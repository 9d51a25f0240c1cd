import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { listImports } from '#app/domain/imports/import-lists.server.ts'
import { limits } from '#app/domain/imports/parsing/limits.ts'
import { type ApiBody, apiKey, apiOf, binOf } from '#tests/support/api.ts'
import { type App, startApp } from '#tests/support/app.ts'
import { type Cabinet, createCabinet, newBin, type Person } from '#tests/support/fixtures.ts'
import { csv, workOffUnattended } from '#tests/support/imports.ts'

let cabinet: Cabinet
let app: App
let operator: Person
let key: string

beforeAll(async () => {
  cabinet = await createCabinet()
  app = await startApp(cabinet)
  operator = await cabinet.staff('operator')
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
})
beforeEach(async () => {
  key = await apiKey(cabinet, { scopes: ['registers'], name: '1C' })
})

const COMPANIES = 'Наименование;БИН;Город'
const post = (path: string, file: Uint8Array, headers: Record<string, string> = {}, from = key) =>
  apiOf(app, from).send('POST', path, {
    raw: Buffer.from(file).toString('utf8'),
    headers: { 'content-type': 'text/csv', ...headers },
  })
const of = async (id: unknown, from = key) => (await apiOf(app, from).get(`/api/v1/registers/${id}`)).body

const workOff = () => workOffUnattended(cabinet)

async function sent(kind: string, file: Uint8Array, query = ''): Promise<ApiBody> {
  const { status, body } = await post(`/api/v1/registers/${kind}${query}`, file)
  expect(status).toBe(201)
  await workOff()
  return of(body.id)
}

const names = async () => {
  const rows = await cabinet.db.selectFrom('companies').select('name').execute()
  return rows.map(({ name }) => name)
}

test('a register without faults and questions comes in by itself, and the log names the system', async () => {
  const { status, body, headers } = await post(
    '/api/v1/registers/companies?file_name=clients.csv',
    csv(COMPANIES, [['ТОО «Тобол»', newBin(), 'Костанай']]),
  )
  expect({ status, state: body.status, location: headers.get('location') }).toEqual({
    status: 201,
    state: 'queued',
    location: `/api/v1/registers/${body.id}`,
  })
  expect(await names()).not.toContain('ТОО «Тобол»')
  await workOff()
  expect(await of(body.id)).toMatchObject({
    kind: 'companies',
    file_name: 'clients.csv',
    status: 'committed',
    counts: { total: 1, added: 1, changed: 0, same: 0, left_out: 0, faulty: 0 },
    questions: [],
    faults: [],
  })
  expect(await names()).toContain('ТОО «Тобол»')
  const entry = await cabinet.db
    .selectFrom('audit_log')
    .select(['actor_kind', 'actor_label'])
    .where('action', '=', 'import.uploaded')
    .where('subject_id', '=', Number(body.id))
    .executeTakeFirst()
  expect(entry).toEqual({ actor_kind: 'integration', actor_label: '1C' })
})

test('the same file again changes nothing, and is done with', async () => {
  const file = csv(COMPANIES, [['ТОО «Есиль»', newBin(), 'Астана']])
  await sent('companies', file)
  expect(await sent('companies', file)).toMatchObject({
    status: 'discarded',
    counts: { added: 0, same: 1 },
  })
})

test('faults are told by row, column and code, nothing comes in, and a letter says that the file waits', async () => {
  const register = await sent(
    'companies',
    csv(COMPANIES, [
      ['ТОО «Ишим»', '123', 'Астана'],
      ['ТОО «Нура»', newBin(), 'Астана'],
    ]),
  )
  expect(register).toMatchObject({
    status: 'checked',
    counts: { total: 2, added: 1, faulty: 1 },
    faults: [{ row: 2, column: 'БИН', code: 'bin_malformed' }],
    questions: [],
  })
  expect(await names()).not.toContain('ТОО «Нура»')
  const waiting = (await cabinet.lettersTo(operator.email)).filter(
    ({ template }) => template === 'import_waiting',
  )
  expect(waiting).toHaveLength(1)
  // Staff go on with it as with any other.
  expect((await listImports(operator.ctx, {})).imports[0]).toMatchObject({
    createdBy: null,
    status: 'checked',
  })
})

describe('questions', () => {
  const TITLES = 'Номер карты;БИН;Вид топлива;Лимит в сутки;Статус'
  const card = (bin: string) => [['7825390000017777', bin, 'ДТ', '100', 'Активна']]

  test('stand in the answer with their choices, and an answer brings the file in', async () => {
    const bin = await binOf(cabinet, await cabinet.company())
    const register = await sent('cards', csv(TITLES, card(bin)))
    expect(register).toMatchObject({ status: 'failed', counts: { added: 0 } })
    const questions = register.questions as { code: string; choices?: string[] }[]
    expect(questions.map(({ code }) => code)).toEqual(['unit.limits'])
    expect(questions[0]?.choices).toContain('l')
    const answered = await apiOf(app, key).post(`/api/v1/registers/${register.id}/answers`, {
      answers: { 'unit.limits': 'l' },
    })
    expect(answered).toMatchObject({ status: 200, body: { status: 'queued' } })
    await workOff()
    expect(await of(register.id)).toMatchObject({ status: 'committed', counts: { added: 1 } })
    const [stored] = await cabinet.db
      .selectFrom('cards')
      .select(['daily_limit', 'limit_unit'])
      .where('number', '=', '7825390000017777')
      .execute()
    expect(stored).toEqual({ daily_limit: 100_000, limit_unit: 'ml' })
  })

  test('a column is given by its title, and one that the file does not have is refused by name', async () => {
    const register = await sent(
      'companies',
      csv('Контрагент икс;БИН;Город', [['ТОО «Аксу»', newBin(), 'Аксу']]),
      '?dry_run=true',
    )
    const answer = (title: string) =>
      apiOf(app, key).post(`/api/v1/registers/${register.id}/answers`, { columns: { name: title } })
    expect(await answer('Нет такого')).toMatchObject({ status: 422, body: { code: 'column_unknown' } })
    expect(await answer('Контрагент икс')).toMatchObject({ status: 200 })
    await workOff()
    expect(await of(register.id)).toMatchObject({ status: 'committed' })
    expect(await names()).toContain('ТОО «Аксу»')
  })

  test('a register that is in already takes no answers', async () => {
    const register = await sent('companies', csv(COMPANIES, [['ТОО «Шу»', newBin(), 'Шу']]))
    const again = await apiOf(app, key).post(`/api/v1/registers/${register.id}/answers`, {})
    expect(again).toMatchObject({ status: 409, body: { code: 'import_not_ready' } })
  })
})

test('a dry run is checked, and never comes in by itself', async () => {
  const register = await sent(
    'companies',
    csv(COMPANIES, [['ТОО «Сырдарья»', newBin(), '']]),
    '?dry_run=true',
  )
  expect(register).toMatchObject({ status: 'checked', counts: { added: 1 } })
  expect(register.sample).toMatchObject([{ name: 'ТОО «Сырдарья»' }])
  expect(await names()).not.toContain('ТОО «Сырдарья»')
})

test('the same Idempotency-Key with the same file sends once, with another file is refused', async () => {
  const file = csv(COMPANIES, [['ТОО «Или»', newBin(), 'Алматы']])
  const headers = { 'idempotency-key': 'night-1' }
  const [first, second] = await Promise.all([
    post('/api/v1/registers/companies', file, headers),
    post('/api/v1/registers/companies', file, headers),
  ])
  expect(second.body.id).toBe(first.body.id)
  const other = await post(
    '/api/v1/registers/companies',
    csv(COMPANIES, [['ТОО «Иле»', newBin(), 'Алматы']]),
    headers,
  )
  expect(other).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } })
  const renamed = await post('/api/v1/registers/companies?file_name=b.csv', file, headers)
  expect(renamed).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } })
})

describe('security 22, 23', () => {
  const file = csv(COMPANIES, [['ТОО «Каратал»', newBin(), '']])

  test("security 22: another system's register answers like none, and takes no answers", async () => {
    const register = await sent('companies', file, '?dry_run=true')
    const other = await apiKey(cabinet, { scopes: ['registers'] })
    const random = await apiOf(app, other).get('/api/v1/registers/987654321')
    const theirs = await apiOf(app, other).get(`/api/v1/registers/${register.id}`)
    expect([theirs.status, theirs.body.code]).toEqual([random.status, random.body.code])
    expect(theirs.status).toBe(404)
    const answered = await apiOf(app, other).post(`/api/v1/registers/${register.id}/answers`, {})
    expect(answered.status).toBe(404)
    expect(await of(register.id)).toMatchObject({ status: 'checked' })
  })

  test('security 22: a register that a person uploaded is no business of a system', async () => {
    const { id } =
      (await listImports(operator.ctx, {})).imports.find(({ createdBy }) => createdBy === null) ?? {}
    await cabinet.db
      .updateTable('imports')
      .set({ integration_id: null })
      .where('id', '=', Number(id))
      .execute()
    expect((await apiOf(app, key).get(`/api/v1/registers/${id}`)).status).toBe(404)
  })

  test('security 23: a key of a company, and a test key, send nothing', async () => {
    const bin = await binOf(cabinet, await cabinet.company())
    const keys = [
      await apiKey(cabinet, { scopes: ['registers'], company: bin }),
      await apiKey(cabinet, { scopes: ['registers'], test: true }),
    ]
    for (const one of keys) {
      const { status, body } = await post('/api/v1/registers/companies', file, {}, one)
      expect({ status, code: body.code }).toEqual({ status: 403, code: 'key_of_a_company' })
    }
  })

  test('security 23: a file without a key, or with a key of another scope, is not taken in', async () => {
    const before = await cabinet.db.selectFrom('imports').select('id').execute()
    const large = Buffer.alloc(3 * 1024 * 1024, 'a')
    expect((await post('/api/v1/registers/companies', large, {}, 'fck_nobody')).status).toBe(401)
    const pump = await apiKey(cabinet, { scopes: ['pump'] })
    const refused = await post('/api/v1/registers/companies', large, {}, pump)
    expect(refused).toMatchObject({ status: 403, body: { code: 'scope_missing' } })
    expect(await cabinet.db.selectFrom('imports').select('id').execute()).toHaveLength(before.length)
  })
})

test('what is no file of a register is refused by name', async () => {
  const file = csv(COMPANIES, [['ТОО «Арыс»', newBin(), '']])
  expect(await post('/api/v1/registers/invoices', file)).toMatchObject({ status: 404 })
  expect(await post('/api/v1/registers/companies', Buffer.alloc(0))).toMatchObject({
    status: 400,
    body: { code: 'file_empty' },
  })
  for (const type of ['application/json', 'multipart/form-data; boundary=x']) {
    expect(await post('/api/v1/registers/companies', file, { 'content-type': type })).toMatchObject({
      status: 415,
      body: { code: 'media_type_unsupported' },
    })
  }
  expect(await post('/api/v1/registers/companies?sheet=2', file)).toMatchObject({ status: 422 })
  const endless = await apiOf(app, key).send('POST', '/api/v1/registers/companies', {
    raw: 'a'.repeat(limits.fileBytes + 1),
    headers: { 'content-type': 'text/csv' },
  })
  expect(endless).toMatchObject({ status: 413, body: { code: 'file_too_large' } })
})
