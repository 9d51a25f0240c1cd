import { expect, test } from 'vitest'
import { canRetryLetter, mailFilters, mailStatuses, mailStatusesOf } from '#app/domain/mail/mail.ts'

test('a letter that stopped was refused or is on hold; one that nobody needs is dead; any other filter is its status', () => {
  expect(mailStatusesOf('stopped')).toEqual(['dead', 'parked'])
  expect(mailStatusesOf('unneeded')).toEqual(['dead'])
  const own = mailFilters.filter((filter) => filter !== 'stopped' && filter !== 'unneeded')
  expect(own.map(mailStatusesOf)).toEqual(mailStatuses.map((status) => [status]))
})

test('staff send again what stopped, and what came back', () => {
  const retried = mailStatuses.filter((status) => canRetryLetter({ status, delivery: null, reason: null }))
  expect(retried).toEqual(['dead', 'parked'])
  expect(canRetryLetter({ status: 'sent', delivery: 'bounced', reason: null })).toBe(true)
  expect(canRetryLetter({ status: 'dead', delivery: null, reason: 'key_reused' })).toBe(false)
})
