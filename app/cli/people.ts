import type { Command } from 'commander'
import { z } from 'zod'
import { unblockAddress } from '#app/domain/accounts/user-status.server.ts'
import { findCompanyByBin } from '#app/domain/companies/companies.server.ts'
import { inviteClient, inviteStaff } from '#app/domain/invitations/invitations.server.ts'
import { Email } from '#app/domain/kernel/email.input.server.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import { clientRoles, staffRoles } from '#app/domain/kernel/roles.ts'
import { locales } from '#locales/index.ts'
import type { Translate } from '#locales/translate.ts'
import { type CommandOptions, operate, parseOptions } from './operator.server.ts'

const StaffOptions = z.object({
  role: z.enum(staffRoles),
  station: z.string().optional(),
  locale: z.enum(locales),
})
const ClientOptions = z.object({
  role: z.enum(clientRoles),
  locale: z.enum(locales),
  company: z.string(),
})

export function addPeopleCommands(program: Command, t: Translate): void {
  const roles = ({ shape }: typeof StaffOptions | typeof ClientOptions) =>
    t('commands:invite.role', { values: shape.role.options.join(', ') })
  const language = t('commands:invite.locale', { values: locales.join(', ') })

  program
    .command('invite-staff')
    .argument('<email>', t('commands:inviteStaff.email'))
    .description(t('commands:inviteStaff.about'))
    .option('--role <role>', roles(StaffOptions), 'administrator')
    .option('--station <code>', t('commands:inviteStaff.station'))
    .option('--locale <locale>', language, 'ru')
    .option('--json', t('commands:help.json'))
    .action((email: string, options: CommandOptions) =>
      operate(options, async ({ context, answer }) => {
        const input = parseOptions(StaffOptions, options)
        const invited = await inviteStaff(await context(), { ...input, email: addressOf(email) })
        answer(invited, t('commands:invite.sent', { email: invited.email }))
      }),
    )

  program
    .command('invite')
    .argument('<email>', t('commands:invite.email'))
    .description(t('commands:invite.about'))
    .requiredOption('--company <bin>', t('commands:invite.company'))
    .option('--role <role>', roles(ClientOptions), 'owner')
    .option('--locale <locale>', language, 'ru')
    .option('--json', t('commands:help.json'))
    .action((email: string, options: CommandOptions) =>
      operate(options, async ({ context, answer }) => {
        const { company: bin, ...input } = parseOptions(ClientOptions, options)
        const ctx = await context()
        const { id: companyId } = await findCompanyByBin(ctx, bin)
        const invited = await inviteClient(ctx, { ...input, email: addressOf(email), companyId })
        answer(invited, t('commands:invite.sent', { email: invited.email }))
      }),
    )

  program
    .command('unblock')
    .argument('<email>', t('commands:unblock.email'))
    .description(t('commands:unblock.about'))
    .option('--json', t('commands:help.json'))
    .action((email: string, options: CommandOptions) =>
      operate(options, async ({ context, answer }) => {
        const address = addressOf(email)
        await unblockAddress(await context(), address)
        answer({ email: address }, t('commands:unblock.done', { email: address }))
      }),
    )
}

function addressOf(typed: string): string {
  const parsed = Email.safeParse(typed)
  return parsed.success ? parsed.data : reject('email_invalid')
}
