import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CompanyInput } from '#app/domain/companies/companies.input.server.ts'
import { CompanyFilter } from '#app/domain/companies/companies.input.server.ts'
import {
  closeCompany,
  createCompany,
  editCompany,
  findCompany,
  findCompanyByBin,
  listCompaniesAcross,
  listCompanyChoices,
  reopenCompany,
} from '#app/domain/companies/companies.server.ts'
import { changeCompanyByRegister, companyWithBin } from '#app/domain/companies/company-register.server.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { type Cabinet, createCabinet, newAddress, newBin } from '#tests/support/fixtures.ts'

let cabinet: Cabinet
let staff: Context

beforeAll(async () => {
  cabinet = await createCabinet()
  staff = (await cabinet.staff('administrator')).ctx
})
afterAll(() => cabinet.destroy())

const notFound = { code: 'company_not_found' }
const NOWHERE = 999_999_999

function facts(overrides: Partial<CompanyInput> = {}): CompanyInput {
  return {
    bin: newBin(),
    name: 'ТОО «Бірінші»',
    contractNumber: 'Д-1',
    contractDate: '2026-01-15',
    email: newAddress('contract'),
    phone: null,
    city: 'Алматы',
    locale: null,
    ...overrides,
  }
}

test('each change is recorded with what changed, and what changes nothing is not', async () => {
  const input = facts()
  const id = await createCompany(staff, input)
  await editCompany(staff, id, input)
  const edited = { ...input, city: 'Астана', phone: '+7 701 000 00 00' }
  await editCompany(staff, id, edited)
  await closeCompany(staff, id)
  await reopenCompany(staff, id)
  expect(await findCompany(staff, id)).toMatchObject({ city: 'Астана', closed_at: null })
  const rows = await cabinet.db
    .selectFrom('audit_log')
    .select(['action', 'company_id', 'subject_id', 'data'])
    .where('subject_kind', '=', 'company')
    .where('subject_id', '=', id)
    .orderBy('id')
    .execute()
  expect(rows.map(({ action, company_id, data }) => [action, company_id, JSON.parse(data)])).toEqual([
    ['company.created', id, { bin: input.bin, name: input.name }],
    ['company.edited', id, { fields: ['phone', 'city'] }],
    ['company.closed', id, {}],
    ['company.reopened', id, {}],
  ])
})

test('a company that is not there, or is closed already, is said to be', async () => {
  const id = await createCompany(staff, facts())
  await closeCompany(staff, id)
  await expect(closeCompany(staff, id)).rejects.toMatchObject({ code: 'company_already_closed' })
  await expect(closeCompany(staff, NOWHERE)).rejects.toMatchObject(notFound)
  await expect(reopenCompany(staff, NOWHERE)).rejects.toMatchObject(notFound)
  await expect(findCompany(staff, NOWHERE)).rejects.toMatchObject(notFound)
  await expect(editCompany(staff, NOWHERE, facts())).rejects.toMatchObject(notFound)
  await expect(findCompanyByBin(staff, newBin())).rejects.toMatchObject(notFound)
})

test('a БИН belongs to one company', async () => {
  const first = facts()
  const id = await createCompany(staff, first)
  const taken = { code: 'bin_taken', field: 'bin' }
  await expect(createCompany(staff, facts({ bin: first.bin }))).rejects.toMatchObject(taken)
  const second = await createCompany(staff, facts())
  await expect(editCompany(staff, second, facts({ bin: first.bin }))).rejects.toMatchObject(taken)
  expect(await findCompanyByBin(staff, first.bin)).toMatchObject({ id })
})

test('a page holds 50 and leads to the next, and a choice of them says that there are more', async () => {
  const name = (number: number) => `Жұлдыз ${String(number).padStart(2, '0')}`
  const ids: number[] = []
  for (let number = 1; number <= 51; number++) {
    ids.push(await createCompany(staff, facts({ name: name(number) })))
  }
  const page = (cursor?: string) => listCompaniesAcross(staff, CompanyFilter.parse({ q: 'Жұлдыз', cursor }))
  const first = await page()
  expect(first.companies.map((company) => company.id)).toEqual(ids.slice(0, 50))
  const second = await page(first.nextCursor ?? 'none')
  expect(second.companies.map((company) => company.id)).toEqual(ids.slice(50))
  expect(second.nextCursor).toBeNull()
  for (const nonsense of ['none', Buffer.from('[1,2]').toString('base64url')]) {
    expect((await page(nonsense)).companies[0]?.id).toBe(ids[0])
  }

  const [lastId, firstId] = [ids.at(-1), ids[0]]
  const searched = await listCompanyChoices(staff, { q: 'Жұлдыз' })
  expect(searched.companies.map(({ id }) => id)).toEqual(searched.companies.map((_, index) => ids[index]))
  expect(searched.more).toBe(true)
  expect((await listCompanyChoices(staff, { q: name(51) })).more).toBe(false)
  // Who is chosen already stands first, unless there are few enough to show everybody or something is searched.
  const all = await listCompanyChoices(staff, {})
  const chosen = await listCompanyChoices(staff, { companyId: lastId })
  expect(chosen.companies.map(({ id }) => id)).toEqual([lastId, ...all.companies.map(({ id }) => id)])
  const shown = await listCompanyChoices(staff, { companyId: all.companies[0]?.id })
  expect(shown.companies).toEqual(all.companies)
  expect((await listCompanyChoices(staff, { q: name(51), companyId: firstId })).companies).toHaveLength(1)
  await closeCompany(staff, lastId ?? 0)
  expect(await listCompanyChoices(staff, { q: 'Жұлдыз' })).toMatchObject({ more: false })
})

test('a register that brings another address ends the links that were mailed to the old one', async () => {
  const input = facts()
  const id = await createCompany(staff, input)
  const email = input.email ?? ''
  const invited = await cabinet.invited(id, 'owner', email)
  const actions = () => cabinet.actions({ kind: 'invitation', id: invited.invitationId })
  const before = async () => {
    const company = await companyWithBin(cabinet.db, input.bin)
    if (!company) throw new Error('no company')
    return company
  }
  await changeCompanyByRegister(staff, await before(), { email, city: 'Астана' })
  expect(await actions()).toEqual(['invitation.sent'])
  await changeCompanyByRegister(staff, await before(), { email: newAddress('contract') })
  expect(await actions()).toEqual(['invitation.sent', 'invitation.revoked'])
  expect(await findCompany(staff, id)).toMatchObject({ city: 'Астана' })
})
