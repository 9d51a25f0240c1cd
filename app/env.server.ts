import { isIP } from 'node:net'
import { z } from 'zod'
import { isLoopback, parseTrustedProxies } from '#app/web/client-address.server.ts'
import { nodeAddressesOf } from '#db/addresses.ts'

/**
 * The one reader of process.env: everything the cabinet can be told from outside, with its defaults.
 * `readEnv` lists every fault at once, so that an operator mends a configuration in one go.
 */
const flag = z.enum(['0', '1']).transform((value) => value === '1')
const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max)
const origin = z
  .url({ protocol: /^https?$/ })
  .transform((value) => new URL(value))
  .refine((url) => url.pathname === '/' && !url.search, { message: 'must be an origin without a path' })
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
  INVITATION_DAYS: whole(1, 365).default(14),
  RESET_HOURS: whole(1, 72).default(2),
  SIGN_IN_ATTEMPTS: whole(1, 20).default(3),
  DEMO: flag.optional(),
  WEB_CONCURRENCY: whole(1, 64).default(1),
  METRICS_TOKEN: z.string().min(16).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Set by the launcher: the operator's own NODE_ENV was production. */
  CABINET_STRICT: flag.default(false),
  /** Set by the launcher: the database is the embedded one. */
  CABINET_EMBEDDED: flag.default(false),
})

export class EnvironmentError extends Error {
  constructor(readonly faults: string[]) {
    super(
      `The configuration has ${faults.length} fault(s):\n${faults.map((fault) => `  - ${fault}`).join('\n')}`,
    )
    this.name = 'EnvironmentError'
  }
}

export type Env = ReturnType<typeof readEnv>

/** @throws EnvironmentError with every fault found. */
export function readEnv(source: Record<string, string | undefined> = process.env) {
  const { values: v, faults } = readVariables(source)
  for (const fault of [...strictFaults(v), ...generalFaults(v)]) {
    // A value that cannot be read is told once.
    if (!faults.some((known) => known.split(':')[0] === fault.split(':')[0])) faults.push(fault)
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
    brandName: v.BRAND_NAME,
    brandLegalName: v.BRAND_LEGAL_NAME,
    invitationDays: v.INVITATION_DAYS,
    resetHours: v.RESET_HOURS,
    signInAttempts: v.SIGN_IN_ATTEMPTS,
    demo: v.DEMO ?? embedded,
    webConcurrency: v.WEB_CONCURRENCY,
    metricsToken: v.METRICS_TOKEN,
    logLevel: v.LOG_LEVEL,
    strict: v.CABINET_STRICT,
    embedded,
  }
}

type Values = z.infer<typeof Variables>

/** One by one, so that one bad value hides nothing of what else is wrong. */
function readVariables(source: Record<string, string | undefined>): { values: Values; faults: string[] } {
  const values: Record<string, unknown> = {}
  const faults: string[] = []
  for (const [name, schema] of Object.entries(Variables.shape)) {
    const parsed = schema.safeParse(source[name] || undefined)
    if (parsed.success) values[name] = parsed.data
    else faults.push(`${name}: ${parsed.error.issues.map((issue) => issue.message).join(', ')}`)
  }
  return { values: values as Values, faults }
}

function generalFaults(v: Values): string[] {
  const faults: string[] = []
  if (!v.DATABASE_URL) faults.push('DATABASE_URL: is missing (npm start provides the embedded database)')
  else faults.push(...databaseFaults(v.DATABASE_URL))
  for (const key of splitList(v.SECRET_KEYS ?? '')) {
    if (key.length < 32) faults.push('SECRET_KEYS: each key needs at least 32 characters')
  }
  if (!v.SECRET_KEYS) faults.push('SECRET_KEYS: is missing (npm start generates one into DATA_DIR)')
  try {
    parseTrustedProxies(splitList(v.TRUSTED_PROXIES))
  } catch (error) {
    faults.push(`TRUSTED_PROXIES: ${error instanceof Error ? error.message : error}`)
  }
  return faults
}

function strictFaults(v: Values): string[] {
  if (!v.CABINET_STRICT) return []
  const faults: string[] = []
  if (v.CABINET_EMBEDDED) faults.push('DATABASE_URL: production needs a database server of its own')
  if (!v.RESEND_API_KEY) faults.push('RESEND_API_KEY: production needs a mail provider')
  if (!v.RESEND_WEBHOOK_SECRET) faults.push('RESEND_WEBHOOK_SECRET: production needs signed webhooks')
  if (!v.PUBLIC_URL?.startsWith('https://')) faults.push('PUBLIC_URL: production needs an https address')
  if (v.RESEND_BASE_URL && crossesNetworkInTheClear(v.RESEND_BASE_URL))
    faults.push('RESEND_BASE_URL: production sends the key of the mail provider over https only')
  if (v.DEMO) faults.push('DEMO: demo data is refused in production')
  return faults
}

/** A misspelt option would leave the connection in the clear; a certificate is checked against a name. */
function databaseFaults(address: string): string[] {
  const nodes = nodeAddressesOf(address)
  const [first] = nodes ?? []
  if (!nodes || !first) return ['DATABASE_URL: is no URL']
  const { searchParams } = first
  const faults = [...searchParams]
    .filter(([name, value]) => !(name === 'socketPath' || (name === 'tls' && value === 'required')))
    .map(([name]) => `DATABASE_URL: ${name} can only be socketPath=<path> or tls=required`)
  if (searchParams.has('tls') && nodes.some(({ hostname }) => isIP(hostname.replace(/^\[|\]$/g, ''))))
    faults.push('DATABASE_URL: tls=required needs the host by its name, which the certificate is checked for')
  if (nodes.length > 1 && searchParams.has('socketPath'))
    faults.push('DATABASE_URL: socketPath leads to one server, not to several')
  if (new Set(nodes.map(({ host }) => host)).size < nodes.length)
    faults.push('DATABASE_URL: names a host twice')
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
