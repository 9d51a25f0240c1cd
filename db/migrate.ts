import { type Migration, type MigrationResult, Migrator } from 'kysely/migration'
import type { Db } from './connection/client.server.ts'

/** Each file of the folder by its name, which the migrator sorts by; the build takes them in. */
const migrations = Object.fromEntries(
  Object.entries(import.meta.glob<Migration>('./migrations/[0-9]*.ts', { eager: true })).map(
    ([path, migration]) => [path.slice(path.lastIndexOf('/') + 1, -'.ts'.length), migration],
  ),
)

/** Runs what has not run yet, in order, under kysely's own lock; returns what ran. Throws the first failure. */
export async function migrateToLatest(db: Db): Promise<MigrationResult[]> {
  const { error, results } = await migrator(db).migrateToLatest()
  if (error) throw error
  return results ?? []
}

/** True when every migration of this build has run: reads a table, so a node without quorum answers no. */
export async function isMigrated(db: Db): Promise<boolean> {
  const all = await migrator(db).getMigrations()
  return all.every((migration) => migration.executedAt !== undefined)
}

function migrator(db: Db) {
  return new Migrator({ db, provider: { getMigrations: async () => migrations } })
}
