import { expect, test } from 'vitest'
import { CompanyInput, CompanyPick } from '#app/domain/companies/companies.input.server.ts'
import { testBounds, upTo } from '#tests/support/bounds.ts'
import { newBin } from '#tests/support/fixtures.ts'

testBounds(
  'a company',
  CompanyInput,
  { bin: newBin(), name: 'ТОО' },
  {
    name: upTo(200),
    contractNumber: upTo(64, { optional: true }),
    phone: upTo(64, { optional: true }),
    city: upTo(100, { optional: true }),
    contractDate: { takes: ['', '2026-02-28'], refuses: ['2026-02-29', '28.02.2026', '2026-02-281'] },
    email: { takes: ['', 'a@example.kz'], refuses: ['a@example'] },
  },
)

test('a BIN that is missing is told as missing, and a wrong one as wrong', () => {
  const messages = (bin: string) =>
    CompanyInput.safeParse({ bin, name: 'ТОО' }).error?.issues.map(({ message }) => message)
  expect(messages(' ')).toEqual(['required'])
  expect(messages('111111111111')).toEqual(['bin_invalid'])
})

test('what is left empty is not known', () => {
  const empty = { contractNumber: ' ', contractDate: '', email: '', phone: '', city: '', locale: '' }
  expect(CompanyInput.parse({ bin: newBin(), name: ' ТОО ', ...empty })).toMatchObject({
    ...{ name: 'ТОО', contractNumber: null, contractDate: null, email: null },
    ...{ phone: null, city: null, locale: null },
  })
})

test('a company is picked by its id', () => {
  expect(['1', '0', '0x10'].map((companyId) => CompanyPick.parse({ companyId }).companyId)).toEqual([
    1,
    undefined,
    undefined,
  ])
})
