import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeStaffRole, disableUser } from '#app/domain/accounts/user-status.server.ts'
import { findUser } from '#app/domain/accounts/users.server.ts'
import { listAuditLog } from '#app/domain/audit/audit-log.server.ts'
import { createCompany, editCompany, listCompaniesAcross } from '#app/domain/companies/companies.server.ts'
import { listImports } from '#app/domain/imports/import-lists.server.ts'
import { findListedInvitation } from '#app/domain/invitations/invitation-lists.server.ts'
import { inviteClient, inviteStaff } from '#app/domain/invitations/invitations.server.ts'
import { may } from '#app/domain/kernel/rights.ts'
import { rights } from '#app/domain/kernel/rights-table.ts'
import { staffRoles } from '#app/domain/kernel/roles.ts'
import {
  findOwnStation,
  listStationChoices,
  stationForRole,
} from '#app/domain/stations/cashier-station.server.ts'
import { type Cabinet, createCabinet, newAddress, newBin, type Person } from '#tests/support/fixtures.ts'
import { bringIn, csv } from '#tests/support/imports.ts'

let cabinet: Cabinet
let administrator: Person

beforeAll(async () => {
  cabinet = await createCabinet()
  administrator = await cabinet.staff('administrator')
})
afterAll(() => cabinet.destroy())

const refused = (code: string) => ({ code, field: 'station' })
const rightsOf = (person: Person) =>
  (Object.keys(rights) as (keyof typeof rights)[]).filter((right) => may(person.ctx.actor, right))

test('every role of the staff is invited, accepts and is that role', async () => {
  for (const role of staffRoles) {
    const { ctx } = await cabinet.staff(role)
    expect(ctx.actor).toMatchObject({ kind: 'staff', role })
  }
})

describe('an operator', () => {
  let operator: Person
  beforeAll(async () => {
    operator = await cabinet.staff('operator')
  })

  test('keeps companies, invites their people and imports', async () => {
    const input = { name: 'ТОО «Оператор»', bin: newBin() }
    const rest = {
      contractNumber: null,
      contractDate: null,
      email: null,
      phone: null,
      city: null,
      locale: null,
    }
    const companyId = await createCompany(operator.ctx, { ...input, ...rest })
    await editCompany(operator.ctx, companyId, { ...input, ...rest, city: 'Алматы' })
    const invited = { email: newAddress('client'), companyId, role: 'owner', locale: 'ru' } as const
    expect(await inviteClient(operator.ctx, invited)).toMatchObject({ email: invited.email })
    const register = csv('БИН;Наименование', [[newBin(), 'ТОО «Из 1С»']])
    await bringIn(operator.ctx, 'companies', register)
    const found = await listCompaniesAcross(operator.ctx, { q: 'ТОО «Из 1С»' })
    expect(found.companies).toHaveLength(1)
  })

  test('changes nobody of the staff and disables nobody', async () => {
    const colleague = await cabinet.staff('support')
    const refusal = { code: 'not_allowed' }
    expect(() => changeStaffRole(operator.ctx, colleague.userId, 'auditor')).toThrow(
      expect.objectContaining(refusal),
    )
    expect(() => disableUser(operator.ctx, colleague.userId)).toThrow(expect.objectContaining(refusal))
    const input = { email: newAddress('colleague'), role: 'support', locale: 'ru' } as const
    await expect(inviteStaff(operator.ctx, input)).rejects.toMatchObject(refusal)
    await expect(listAuditLog(operator.ctx, {})).rejects.toMatchObject(refusal)
  })
})

test('an auditor reads everything, the audit log too, and has no right but to see', async () => {
  const auditor = await cabinet.staff('auditor')
  await cabinet.company()
  expect((await listCompaniesAcross(auditor.ctx, {})).companies.length).toBeGreaterThan(0)
  expect((await listAuditLog(auditor.ctx, {})).entries.length).toBeGreaterThan(0)
  expect(await listImports(auditor.ctx, {})).toBeDefined()
  expect(rightsOf(auditor).filter((right) => !right.startsWith('see_'))).toEqual(['manage_own_account'])
})

describe('a cashier', () => {
  test('works at one station and has no other right', async () => {
    const station = await cabinet.station()
    const email = newAddress('cashier')
    const { id } = await inviteStaff(administrator.ctx, { email, role: 'cashier', station, locale: 'ru' })
    expect((await findListedInvitation(administrator.ctx, id)).station?.code).toBe(station)
    const cashier = await cabinet.accept(email)
    expect((await findOwnStation(cashier.ctx)).code).toBe(station)
    expect((await findUser(administrator.ctx, cashier.userId)).station?.code).toBe(station)
    expect(rightsOf(cashier)).toEqual(['manage_own_account', 'use_till'])
  })

  test('is not invited without a station or to one that is not there; nobody else has one', async () => {
    const invite = (role: (typeof staffRoles)[number], station?: string) =>
      inviteStaff(administrator.ctx, { email: newAddress(role), role, station, locale: 'ru' })
    await expect(invite('cashier')).rejects.toMatchObject(refused('station_required'))
    await expect(invite('cashier', 'nowhere')).rejects.toMatchObject(refused('station_not_found'))
    const station = await cabinet.station()
    for (const role of staffRoles.filter((role) => role !== 'cashier'))
      await expect(stationForRole(administrator.ctx, role, station)).rejects.toMatchObject(
        refused('station_needless'),
      )
  })

  test('moves to another station, and loses it with the role, on the next request', async () => {
    const cashier = await cabinet.staff('cashier')
    const { code: first } = await findOwnStation(cashier.ctx)
    const second = await cabinet.station()
    const change = (role: (typeof staffRoles)[number], station?: string) =>
      changeStaffRole(administrator.ctx, cashier.userId, role, station)
    await expect(change('cashier')).rejects.toMatchObject(refused('station_required'))
    await change('cashier', second)
    expect((await findOwnStation(await cabinet.contextOf(cashier.token))).code).toBe(second)
    expect(second).not.toBe(first)
    await change('support')
    const { actor } = await cabinet.contextOf(cashier.token)
    expect(actor).toMatchObject({ role: 'support', stationId: null })
    await change('cashier', second)
    const entries = await cabinet.db
      .selectFrom('audit_log')
      .select('data')
      .where('action', '=', 'user.role_changed')
      .where('subject_id', '=', cashier.userId)
      .orderBy('id')
      .execute()
    expect(entries.map(({ data }) => JSON.parse(data ?? 'null'))).toEqual([
      { from: 'cashier', to: 'cashier', station: second },
      { from: 'cashier', to: 'support' },
      { from: 'support', to: 'cashier', station: second },
    ])
  })
})

test('stations to choose from are the open ones, for who invites staff', async () => {
  const open = await cabinet.station()
  const closed = await cabinet.station()
  await cabinet.db.updateTable('stations').set({ status: 'closed' }).where('code', '=', closed).execute()
  const codes = (await listStationChoices(administrator.ctx)).map(({ code }) => code)
  expect(codes).toContain(open)
  expect(codes).not.toContain(closed)
})
