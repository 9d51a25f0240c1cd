import type { Command } from 'commander'
import { type AuditVerification, verifyAuditLog } from '#app/domain/audit/seal.server.ts'
import { settleRestore } from '#app/domain/backups/backups.server.ts'
import { migrateToLatest } from '#db/migrate.ts'
import type { Translate } from '#locales/translate.ts'
import { type CommandOptions, type Operator, operate, UsageError } from './operator.server.ts'

export function addDatabaseCommands(program: Command, t: Translate): void {
  program
    .command('migrate')
    .description(t('commands:migrate.about'))
    .option('--json', t('commands:help.json'))
    .action((options: CommandOptions) =>
      operate(options, async ({ services, answer }) => {
        const ran = (await migrateToLatest(services.db)).map(({ migrationName }) => migrationName)
        answer({ ran }, ran.length > 0 ? t('commands:migrate.done', { n: ran.length }) : undefined)
      }),
    )

  // The launcher does both (scripts/backup.mjs): they need the database's files, and one of them its end.
  program
    .command('backup')
    .argument('<folder>', t('commands:backup.folder'))
    .description(t('commands:backup.about'))
    .action((_folder, _options, command: Command) => leaveToTheLauncher(command, t))
  program
    .command('restore')
    .argument('<folder>', t('commands:restore.folder'))
    .description(t('commands:restore.about'))
    .action((_folder, _options, command: Command) => leaveToTheLauncher(command, t))
  program
    .command('settle-restore')
    .argument('<taken-at>', t('commands:settleRestore.takenAt'))
    .description(t('commands:settleRestore.about'))
    .action((takenAt: string) => operate({}, (operator) => settle(operator, takenAt)))

  program
    .command('audit')
    .description(t('commands:audit.about'))
    .command('verify')
    .description(t('commands:audit.verify'))
    .option('--json', t('commands:help.json'))
    .action((options: CommandOptions) => operate(options, verify))
}

async function settle({ context, say, t }: Operator, takenAt: string): Promise<void> {
  if (Number.isNaN(Date.parse(takenAt)))
    throw new UsageError(t('commands:settleRestore.notAMoment', { value: takenAt }))
  const { sessions, parked } = await settleRestore(await context(), takenAt)
  say(t('commands:settleRestore.sessions', { count: sessions, n: sessions }))
  if (parked > 0) say(t('commands:settleRestore.parked', { count: parked, n: parked }))
}

async function verify({ context, say, answer, t, sayByKey }: Operator): Promise<void> {
  const verification = await verifyAuditLog(await context())
  const faults = verification.faults.map(({ code, ...params }) =>
    sayByKey(`commands:audit.faults.${code}`, params),
  )
  for (const fault of faults) say(fault)
  answer({ ...verification, faults }, sentences(verification, t))
  if (!verification.intact) process.exitCode = 1
}

function sentences({ intact, entries, batches, unsealed, head }: AuditVerification, t: Translate): string {
  const verdict = intact ? t('commands:audit.intact') : t('commands:audit.changed')
  return `${verdict} ${t('commands:audit.counts', { entries, batches, unsealed, head })}`
}

function leaveToTheLauncher(command: Command, t: Translate): never {
  return command.error(t('commands:usage.launcherOnly', { name: command.name() }))
}
