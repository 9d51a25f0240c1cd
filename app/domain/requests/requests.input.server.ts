import { z } from 'zod'
import { Bin } from '#app/domain/companies/companies.input.server.ts'
import { Email } from '#app/domain/kernel/email.input.server.ts'
import { cursor } from '#app/domain/kernel/list-filter.input.server.ts'
import { clientRoles } from '#app/domain/kernel/roles.ts'

/** The version of /privacy that the person agreed to; a new text gets a new one. */
export const CONSENT_VERSION = '2026-11-27'

export const RequestAccess = z.object({
  bin: Bin,
  companyName: z.string().trim().min(1).max(200),
  contactName: z.string().trim().min(1).max(200),
  email: Email,
  phone: z
    .string()
    .trim()
    .min(1)
    .max(64)
    .regex(/^[+\d][\d\s().-]{4,}$/, { error: 'invalid' }),
  city: z.string().trim().max(100).default(''),
  comment: z.string().trim().max(2000).default(''),
  consent: z.string({ error: 'consent_required' }).refine((value) => value === 'on' || value === '1', {
    error: 'consent_required',
  }),
})
export type RequestAccess = z.output<typeof RequestAccess>

export const ApproveRequest = z.object({
  /** Left out, the one that the request's page suggests. */
  role: z.enum(clientRoles).optional(),
  /** What the page suggested: when that has changed meanwhile, so has the company. */
  suggestedRole: z.enum(clientRoles).optional(),
  locale: z.enum(['en', 'ru', 'kk']),
})
export type ApproveRequest = z.output<typeof ApproveRequest>

export const DeclineRequest = z.object({ reason: z.string().trim().min(1).max(2000) })
export type DeclineRequest = z.output<typeof DeclineRequest>

export const RequestFilter = z.object({
  status: z.enum(['pending', 'approved', 'declined']).catch('pending'),
  cursor,
})
export type RequestFilter = z.output<typeof RequestFilter>
