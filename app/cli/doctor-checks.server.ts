import { stat, statfs } from 'node:fs/promises'
import { findMailPause } from '#app/domain/mail/mail.server.ts'
import { isLoopback } from '#app/web/client-address.server.ts'
import { nodeAddressesOf } from '#db/addresses.ts'
import { isConnectionLost } from '#db/client.server.ts'
import { isMigrated } from '#db/migrate.ts'
import { databaseNow } from '#db/queries/clock.ts'
import { selectGrants, selectServerSettings } from '#db/queries/server-settings.ts'
import { selectHeartbeatAge, selectJobs } from '#db/queries/worker-jobs.ts'
import { cluster } from './cluster-check.server.ts'
import { type Finding, failure, ok, warning } from './finding.ts'
import type { Operator } from './operator.server.ts'

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
      findings.push(unanswered(name, error))
      if (isConnectionLost(error)) break
    }
  }
  return findings
}

type Check = (operator: Operator) => Finding | Promise<Finding>

const localChecks: Check[] = [address, proxy, encryption, contacts, provider, disk, secrets]

/** In the order in which they depend on each other: the first that finds the database away ends them. */
const databaseChecks: [string, Check][] = [
  ['database', databaseServer],
  ['cluster', cluster],
  ['durability', durability],
  ['rights', rights],
  ['migrations', migrations],
  ['clock', clock],
  ['worker', worker],
  ['jobs', jobs],
  ['mail', mail],
]

function unanswered(name: string, error: unknown): Finding {
  const code = error instanceof Error && 'code' in error ? `${error.code}` : ''
  const message = (error instanceof Error ? error.message : String(error)) || code
  return failure(name, message, 'Check DATABASE_URL, and that the database server runs.')
}

/** The configuration as such was read without a fault, or the command would not have come so far. */
function address({ env: { publicUrl } }: Operator): Finding {
  if (publicUrl.startsWith('https:')) return ok('address', publicUrl)
  return warning(
    'address',
    publicUrl,
    'Links and cookies travel unencrypted: set PUBLIC_URL to the https address.',
  )
}

function proxy({ env: { publicUrl, trustedProxies } }: Operator): Finding {
  const trusts = 'networks' in trustedProxies || trustedProxies.hops > 0
  if (trusts) return ok('proxy', 'the client\u2019s address comes from X-Forwarded-For')
  if (!publicUrl.startsWith('https:')) return ok('proxy', 'none')
  return warning(
    'proxy',
    'PUBLIC_URL is https, but no proxy is trusted',
    'All clients look like one address, and share its limits: set TRUSTED_PROXIES.',
  )
}

/** Of the way to the database. */
function encryption({ env: { databaseUrl } }: Operator): Finding {
  const elsewhere = (nodeAddressesOf(databaseUrl) ?? []).filter(
    ({ hostname, searchParams }) =>
      !searchParams.has('socketPath') && hostname !== 'localhost' && !isLoopback(hostname),
  )
  if (elsewhere.length === 0) return ok('encryption', 'the database is on this machine')
  if (elsewhere[0]?.searchParams.get('tls') === 'required')
    return ok('encryption', 'the way to the database is encrypted')
  return warning(
    'encryption',
    `everything goes to ${elsewhere.map(({ hostname }) => hostname).join(', ')} in the clear`,
    'Add ?tls=required to DATABASE_URL, unless the network between is yours alone.',
  )
}

function contacts({ env: { mailFrom, supportEmail } }: Operator): Finding {
  const message = `letters from ${mailFrom}, help from ${supportEmail}`
  if (!/example\.(kz|com|org)\b/.test(message)) return ok('contacts', message)
  return warning(
    'contacts',
    message,
    'These are the demo addresses: set MAIL_FROM, SUPPORT_EMAIL and SUPPORT_PHONE.',
  )
}

async function databaseServer({ services }: Operator): Promise<Finding> {
  const { version, charset, readOnly, sqlMode, maxAllowedPacket } = await selectServerSettings(services.db)
  const product = /mariadb/i.test(version) ? 'mariadb' : 'mysql'
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10))
  const [oldestMajor, oldestMinor] = OLDEST_SUPPORTED[product]
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
    return failure('database', version, 'The cabinet needs MySQL 8.4, MariaDB 10.11 or newer.')
  }
  if (charset !== 'utf8mb4') {
    return failure('database', `${version}, ${charset}`, 'alter database ... character set utf8mb4')
  }
  if (readOnly) return failure('database', `${version}, read only`, 'Point DATABASE_URL to the primary.')
  if (!sqlMode.includes('STRICT_TRANS_TABLES')) {
    return failure(
      'database',
      `sql_mode ${sqlMode}`,
      'Something between us and the server drops session settings.',
    )
  }
  if (maxAllowedPacket < MIN_PACKET_BYTES) {
    return warning(
      'database',
      `max_allowed_packet = ${maxAllowedPacket}`,
      'Set it to 16M or more: imports need it.',
    )
  }
  return ok('database', version)
}

async function durability({ services }: Operator): Promise<Finding> {
  const { flush } = await selectServerSettings(services.db)
  const message = `innodb_flush_log_at_trx_commit = ${flush}`
  if (flush === 1) return ok('durability', message)
  return failure('durability', message, 'Set it to 1, or a crash loses what was acknowledged.')
}

/** As the server lists them; what comes through a role is not listed, so a missing one is no more than a warning. */
async function rights({ services, env }: Operator): Promise<Finding> {
  const grants = await selectGrants(services.db)
  const granted = grants.join('\n').toUpperCase()
  if (/GRANT ALL PRIVILEGES ON \*\.\*/.test(granted) && !env.embedded) {
    return warning(
      'rights',
      'the user may do anything on this server',
      'grant all on the cabinet\u2019s own database only',
    )
  }
  const missing = NEEDED_PRIVILEGES.filter(
    (right) => !granted.includes('ALL PRIVILEGES') && !granted.includes(right),
  )
  if (missing.length === 0) return ok('rights', 'enough')
  return warning('rights', `missing: ${missing.join(', ')}`, 'Grant them on the cabinet\u2019s own database.')
}

async function migrations({ services }: Operator): Promise<Finding> {
  if (await isMigrated(services.db)) return ok('migrations', 'up to date')
  return failure('migrations', 'some are missing', 'npm run cabinet -- migrate')
}

async function clock({ services }: Operator): Promise<Finding> {
  const before = Date.now()
  const there = (await databaseNow(services.db)).getTime()
  const skew = Math.round(there - (before + Date.now()) / 2)
  const message = `this machine and the database differ by ${Math.abs(skew)} ms`
  if (Math.abs(skew) <= MAX_CLOCK_SKEW_MS) return ok('clock', message)
  return warning('clock', message, 'Let both follow NTP: the log and the pages tell different times.')
}

async function worker({ services }: Operator): Promise<Finding> {
  const age = await selectHeartbeatAge(services.db)
  if (age !== null && age <= MAX_HEARTBEAT_AGE_SECONDS) return ok('worker', `seen ${Math.round(age)} s ago`)
  const message = age === null ? 'never seen' : `silent for ${Math.round(age)} s`
  return warning('worker', message, 'Without it no letter leaves and no file is imported: npm start runs it.')
}

async function jobs({ services }: Operator): Promise<Finding> {
  const failing = (await selectJobs(services.db)).filter(({ failure }) => failure !== null)
  if (failing.length === 0) return ok('jobs', 'none has failed')
  const message = failing.map(({ name, failure }) => `${name} (${failure})`).join(', ')
  return warning(
    'jobs',
    `failing: ${message}`,
    'They are tried again; the worker\u2019s log says why they failed.',
  )
}

/** Whoever a proxy lets in without X-Forwarded-For looks like a visitor at this very machine, whom /mailbox serves. */
function provider({ env }: Operator): Finding {
  if (!env.resend && env.publicUrl.startsWith('https:')) {
    return warning(
      'provider',
      'PUBLIC_URL is https, but letters stay in the local mailbox',
      'Set RESEND_API_KEY: behind a proxy that sends no X-Forwarded-For anybody reads them, links and all, at /mailbox.',
    )
  }
  if (!env.resend) return warning('provider', 'letters stay in the local mailbox', 'Set RESEND_API_KEY.')
  if (env.resendWebhookSecret) return ok('provider', 'its key and the secret of its webhooks are set')
  return warning('provider', 'nobody hears of letters that bounce', 'Set RESEND_WEBHOOK_SECRET.')
}

async function mail({ context }: Operator): Promise<Finding> {
  const pause = await findMailPause(await context())
  if (pause) return failure('mail', `paused: ${pause.reason}`, 'See /admin/mail.')
  return ok('mail', 'goes out')
}

async function disk({ env }: Operator): Promise<Finding> {
  const { bavail, bsize } = await statfs(env.dataDir)
  const message = `${((Number(bavail) * bsize) / 1024 ** 3).toFixed(1)} GiB free in ${env.dataDir}`
  if (bavail * bsize >= MIN_FREE_BYTES) return ok('disk', message)
  return warning('disk', message, 'Make room: a full disk stops the database.')
}

async function secrets({ env }: Operator): Promise<Finding> {
  const { mode } = await stat(env.dataDir)
  const open = (mode & 0o077) !== 0
  if (open && env.embedded)
    return failure('secrets', `${env.dataDir} is open to others`, `chmod 700 ${env.dataDir}`)
  return ok('secrets', `${env.secretKeys.length} key(s); each belongs into the backup`)
}
