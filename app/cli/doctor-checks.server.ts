import { stat, statfs } from 'node:fs/promises'
import { failingJobs, heartbeatAge } from '#app/domain/jobs/jobs.server.ts'
import { findMailPause } from '#app/domain/mail/mail.server.ts'
import { clockSkew, grantsOf, settingsOfNode } from '#app/domain/nodes/nodes.server.ts'
import { isLoopback } from '#app/runtime/trusted-proxies.server.ts'
import { nodeAddressesOf } from '#db/connection/addresses.ts'
import { isConnectionLost } from '#db/connection/client.server.ts'
import { isMigrated } from '#db/migrate.ts'
import type { Translate } from '#locales/translate.ts'
import { cluster } from './cluster-check.server.ts'
import { type CheckName, type Finding, failure, ok, warning } from './finding.ts'
import type { Operator } from './operator.server.ts'
import { processing } from './processing-check.server.ts'

const MAX_CLOCK_SKEW_MS = 2_000
const MAX_HEARTBEAT_AGE_SECONDS = 60
const MIN_FREE_BYTES = 1024 ** 3
/** A piece of an uploaded register and a letter go in one statement each. */
const MIN_PACKET_BYTES = 16 * 1024 ** 2
const OLDEST_SUPPORTED = { mariadb: [10, 11], mysql: [8, 4] } as const
const NEEDED_PRIVILEGES = [
  'SELECT',
  'INSERT',
  'UPDATE',
  'DELETE',
  'CREATE',
  'ALTER',
  'DROP',
  'INDEX',
  'REFERENCES',
] as const

/** Everything that has been seen to go wrong in an installation; a check that cannot be made counts as an error. */
export async function runChecks(operator: Operator): Promise<Finding[]> {
  const findings = await Promise.all(localChecks.map((check) => check(operator)))
  for (const [name, check] of databaseChecks) {
    try {
      findings.push(await check(operator))
    } catch (error) {
      findings.push(unanswered(operator.t, name, error))
      if (isConnectionLost(error)) break
    }
  }
  return findings
}

type Check = (operator: Operator) => Finding | Promise<Finding>

const localChecks: Check[] = [address, proxy, encryption, contacts, provider, disk, secrets]

/** In the order in which they depend on each other: the first that finds the database away ends them. */
const databaseChecks: [CheckName, Check][] = [
  ['database', databaseServer],
  ['cluster', cluster],
  ['durability', durability],
  ['rights', rights],
  ['migrations', migrations],
  ['clock', clock],
  ['worker', worker],
  ['jobs', jobs],
  ['mail', mail],
  ['processing', processing],
]

function unanswered(t: Translate, name: CheckName, error: unknown): Finding {
  const code = error instanceof Error && 'code' in error ? `${error.code}` : ''
  const reason = (error instanceof Error ? error.message : String(error)) || code
  return failure(name, t('commands:doctor.failed', { reason }), t('commands:doctor.failedFix'))
}

/** The configuration as such was read without a fault, or the command would not have come so far. */
function address({ env: { publicUrl }, t }: Operator): Finding {
  if (publicUrl.startsWith('https:')) return ok('address', publicUrl)
  return warning('address', publicUrl, t('commands:doctor.address.fix'))
}

function proxy({ env: { publicUrl, trustedProxies }, t }: Operator): Finding {
  const trusts = 'networks' in trustedProxies || trustedProxies.hops > 0
  if (trusts) return ok('proxy', t('commands:doctor.proxy.trusted'))
  if (!publicUrl.startsWith('https:')) return ok('proxy', t('commands:doctor.proxy.none'))
  return warning('proxy', t('commands:doctor.proxy.untrusted'), t('commands:doctor.proxy.fix'))
}

/** Of the connection to the database. */
function encryption({ env: { databaseUrl }, t }: Operator): Finding {
  const elsewhere = (nodeAddressesOf(databaseUrl) ?? []).filter(
    ({ hostname, searchParams }) =>
      !searchParams.has('socketPath') && hostname !== 'localhost' && !isLoopback(hostname),
  )
  if (elsewhere.length === 0) return ok('encryption', t('commands:doctor.encryption.local'))
  if (elsewhere[0]?.searchParams.get('tls') === 'required')
    return ok('encryption', t('commands:doctor.encryption.on'))
  const hosts = elsewhere.map(({ hostname }) => hostname).join(', ')
  return warning(
    'encryption',
    t('commands:doctor.encryption.off', { hosts }),
    t('commands:doctor.encryption.fix'),
  )
}

function contacts({ env: { mailFrom, supportEmail }, t }: Operator): Finding {
  const message = t('commands:doctor.contacts.found', { from: mailFrom, support: supportEmail })
  if (![mailFrom, supportEmail].some((contact) => /example\.(kz|com|org)\b/.test(contact)))
    return ok('contacts', message)
  return warning('contacts', message, t('commands:doctor.contacts.fix'))
}

async function databaseServer({ services, t }: Operator): Promise<Finding> {
  const { version, charset, readOnly, sqlMode, maxAllowedPacket } = await settingsOfNode(services.db)
  const product = /mariadb/i.test(version) ? 'mariadb' : 'mysql'
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10))
  const [oldestMajor, oldestMinor] = OLDEST_SUPPORTED[product]
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
    const message = t('commands:doctor.database.tooOld', { version })
    return failure('database', message, t('commands:doctor.database.tooOldFix'))
  }
  if (charset !== 'utf8mb4') {
    const message = t('commands:doctor.database.charset', { version, charset })
    return failure('database', message, t('commands:doctor.database.charsetFix'))
  }
  if (readOnly) {
    const message = t('commands:doctor.database.readOnly', { version })
    return failure('database', message, t('commands:doctor.database.readOnlyFix'))
  }
  if (!sqlMode.includes('STRICT_TRANS_TABLES')) {
    const message = `sql_mode = ${sqlMode}`
    return failure('database', message, t('commands:doctor.database.sqlModeFix'))
  }
  if (maxAllowedPacket < MIN_PACKET_BYTES) {
    const message = `max_allowed_packet = ${maxAllowedPacket}`
    return warning('database', message, t('commands:doctor.database.packetFix'))
  }
  return ok('database', version)
}

async function durability({ services, t }: Operator): Promise<Finding> {
  const { flush } = await settingsOfNode(services.db)
  const message = `innodb_flush_log_at_trx_commit = ${flush}`
  if (flush === 1) return ok('durability', message)
  return failure('durability', message, t('commands:doctor.durability.fix'))
}

/** As the server lists them; what comes through a role is not listed, so a missing one is no more than a warning. */
async function rights({ services, env, t }: Operator): Promise<Finding> {
  const grants = await grantsOf(services.db)
  const granted = grants.join('\n').toUpperCase()
  if (/GRANT ALL PRIVILEGES ON \*\.\*/.test(granted) && !env.embedded) {
    return warning('rights', t('commands:doctor.rights.all'), t('commands:doctor.rights.allFix'))
  }
  const missing = NEEDED_PRIVILEGES.filter(
    (right) => !granted.includes('ALL PRIVILEGES') && !granted.includes(right),
  )
  if (missing.length === 0) return ok('rights', t('commands:doctor.rights.enough'))
  const message = t('commands:doctor.rights.missing', { rights: missing.join(', ') })
  return warning('rights', message, t('commands:doctor.rights.missingFix'))
}

async function migrations({ services, t }: Operator): Promise<Finding> {
  if (await isMigrated(services.db)) return ok('migrations', t('commands:doctor.migrations.done'))
  return failure('migrations', t('commands:doctor.migrations.missing'), t('commands:doctor.migrations.fix'))
}

async function clock({ services, t }: Operator): Promise<Finding> {
  const skew = await clockSkew(services.db)
  const message = t('commands:doctor.clock.skew', { ms: Math.abs(skew) })
  if (Math.abs(skew) <= MAX_CLOCK_SKEW_MS) return ok('clock', message)
  return warning('clock', message, t('commands:doctor.clock.fix'))
}

async function worker({ services, t }: Operator): Promise<Finding> {
  const age = await heartbeatAge(services.db)
  const fix = t('commands:doctor.worker.fix')
  if (age === null) return warning('worker', t('commands:doctor.worker.never'), fix)
  const seconds = Math.round(age)
  if (age > MAX_HEARTBEAT_AGE_SECONDS)
    return warning('worker', t('commands:doctor.worker.silent', { seconds }), fix)
  return ok('worker', t('commands:doctor.worker.seen', { seconds }))
}

async function jobs({ services, t }: Operator): Promise<Finding> {
  const failing = await failingJobs(services.db)
  if (failing.length === 0) return ok('jobs', t('commands:doctor.jobs.fine'))
  const message = t('commands:doctor.jobs.failing', {
    jobs: failing.map(({ name, failure }) => `${name} (${failure})`).join(', '),
  })
  return warning('jobs', message, t('commands:doctor.jobs.fix'))
}

/** Whoever a proxy lets in without X-Forwarded-For looks like a visitor at this very machine, whom /mailbox serves. */
function provider({ env, t }: Operator): Finding {
  if (!env.resend && env.publicUrl.startsWith('https:')) {
    return warning(
      'provider',
      t('commands:doctor.provider.localBehindHttps'),
      t('commands:doctor.provider.localBehindHttpsFix'),
    )
  }
  if (!env.resend)
    return warning('provider', t('commands:doctor.provider.local'), t('commands:doctor.provider.localFix'))
  if (env.resendWebhookSecret) return ok('provider', t('commands:doctor.provider.set'))
  return warning(
    'provider',
    t('commands:doctor.provider.noWebhook'),
    t('commands:doctor.provider.noWebhookFix'),
  )
}

async function mail({ context, t, sayByKey }: Operator): Promise<Finding> {
  const pause = await findMailPause(await context())
  if (!pause) return ok('mail', t('commands:doctor.mail.fine'))
  const reason = sayByKey(`mail:reason.${pause.reason}`)
  return failure('mail', t('commands:doctor.mail.paused', { reason }), t('commands:doctor.mail.fix'))
}

async function disk({ env, t }: Operator): Promise<Finding> {
  const { bavail, bsize } = await statfs(env.dataDir)
  const free = ((Number(bavail) * bsize) / 1024 ** 3).toFixed(1)
  const message = t('commands:doctor.disk.free', { free, folder: env.dataDir })
  if (bavail * bsize >= MIN_FREE_BYTES) return ok('disk', message)
  return warning('disk', message, t('commands:doctor.disk.fix'))
}

async function secrets({ env, t }: Operator): Promise<Finding> {
  const { mode } = await stat(env.dataDir)
  const open = (mode & 0o077) !== 0
  if (open && env.embedded) {
    const params = { folder: env.dataDir }
    return failure(
      'secrets',
      t('commands:doctor.secrets.readable', params),
      t('commands:doctor.secrets.readableFix', params),
    )
  }
  const count = env.secretKeys.length
  return ok('secrets', t('commands:doctor.secrets.keys', { count, n: count }))
}
