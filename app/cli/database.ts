import type { Command } from 'commander'
import { verifyAuditLog } from '#app/domain/audit/seal.server.ts'
import { settleRestore } from '#app/domain/backups/backups.server.ts'
import { migrateToLatest } from '#db/migrate.ts'
import { type CommandOptions, operate, UsageError } from './operator.server.ts'

export function addDatabaseCommands(program: Command): void {
  program
    .command('migrate')
    .description('bring the database up to this release')
    .option('--json', 'answer for a program')
    .action((options: CommandOptions) =>
      operate(options, async ({ services, answer }) => {
        const ran = (await migrateToLatest(services.db)).map(({ migrationName }) => migrationName)
        answer({ ran }, ran.length > 0 ? `Migrations: ${ran.length}` : undefined)
      }),
    )

  // The launcher does both (scripts/backup.mjs): they need the database's files, and one of them its end.
  program
    .command('backup')
    .argument('<folder>', 'a new one')
    .description('copy the database of the cabinet’s own and its keys, while the cabinet runs')
    .action(leftToTheLauncher)
  program
    .command('restore')
    .argument('<folder>', 'what `backup` made')
    .description('put a backup in the place of the database, which is kept beside it')
    .action(leftToTheLauncher)
  program
    .command('settle-restore')
    .argument('<taken-at>', 'when the backup was taken, as 2026-11-21T20:00:00Z')
    .description(
      'after a restore by the tools of your own database: end sessions, park letters; `restore` does so itself',
    )
    .action((takenAt: string) =>
      operate({}, async ({ context, say }) => {
        if (Number.isNaN(Date.parse(takenAt))) throw new UsageError(`${takenAt} is no moment`)
        const { sessions, parked } = await settleRestore(await context(), takenAt)
        say(`Everybody signs in again (${sessions} sessions ended).`)
        if (parked > 0)
          say(
            `${parked} letters may have been sent since: look at /admin/mail and send again those that were not.`,
          )
      }),
    )

  program
    .command('audit')
    .description('the audit log')
    .command('verify')
    .description("check the log's hash chain")
    .option('--json', 'answer for a program')
    .action((options: CommandOptions) =>
      operate(options, async ({ context, say, answer }) => {
        const verification = await verifyAuditLog(await context())
        for (const fault of verification.faults) say(fault)
        const { intact, entries, batches, unsealed, head } = verification
        answer(
          verification,
          `${intact ? 'Intact' : 'NOT INTACT'}: ${entries} entries in ${batches} batches, ${unsealed} not sealed yet, head ${head}`,
        )
        if (!intact) process.exitCode = 1
      }),
    )
}

function leftToTheLauncher(): never {
  throw new UsageError('say it to `npm run cabinet --`')
}
