import { expect, test } from 'vitest'
import { DomainError } from '#app/domain/kernel/errors.ts'
import { type Fields, type FormAnswer, fieldsOf, refuseForm } from '#app/http/forms/submit.server.ts'

function sent(pairs: readonly [string, string][]): Fields {
  return fieldsOf(pairs) ?? {}
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
