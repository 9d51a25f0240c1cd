import { isIP } from 'node:net'
import { z } from 'zod'
import { modulesWithout } from '#app/domain/kernel/modules.ts'
import { processings } from '#app/domain/kernel/processing.ts'
import { ceilingsIn, defaultCeilings } from '#app/domain/products/ceilings.ts'
import { nodeAddressesOf } from '#db/connection/addresses.ts'
import { moduleFlags, moduleVariable } from './module-flags.server.ts'
import { isLoopback, ProxyEntryError, parseTrustedProxies } from './trusted-proxies.server.ts'
import { type ValueFault, valueFault } from './value-faults.server.ts'

const MIN_KEY_LENGTH = 32

/**
 * The one reader of process.env: everything the cabinet can be told from outside, with its defaults.
 * `readEnv` lists every error at once, so that an operator corrects a configuration in one go.
 */
const flag = z.enum(['0', '1']).transform((value) => value === '1')
const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max)
const where = z.enum(processings)
const bin = z.string().regex(/^\d{12}$/)
const origin = z
  .url({ protocol: /^https?$/ })
  .transform((value) => new URL(value))
  .refine((url) => url.pathname === '/' && !url.search)
  .transform((url) => url.origin)

const Variables = z.object({
  PORT: whole(0, 65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: origin.optional(),
  DATABASE_URL: z.string().startsWith('mysql://').optional(),
  DATABASE_POOL: whole(1, 200).default(10),
  DATA_DIR: z.string().default('./.data'),
  SECRET_KEYS: z.string().optional(),
  TRUSTED_PROXIES: z.string().default(''),
  RATE_LIMIT_FACTOR: z.coerce.number().positive().default(1),
  RESEND_API_KEY: z.string().optional(),
  RESEND_BASE_URL: z.url().optional(),
  RESEND_WEBHOOK_SECRET: z.string().optional(),
  MAIL_RATE: z.coerce.number().positive().max(1000).default(2),
  MAIL_FROM: z.string().default('QAZAQ OIL <cabinet@example.kz>'),
  SUPPORT_EMAIL: z.string().default('support@example.kz'),
  SUPPORT_PHONE: z.string().default('+7 (727) 000-00-00'),
  BRAND_NAME: z.string().default('QAZAQ OIL'),
  BRAND_LEGAL_NAME: z.string().default('ТОО «PetroRetail»'),
  BRAND_BIN: bin.default('150540000017'),
  INVITATION_DAYS: whole(1, 365).default(14),
  INVOICE_DAYS: whole(1, 365).default(5),
  PAYMENT_CODE: z
    .string()
    .regex(/^\d{3}$/)
    .default('710'),
  COUPON_ISSUE: z.enum(['off', 'here', 'stock']).default('off'),
  COUPON_ISSUER: z
    .string()
    .regex(/^[1-9]\d$/)
    .default('77'),
  COUPON_ACTIVATION: z.enum(['at_once', 'by_staff']).default('at_once'),
  COUPON_STOCK_BIN: bin.optional(),
  RESET_HOURS: whole(1, 72).default(2),
  SIGN_IN_ATTEMPTS: whole(1, 20).default(3),
  /** 600 litres take a quarter of an hour to flow. */
  HOLD_MINUTES: whole(15, 120).default(30),
  FULL_TANK_LITRES: z
    .string()
    .regex(/^[1-9]\d{0,3}(?:,[a-z][a-z0-9_]{0,15}=[1-9]\d{0,3})*$/)
    .optional(),
  DEMO: flag.optional(),
  PROCESSING: where.default('here'),
  PROCESSING_CARDS: where.optional(),
  PROCESSING_COUPONS: where.optional(),
  ...moduleFlags(flag.default(true)),
  WEBHOOK_LOOPBACK: flag.default(false),
  WEB_CONCURRENCY: whole(1, 64).default(1),
  METRICS_TOKEN: z.string().min(16).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Set by the launcher: the operator's own NODE_ENV was production. */
  CABINET_STRICT: flag.default(false),
  /** Set by the launcher: the database is the embedded one. */
  CABINET_EMBEDDED: flag.default(false),
})

export interface EnvironmentFault extends ValueFault {
  variable: keyof typeof Variables.shape
}

/** The words for the operator are those of `explainConfiguration` (terminal.server.ts). */
export class EnvironmentError extends Error {
  constructor(readonly faults: readonly EnvironmentFault[]) {
    super(faults.map(({ variable, words }) => `${variable}: ${words}`).join(', '))
    this.name = 'EnvironmentError'
  }
}

export type Env = ReturnType<typeof readEnv>

/** @throws EnvironmentError with every fault found. */
export function readEnv(source: Record<string, string | undefined> = process.env) {
  const { values: v, faults } = readVariables(source)
  for (const fault of [...strictFaults(v), ...generalFaults(v)]) {
    // A value that cannot be read is told once.
    if (!faults.some(({ variable }) => variable === fault.variable)) faults.push(fault)
  }
  if (faults.length > 0) throw new EnvironmentError(faults)
  const embedded = v.CABINET_EMBEDDED
  return {
    port: v.PORT,
    host: v.HOST,
    publicUrl: v.PUBLIC_URL ?? `http://${v.HOST.includes(':') ? `[${v.HOST}]` : v.HOST}:${v.PORT}`,
    databaseUrl: v.DATABASE_URL ?? '',
    databasePool: v.DATABASE_POOL,
    dataDir: v.DATA_DIR,
    secretKeys: splitList(v.SECRET_KEYS ?? ''),
    trustedProxies: parseTrustedProxies(splitList(v.TRUSTED_PROXIES)),
    rateLimitFactor: v.RATE_LIMIT_FACTOR,
    resend: v.RESEND_API_KEY ? { apiKey: v.RESEND_API_KEY, baseUrl: v.RESEND_BASE_URL } : undefined,
    resendWebhookSecret: v.RESEND_WEBHOOK_SECRET,
    mailRate: v.MAIL_RATE,
    mailFrom: v.MAIL_FROM,
    supportEmail: v.SUPPORT_EMAIL,
    supportPhone: v.SUPPORT_PHONE,
    ...{ brandName: v.BRAND_NAME, brandLegalName: v.BRAND_LEGAL_NAME, brandBin: v.BRAND_BIN },
    invitationDays: v.INVITATION_DAYS,
    invoiceDays: v.INVOICE_DAYS,
    paymentCode: v.PAYMENT_CODE,
    couponIssue: {
      ...{ mode: v.COUPON_ISSUE, issuer: v.COUPON_ISSUER, stockBin: v.COUPON_STOCK_BIN ?? '' },
      isActivated: v.COUPON_ACTIVATION === 'at_once',
    },
    resetHours: v.RESET_HOURS,
    signInAttempts: v.SIGN_IN_ATTEMPTS,
    holdMinutes: v.HOLD_MINUTES,
    fullTank: v.FULL_TANK_LITRES === undefined ? defaultCeilings : ceilingsIn(v.FULL_TANK_LITRES),
    processing: { card: v.PROCESSING_CARDS ?? v.PROCESSING, coupon: v.PROCESSING_COUPONS ?? v.PROCESSING },
    demo: v.DEMO ?? embedded,
    modules: modulesWithout((module) => !v[moduleVariable(module)]),
    webhookLoopback: v.WEBHOOK_LOOPBACK,
    webConcurrency: v.WEB_CONCURRENCY,
    metricsToken: v.METRICS_TOKEN,
    logLevel: v.LOG_LEVEL,
    strict: v.CABINET_STRICT,
    embedded,
  }
}

type Values = z.infer<typeof Variables>

/** One by one, so that one bad value hides nothing of what else is wrong. */
function readVariables(source: Record<string, string | undefined>): {
  values: Values
  faults: EnvironmentFault[]
} {
  const values: Record<string, unknown> = {}
  const faults: EnvironmentFault[] = []
  for (const variable of Variables.keyof().options) {
    const parsed = Variables.shape[variable].safeParse(source[variable] || undefined)
    if (parsed.success) values[variable] = parsed.data
    else faults.push({ variable, ...valueFault(parsed.error.issues[0]) })
  }
  return { values: values as Values, faults }
}

function generalFaults(v: Values): EnvironmentFault[] {
  const faults: EnvironmentFault[] = []
  const keys = splitList(v.SECRET_KEYS ?? '')
  if (v.DATABASE_URL) faults.push(...databaseFaults(v.DATABASE_URL))
  else faults.push({ variable: 'DATABASE_URL', words: 'commands:configuration.databaseMissing' })
  if (keys.length === 0) faults.push({ variable: 'SECRET_KEYS', words: 'commands:configuration.keysMissing' })
  if (keys.some((key) => key.length < MIN_KEY_LENGTH)) {
    const params = { min: MIN_KEY_LENGTH }
    faults.push({ variable: 'SECRET_KEYS', words: 'commands:configuration.keyTooShort', params })
  }
  try {
    parseTrustedProxies(splitList(v.TRUSTED_PROXIES))
  } catch (error) {
    if (!(error instanceof ProxyEntryError)) throw error
    const params = { value: error.entry }
    faults.push({ variable: 'TRUSTED_PROXIES', words: 'commands:configuration.proxyInvalid', params })
  }
  if (v.COUPON_ISSUE === 'stock' && !v.COUPON_STOCK_BIN)
    faults.push({ variable: 'COUPON_STOCK_BIN', words: 'commands:configuration.needsStock' })
  // A processor knows nothing of coupons that are made here.
  if (v.COUPON_ISSUE === 'here' && (v.PROCESSING_COUPONS ?? v.PROCESSING) !== 'here')
    faults.push({ variable: 'COUPON_ISSUE', words: 'commands:configuration.issuedOutside' })
  return faults
}

function strictFaults(v: Values): EnvironmentFault[] {
  if (!v.CABINET_STRICT) return []
  const faults: EnvironmentFault[] = []
  const refuse = (variable: EnvironmentFault['variable'], words: EnvironmentFault['words']) =>
    faults.push({ variable, words })
  if (v.CABINET_EMBEDDED) refuse('DATABASE_URL', 'commands:configuration.needsDatabase')
  if (!v.RESEND_API_KEY) refuse('RESEND_API_KEY', 'commands:configuration.needsMailKey')
  if (!v.RESEND_WEBHOOK_SECRET) refuse('RESEND_WEBHOOK_SECRET', 'commands:configuration.needsWebhookSecret')
  if (!v.PUBLIC_URL?.startsWith('https://')) refuse('PUBLIC_URL', 'commands:configuration.needsHttps')
  if (v.RESEND_BASE_URL && crossesNetworkInTheClear(v.RESEND_BASE_URL))
    refuse('RESEND_BASE_URL', 'commands:configuration.needsMailHttps')
  if (v.WEBHOOK_LOOPBACK) refuse('WEBHOOK_LOOPBACK', 'commands:configuration.loopbackRefused')
  if (v.DEMO) refuse('DEMO', 'commands:configuration.demoRefused')
  return faults
}

/** A misspelt option would leave the connection in the clear; a certificate is checked against a name. */
function databaseFaults(address: string): EnvironmentFault[] {
  const variable = 'DATABASE_URL'
  const nodes = nodeAddressesOf(address)
  const [first] = nodes ?? []
  if (!nodes || !first) return [{ variable, words: 'commands:configuration.databaseInvalid' }]
  const { searchParams } = first
  const faults: EnvironmentFault[] = [...searchParams]
    .filter(([name, value]) => !(name === 'socketPath' || (name === 'tls' && value === 'required')))
    .map(([option]) => ({ variable, words: 'commands:configuration.databaseOption', params: { option } }))
  if (searchParams.has('tls') && nodes.some(({ hostname }) => isIP(hostname.replace(/^\[|\]$/g, ''))))
    faults.push({ variable, words: 'commands:configuration.databaseNeedsName' })
  if (nodes.length > 1 && searchParams.has('socketPath'))
    faults.push({ variable, words: 'commands:configuration.databaseOneSocket' })
  if (new Set(nodes.map(({ host }) => host)).size < nodes.length)
    faults.push({ variable, words: 'commands:configuration.databaseRepeated' })
  return faults
}

/** A relay on this very machine may speak plain http. */
function crossesNetworkInTheClear(address: string): boolean {
  const { protocol, hostname } = new URL(address)
  return protocol !== 'https:' && hostname !== 'localhost' && !isLoopback(hostname.replace(/^\[|\]$/g, ''))
}

function splitList(value: string): string[] {
  return value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
}

/** The operator's language as the terminal has it: `ru_RU.UTF-8` is `ru`. */
export function readTerminalLanguage(source: Record<string, string | undefined> = process.env): string {
  return (source.LC_ALL || source.LANG || '').slice(0, 2).toLowerCase()
}
