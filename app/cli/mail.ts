import type { Command } from 'commander'
import { reject } from '#app/domain/errors.ts'
import { MailFilter } from '#app/domain/mail/mail.input.server.ts'
import { listMail, retryMail } from '#app/domain/mail/mail.server.ts'
import { sendDueMailNow } from '#app/domain/mail/sender.server.ts'
import { type CommandOptions, operate } from './operator.server.ts'

interface ListOptions extends CommandOptions {
  status?: string
  address?: string
}

export function addMailCommands(program: Command): void {
  const mail = program.command('mail').description('the outbox')

  mail
    .command('list')
    .description('what was sent, and what was not')
    .option('--status <status>', 'pending, sending, sent, dead or parked')
    .option('--address <beginning>', 'what the address begins with')
    .option('--json', 'answer for a program')
    .action((options: ListOptions) =>
      operate(options, async ({ context, say, answer }) => {
        const filter = MailFilter.parse({ q: options.address, status: options.status })
        const { letters } = await listMail(await context(), filter)
        for (const letter of letters) {
          say([letter.id, letter.status, letter.delivery ?? '-', letter.template, letter.to_email].join('\t'))
        }
        answer({ letters }, letters.length === 0 ? 'No letters.' : undefined)
      }),
    )

  mail
    .command('retry <id>')
    .description('send a letter again that was given up')
    .option('--json', 'answer for a program')
    .action((id: string, options: CommandOptions) =>
      operate(options, async ({ context, answer }) => {
        const letter = await retryMail(
          await context(),
          /^\d{1,15}$/.test(id) ? Number(id) : reject('mail_not_found'),
        )
        answer(letter, `The letter is due again: ${letter.email}`)
      }),
    )

  mail
    .command('send-due')
    .description('send now what is due')
    .option('--json', 'answer for a program')
    .action((options: CommandOptions) =>
      operate(options, async ({ context, mailer, answer }) => {
        const settled = await sendDueMailNow(await context(), mailer())
        answer({ settled }, `Letters settled: ${settled}`)
      }),
    )
}
