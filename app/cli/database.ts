import type { Command } from 'commander'
import { verifyAuditLog } from '#app/domain/audit/seal.server.ts'
import { migrateToLatest } from '#db/migrate.ts'
import { type CommandOptions, operate } from './operator.server.ts'

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
