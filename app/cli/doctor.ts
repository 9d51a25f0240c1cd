import type { Command } from 'commander'
import { examine } from './examination.server.ts'
import { type CommandOptions, operate } from './operator.server.ts'

const marks = { ok: 'ok     ', warning: 'WARNING', fault: 'FAULT  ' } as const

export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('check configuration, database, mail and clock, and say what is wrong')
    .option('--json', 'answer for a program')
    .action((options: CommandOptions) =>
      operate(options, async (operator) => {
        const findings = await examine(operator)
        for (const { health, name, words, mend } of findings) {
          operator.say(`${marks[health]}  ${name}: ${words}${mend ? `\n         ${mend}` : ''}`)
        }
        const faults = findings.filter(({ health }) => health === 'fault').length
        operator.answer({ findings }, faults > 0 ? `${faults} fault(s).` : 'Nothing is wrong.')
        if (faults > 0) process.exitCode = 1
      }),
    )
}
