import type { Command } from 'commander'
import { instructionOf } from '#app/api/v1/instruction-fields.server.ts'
import { exportInstructions } from '#app/domain/instructions/feed.server.ts'
import type { Translate } from '#locales/translate.ts'
import { type CommandOptions, operate } from './operator.server.ts'

/** What a processor that is not connected has to be told by hand. */
export function addInstructionCommands(program: Command, t: Translate): void {
  program
    .command('instructions')
    .description(t('commands:instructions.about'))
    .command('export')
    .description(t('commands:instructions.export'))
    .option('--json', t('commands:help.json'))
    .action((options: CommandOptions) =>
      operate(options, async ({ context, answer }) => {
        const all: ReturnType<typeof instructionOf>[] = []
        for await (const some of exportInstructions(await context())) all.push(...some.map(instructionOf))
        answer({ instructions: all }, all.map((one) => JSON.stringify(one)).join('\n'))
      }),
    )
}
