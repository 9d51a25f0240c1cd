import type { Command } from 'commander'
import { runChecks } from './doctor-checks.server.ts'
import { type CommandOptions, operate } from './operator.server.ts'

const marks = { ok: 'ok     ', warning: 'WARNING', error: 'ERROR  ' } as const

export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('check configuration, database, mail and clock, and say what is wrong')
    .option('--json', 'answer for a program')
    .action((options: CommandOptions) =>
      operate(options, async (operator) => {
        const findings = await runChecks(operator)
        for (const { status, name, message, fix } of findings) {
          operator.say(`${marks[status]}  ${name}: ${message}${fix ? `\n         ${fix}` : ''}`)
        }
        const errors = findings.filter(({ status }) => status === 'error').length
        operator.answer({ findings }, errors > 0 ? `Errors: ${errors}` : 'No errors.')
        if (errors > 0) process.exitCode = 1
      }),
    )
}
