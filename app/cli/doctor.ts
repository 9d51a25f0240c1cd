import type { Command } from 'commander'
import type { Translate } from '#locales/translate.ts'
import { runChecks } from './doctor-checks.server.ts'
import { type CommandOptions, type Operator, operate } from './operator.server.ts'

export function addDoctorCommand(program: Command, t: Translate): void {
  program
    .command('doctor')
    .description(t('commands:doctor.about'))
    .option('--json', t('commands:help.json'))
    .action((options: CommandOptions) => operate(options, doctor))
}

async function doctor(operator: Operator): Promise<void> {
  const { t, say, answer } = operator
  const marks = {
    ok: t('commands:doctor.status.ok'),
    warning: t('commands:doctor.status.warning'),
    error: t('commands:doctor.status.error'),
  }
  const width = Math.max(...Object.values(marks).map((mark) => mark.length))
  const findings = await runChecks(operator)
  for (const { status, name, message, fix } of findings) {
    say(`${marks[status].padEnd(width)}  ${t(`commands:doctor.name.${name}`)}: ${message}`)
    if (fix) say(`${' '.repeat(width)}  ${fix}`)
  }
  const errors = findings.filter(({ status }) => status === 'error').length
  answer(
    { findings },
    errors > 0 ? t('commands:doctor.errors', { n: errors }) : t('commands:doctor.noErrors'),
  )
  if (errors > 0) process.exitCode = 1
}
