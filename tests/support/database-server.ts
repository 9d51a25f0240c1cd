import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { createDb } from '#db/connection/client.server.ts'
import { migrateToLatest } from '#db/migrate.ts'
import { startMariadb } from '../../scripts/mariadb.mjs'
import { dumpOf } from './database-dump.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The DATABASE_URL of the server of this run, with `DATABASE` where the name of a database goes. */
    databaseUrl: string
    /** What a freshly migrated database is made of: its tables, then the rows that migrations put in. */
    databaseTemplate: string
  }
}

const PREFIX = 'cabinet-test-'

interface Server {
  url: string
  template: string
  stop: () => Promise<void>
}

// Vitest loads this file once a project; one server serves them all.
const shared = globalThis as { testDatabaseServer?: { server: Promise<Server>; users: number } }

/** Vitest's global setup: a MariaDB of this run's own, and one migrated database as the pattern of every other. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared.testDatabaseServer ??= { server: start(), users: 0 }
  const running = shared.testDatabaseServer
  running.users += 1
  const server = await running.server
  project.provide('databaseUrl', server.url)
  project.provide('databaseTemplate', server.template)
  return async () => {
    running.users -= 1
    if (running.users > 0) return
    // Whoever comes next in this process needs a server that runs.
    if (shared.testDatabaseServer === running) delete shared.testDatabaseServer
    await server.stop()
  }
}

async function start(): Promise<Server> {
  await removeLeftOvers()
  const folder = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`))
  const mariadb = await startMariadb(folder, { durable: false })
  const stop = async () => {
    await mariadb.stop()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    return { url: mariadb.url('DATABASE'), template: await migratedTemplate(mariadb.url()), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function migratedTemplate(url: string): Promise<string> {
  const db = createDb(url, { connections: 1 })
  await migrateToLatest(db)
  const statements = await dumpOf(db)
  await db.destroy()
  return statements
}

/** A run that was killed leaves its folder; its server went with it. */
async function removeLeftOvers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(PREFIX) ? Number(name.slice(PREFIX.length).split('-')[0]) : Number.NaN
    if (Number.isNaN(pid) || isRunning(pid)) continue
    await rm(join(tmpdir(), name), { recursive: true, force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
