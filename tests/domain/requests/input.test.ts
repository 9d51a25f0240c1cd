import { expect, test } from 'vitest'
import { DeclineRequest, RequestAccess, RequestFilter } from '#app/domain/requests/requests.input.server.ts'
import { testBounds, upTo } from '#tests/support/bounds.ts'
import { newBin } from '#tests/support/fixtures.ts'

const good = {
  ...{ bin: newBin(), companyName: 'ТОО', contactName: 'Я', email: 'a@example.kz' },
  ...{ phone: '+7 701', consent: 'on' },
}

testBounds('a request for access', RequestAccess, good, {
  companyName: upTo(200),
  contactName: upTo(200),
  city: upTo(100, { optional: true }),
  comment: upTo(2_000, { optional: true }),
  phone: { takes: ['77777', '7'.repeat(64)], refuses: ['7777', '7'.repeat(65), ''] },
  consent: { takes: ['on', '1'], refuses: ['', 'off', undefined] },
})
testBounds('what declines it', DeclineRequest, {}, { reason: upTo(2_000) })

test('a list of no state that there is shows those that wait', () => {
  expect(RequestFilter.parse({ status: 'x' })).toEqual({ status: 'pending' })
})
