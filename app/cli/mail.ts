import type { Command } from 'commander'
import { z } from 'zod'
import { reject } from '#app/domain/kernel/errors.ts'
import { rowIdIn } from '#app/domain/kernel/id.input.server.ts'
import { MailFilter } from '#app/domain/mail/mail.input.server.ts'
import { listMail, retryMail } from '#app/domain/mail/mail.server.ts'
import { mailStatuses } from '#app/domain/mail/mail.ts'
import { sendDueMailNow } from '#app/domain/mail/sender.server.ts'
import type { Translate } from '#locales/translate.ts'
import { type CommandOptions, operate, parseOptions } from './operator.server.ts'

const ListOptions = z.object({ status: z.enum(mailStatuses).optional() })

interface ListOptions extends CommandOptions {
  status?: string
  address?: string
}

export function addMailCommands(program: Command, t: Translate): void {
  const mail = program.command('mail').description(t('commands:mail.about'))

  mail
    .command('list')
    .description(t('commands:mail.list'))
    .option('--status <status>', t('commands:mail.status', { values: mailStatuses.join(', ') }))
    .option('--address <beginning>', t('commands:mail.address'))
    .option('--json', t('commands:help.json'))
    .action((options: ListOptions) =>
      operate(options, async ({ context, say, answer, sayByKey }) => {
        const { status } = parseOptions(ListOptions, options)
        const filter = MailFilter.parse({ q: options.address, status })
        const { letters } = await listMail(await context(), filter)
        for (const letter of letters) {
          const { id, status, delivery, template, to_email: address } = letter
          const words = [
            t(`mail:status.${status}`),
            delivery ? t(`mail:delivery.${delivery}`) : '-',
            sayByKey(`mail:template.${template}`),
          ]
          say([id, ...words, address].join('\t'))
        }
        answer({ letters }, letters.length === 0 ? t('commands:mail.none') : undefined)
      }),
    )

  mail
    .command('retry')
    .argument('<id>', t('commands:mail.id'))
    .description(t('commands:mail.retry'))
    .option('--json', t('commands:help.json'))
    .action((id: string, options: CommandOptions) =>
      operate(options, async ({ context, answer }) => {
        const letter = await retryMail(await context(), rowIdIn(id) ?? reject('mail_not_found'))
        answer(letter, t('commands:mail.retried', { email: letter.email }))
      }),
    )

  mail
    .command('send-due')
    .description(t('commands:mail.sendDue'))
    .option('--json', t('commands:help.json'))
    .action((options: CommandOptions) =>
      operate(options, async ({ context, mailer, answer }) => {
        const settled = await sendDueMailNow(await context(), mailer())
        answer({ settled }, t('commands:mail.settled', { n: settled }))
      }),
    )
}
