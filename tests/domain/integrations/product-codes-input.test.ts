import { expect, test } from 'vitest'
import { NewProductCode, OldProductCode } from '#app/domain/integrations/product-codes.input.server.ts'

test.each([
  ['', false],
  ['5', true],
  [' АИ-95 ', true],
  ['x'.repeat(64), true],
  ['x'.repeat(65), false],
])('a station’s code of a product: %j', (code, isAccepted) => {
  const parsed = [NewProductCode.safeParse({ code, product: 'ai95' }), OldProductCode.safeParse({ code })]
  expect(parsed.map(({ success }) => success)).toEqual([isAccepted, isAccepted])
  if (isAccepted) expect(parsed.map(({ data }) => data?.code)).toEqual([code.trim(), code.trim()])
})

test('its product has a code of ours', () => {
  expect(
    ['ai95', '', 'АИ-95'].map((product) => NewProductCode.safeParse({ code: '5', product }).success),
  ).toEqual([true, false, false])
})
