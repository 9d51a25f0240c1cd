import { expect, test } from 'vitest'
import { modules } from '#app/domain/kernel/modules.ts'
import { staffRoles, staffRolesWith } from '#app/domain/kernel/roles.ts'

test('nobody is made a cashier where there is no till', () => {
  expect(staffRolesWith(modules)).toEqual(staffRoles)
  const others = staffRoles.filter((role) => role !== 'cashier')
  expect(staffRolesWith(modules.filter((module) => module !== 'till'))).toEqual(others)
})
