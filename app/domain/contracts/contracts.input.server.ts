import { z } from 'zod'
import { isValidBin } from '#app/domain/companies/bin.ts'
import { optionalDay, requiredDay } from '#app/domain/kernel/day.input.server.ts'
import { rowIdOrNone } from '#app/domain/kernel/id.input.server.ts'
import { SignedMoney } from '#app/domain/kernel/money.input.server.ts'
import { isUnreadableInLines } from '#app/domain/kernel/plain-text.ts'
import { typedNumber } from '#app/domain/kernel/typed-number.input.server.ts'
import { isBic, isIban, isKbe, normaliseCode } from './bank-codes.ts'
import { contractPapers, contractVats, couponRemainders } from './contracts.ts'

const MAX_TERMS = 2_000
const USUAL_MONTHS = 6
/** Half of every price, in hundredths of a percent. */
const MAX_DISCOUNT = 5_000

const text = (max: number) => z.string().trim().max(max)
const code = (isRight: (value: string) => boolean, error: string) =>
  z
    .string()
    .max(40)
    .default('')
    .transform(normaliseCode)
    .refine((value) => value === '' || isRight(value), { error })

const discount = typedNumber
  .default('')
  .transform((typed) => typed.replaceAll('%', ''))
  .refine((typed) => /^(\d{1,2}(\.\d{1,2})?)?$/.test(typed), { error: 'invalid', abort: true })
  .transform((typed) => Math.round(Number(typed) * 100))
  .refine((hundredths) => hundredths <= MAX_DISCOUNT, { error: 'invalid' })

const fields = z.object({
  number: text(64).min(1),
  signedOn: requiredDay,
  startsOn: requiredDay,
  endsOn: optionalDay,
  /** Empty: the price of the station. */
  priceListId: rowIdOrNone.nullable().default(null),
  discount,
  vat: z.enum(contractVats),
  papers: z.enum(contractPapers),
  /** From which day the account is kept; empty: it is not. */
  accountFrom: optionalDay,
  stopLimit: SignedMoney,
  lowBalance: SignedMoney,
  minOrder: SignedMoney.refine((tiyn) => tiyn === null || tiyn >= 0, { error: 'invalid' }),
  couponMonths: z
    .string()
    .trim()
    .default('')
    .refine((text) => /^([1-9]|[1-5]\d|60)?$/.test(text), { error: 'invalid' })
    .transform((text) => (text === '' ? USUAL_MONTHS : Number(text))),
  /** Empty: as each coupon says. */
  couponRemainder: z
    .union([z.literal('').transform(() => null), z.enum(couponRemainders)])
    .nullable()
    .default(null),
  comment: text(MAX_TERMS)
    .refine((value) => !isUnreadableInLines(value), { error: 'unreadable_characters' })
    .default(''),
  supplierName: text(200).min(1),
  supplierBin: z
    .string()
    .trim()
    .refine((value) => value !== '', { error: 'required', abort: true })
    .refine(isValidBin, { error: 'bin_invalid' }),
  supplierAddress: text(300).default(''),
  supplierIban: code(isIban, 'iban_invalid').refine((value) => value !== '', { error: 'required' }),
  supplierKbe: code(isKbe, 'kbe_invalid').refine((value) => value !== '', { error: 'required' }),
  supplierBank: text(200).min(1),
  supplierBic: code(isBic, 'bic_invalid').refine((value) => value !== '', { error: 'required' }),
  buyerAddress: text(300).default(''),
  buyerIban: code(isIban, 'iban_invalid'),
  buyerKbe: code(isKbe, 'kbe_invalid'),
  buyerBank: text(200).default(''),
  buyerBic: code(isBic, 'bic_invalid'),
})

const endsLater = ({ startsOn, endsOn }: { startsOn: string; endsOn: string }) =>
  endsOn === '' || endsOn >= startsOn
const tooEarly = { error: 'period_invalid', path: ['endsOn'] }

export const NewContract = fields.refine(endsLater, tooEarly)
export type NewContract = z.output<typeof NewContract>

export const EditContract = fields
  .extend({ version: z.coerce.number({ error: 'invalid' }).int().positive() })
  .refine(endsLater, tooEarly)
export type EditContract = z.output<typeof EditContract>
