import { typedNumber } from './typed-number.input.server.ts'

/** Ten billion tenge. */
const MAX_TYPED = 1_000_000_000_000

/** Tenge with at most two decimals. @returns tiyn, more than nothing */
export const Money = typedNumber
  .refine((text) => text !== '', { error: 'required', abort: true })
  .refine((text) => /^\d{1,11}(\.\d{1,2})?$/.test(text), { error: 'invalid', abort: true })
  .transform((text) => Math.round(Number(text) * 100))
  .refine((tiyn) => tiyn > 0 && tiyn <= MAX_TYPED, { error: 'invalid' })

/** The same with a sign; empty: null. */
export const SignedMoney = typedNumber
  .default('')
  .transform((text) => text.replace(/^[\u2212\u2013]/, '-'))
  .refine((text) => text === '' || /^-?\d{1,11}(\.\d{1,2})?$/.test(text), { error: 'invalid', abort: true })
  .transform((text) => (text === '' ? null : Math.round(Number(text) * 100)))
  .refine((tiyn) => tiyn === null || Math.abs(tiyn) <= MAX_TYPED, { error: 'invalid' })
