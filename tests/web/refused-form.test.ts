import { expect, test } from 'vitest'
import { DomainError, type ErrorCode } from '#app/domain/errors.ts'
import { type Fields, type FormAnswer, fieldsIn, refuseForm } from '#app/web/forms.server.ts'

function sent(pairs: readonly [string, string][]): Fields {
  const form = new FormData()
  for (const [name, value] of pairs) form.append(name, value)
  return fieldsIn(form) ?? {}
}

function valuesOf(answer: FormAnswer) {
  return answer instanceof Response ? undefined : answer.data.values
}

const fields = sent([
  ['companyIds', '7'],
  ['companyIds', '9'],
  ['productIds', 'ai95'],
  ['name', 'Айгүл'],
  ['password', 'not-shown-again'],
  ['nonce', 'n'],
])

test('a refused form gives back what was ticked along with what was typed, and no password', () => {
  const values = valuesOf(refuseForm(fields, new DomainError('conflict_try_again')))
  expect(values).toEqual({ companyIds: ['7', '9'], productIds: ['ai95'], name: 'Айгүл' })
})

/** The nonce that the page's form has after this refusal; undefined leaves it a new one. */
function nonceAfter(code: ErrorCode, nonce = 'n') {
  const answer = refuseForm({ ...fields, nonce }, new DomainError(code))
  return answer instanceof Response ? undefined : answer.data.nonce
}

test('where nobody knows whether it was done, sending it again is the same sending', () => {
  expect(nonceAfter('still_saving')).toBe('n')
  expect(nonceAfter('outcome_unknown')).toBe('n')
  expect(nonceAfter('already_submitted')).toBeUndefined()
  expect(nonceAfter('conflict_try_again')).toBeUndefined()
  expect(nonceAfter('still_saving', 'n'.repeat(65))).toBeUndefined()
})
