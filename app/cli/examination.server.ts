import { statfs } from 'node:fs/promises'
import { findMailPause } from '#app/domain/mail/mail.server.ts'
import { isMigrated } from '#db/migrate.ts'
import { databaseNow } from '#db/queries/clock.ts'
import { selectServerSettings } from '#db/queries/server-settings.ts'
import { selectHeartbeatAge } from '#db/queries/worker-jobs.ts'
import type { Operator } from './operator.server.ts'

export interface Finding {
  name: string
  health: 'ok' | 'warning' | 'fault'
  words: string
  /** What to do about it. */
  mend?: string
}

const MOST_SKEW_MS = 2_000
const WORKER_SILENT_SECONDS = 60
const LITTLE_SPACE_BYTES = 1024 ** 3

/** Everything that has been seen to go wrong in an installation; what cannot be asked counts as a fault. */
export async function examine(operator: Operator): Promise<Finding[]> {
  const findings = [configuration(operator)]
  for (const [name, check] of checks) {
    findings.push(await check(operator).catch((error: unknown) => unanswered(name, error)))
  }
  return findings
}

const checks: [string, (operator: Operator) => Promise<Finding>][] = [
  ['database', databaseServer],
  ['durability', durability],
  ['migrations', migrations],
  ['clock', clock],
  ['worker', worker],
  ['mail', mail],
  ['disk', disk],
]

function unanswered(name: string, error: unknown): Finding {
  const words = error instanceof Error ? error.message : String(error)
  return { name, health: 'fault', words, mend: 'Check DATABASE_URL and that the server runs.' }
}

/** Read without a fault, or the command would not have come so far. */
function configuration({ env }: Operator): Finding {
  const insecure = !env.publicUrl.startsWith('https:')
  return {
    name: 'configuration',
    health: insecure ? 'warning' : 'ok',
    words: env.publicUrl,
    mend: insecure ? 'Links and cookies travel unencrypted: set PUBLIC_URL to the https address.' : undefined,
  }
}

async function databaseServer({ services }: Operator): Promise<Finding> {
  const { version, charset, readOnly } = await selectServerSettings(services.db)
  if (charset !== 'utf8mb4') {
    return { name: 'database', health: 'fault', words: charset, mend: 'Create the schema with utf8mb4.' }
  }
  if (readOnly)
    return {
      name: 'database',
      health: 'fault',
      words: 'read only',
      mend: 'Point DATABASE_URL to the primary.',
    }
  return { name: 'database', health: 'ok', words: version }
}

async function durability({ services }: Operator): Promise<Finding> {
  const { flush } = await selectServerSettings(services.db)
  const words = `innodb_flush_log_at_trx_commit = ${flush}`
  if (flush === 1) return { name: 'durability', health: 'ok', words }
  return {
    name: 'durability',
    health: 'fault',
    words,
    mend: 'Set it to 1, or a crash loses what was acknowledged.',
  }
}

async function migrations({ services }: Operator): Promise<Finding> {
  if (await isMigrated(services.db)) return { name: 'migrations', health: 'ok', words: 'up to date' }
  return {
    name: 'migrations',
    health: 'fault',
    words: 'some are missing',
    mend: 'npm run cabinet -- migrate',
  }
}

async function clock({ services }: Operator): Promise<Finding> {
  const before = Date.now()
  const there = (await databaseNow(services.db)).getTime()
  const skew = Math.round(there - (before + Date.now()) / 2)
  const words = `this machine and the database differ by ${Math.abs(skew)} ms`
  if (Math.abs(skew) <= MOST_SKEW_MS) return { name: 'clock', health: 'ok', words }
  return {
    name: 'clock',
    health: 'warning',
    words,
    mend: 'Let both follow NTP: logs and links tell different times.',
  }
}

async function worker({ services }: Operator): Promise<Finding> {
  const age = await selectHeartbeatAge(services.db)
  if (age !== null && age <= WORKER_SILENT_SECONDS) {
    return { name: 'worker', health: 'ok', words: `seen ${Math.round(age)} s ago` }
  }
  const words = age === null ? 'never seen' : `silent for ${Math.round(age)} s`
  return { name: 'worker', health: 'warning', words, mend: 'Without it no letter leaves: npm start runs it.' }
}

async function mail({ env, context }: Operator): Promise<Finding> {
  if (!env.resend) {
    return {
      name: 'mail',
      health: 'warning',
      words: 'letters stay in the local mailbox',
      mend: 'Set RESEND_API_KEY.',
    }
  }
  if (!env.resendWebhookSecret) {
    return {
      name: 'mail',
      health: 'warning',
      words: 'nobody hears of bounces',
      mend: 'Set RESEND_WEBHOOK_SECRET.',
    }
  }
  const pause = await findMailPause(await context())
  if (pause)
    return { name: 'mail', health: 'fault', words: `paused: ${pause.reason}`, mend: 'See /admin/mail.' }
  return { name: 'mail', health: 'ok', words: env.mailFrom }
}

async function disk({ env }: Operator): Promise<Finding> {
  const { bavail, bsize } = await statfs(env.dataDir)
  const words = `${((Number(bavail) * bsize) / 1024 ** 3).toFixed(1)} GiB free in DATA_DIR`
  if (bavail * bsize >= LITTLE_SPACE_BYTES) return { name: 'disk', health: 'ok', words }
  return { name: 'disk', health: 'warning', words, mend: 'Make room: a full disk stops the database.' }
}
