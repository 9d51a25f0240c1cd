import { z } from 'zod'
import { LocaleChoice } from '#app/domain/accounts/accounts.input.server.ts'
import { isDay } from '#app/domain/kernel/calendar.ts'
import { Email } from '#app/domain/kernel/email.input.server.ts'
import { rowIdInAddress } from '#app/domain/kernel/id.input.server.ts'
import { cursor, searchText } from '#app/domain/kernel/list-filter.input.server.ts'
import { isValidBin } from './bin.ts'

const text = (max: number) => z.string().trim().max(max)
const optional = (max: number) =>
  text(max)
    .default('')
    .transform((value) => value || null)

export const Bin = z
  .string()
  .trim()
  .refine((value) => value !== '', { error: 'required', abort: true })
  .refine(isValidBin, { error: 'bin_invalid' })

/** What staff type about a company; the register's columns, so that an import and a person fill the same. */
export const CompanyInput = z.object({
  bin: Bin,
  name: text(200).min(1),
  contractNumber: optional(64),
  contractDate: z
    .string()
    .trim()
    .default('')
    .transform((value) => value || null)
    .refine((value) => value === null || isDay(value), { error: 'invalid' }),
  email: z
    .string()
    .trim()
    .default('')
    .pipe(z.union([z.literal('').transform(() => null), Email])),
  phone: optional(64),
  city: optional(100),
  /** In which its contact is written to; empty: not known. */
  locale: z
    .union([z.literal('').transform(() => null), LocaleChoice])
    .nullable()
    .default(null),
})
export type CompanyInput = z.output<typeof CompanyInput>

/** One of many companies: found by a search, or chosen before. */
export const CompanyPick = z.object({
  q: searchText,
  companyId: rowIdInAddress,
})
export type CompanyPick = z.output<typeof CompanyPick>

export const CompanyFilter = z.object({
  q: searchText,
  status: z.enum(['open', 'closed']).optional().catch(undefined),
  people: z.enum(['none', 'invited', 'has_people']).optional().catch(undefined),
  cursor,
})
export type CompanyFilter = z.output<typeof CompanyFilter>
