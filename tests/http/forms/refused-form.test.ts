import { expect, test } from 'vitest'
import { DomainError } from '#app/domain/kernel/errors.ts'
import { type Fields, fieldsOf } from '#app/http/forms/fields.server.ts'
import { type FormAnswer, refuseForm } from '#app/http/forms/submit.server.ts'
import { translatorFor } from '#locales/words.server.ts'

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
  const values = valuesOf(refuseForm('kk', fields, new DomainError('conflict_try_again')))
  expect(values).toEqual({ companyIds: ['7', '9'], productIds: ['ai95'], name: 'Айгүл' })
})

test('says what was wrong in the language of its reader: the browser brings the words of few errors', () => {
  const answer = refuseForm('kk', fields, new DomainError('password_common', { field: 'password' }))
  const { code, text } = (answer instanceof Response ? {} : answer.data.errors.password) ?? {}
  expect([code, text]).toEqual(['password_common', translatorFor('kk')('errors:password_common')])
})
