import type { Command } from 'commander'
import { z } from 'zod'
import { Email } from '#app/domain/accounts/email.input.server.ts'
import { unblockAddress } from '#app/domain/accounts/user-standing.server.ts'
import { findCompanyByBin } from '#app/domain/companies/companies.server.ts'
import { reject } from '#app/domain/errors.ts'
import { inviteClient, inviteStaff } from '#app/domain/invitations/invitations.server.ts'
import { type CommandOptions, operate, UsageError } from './operator.server.ts'

const StaffOptions = z.object({
  role: z.enum(['administrator', 'support']),
  locale: z.enum(['en', 'ru', 'kk']),
})
const ClientOptions = z.object({
  role: z.enum(['owner', 'manager', 'viewer']),
  locale: z.enum(['en', 'ru', 'kk']),
  company: z.string(),
})

export function addPeopleCommands(program: Command): void {
  program
    .command('invite-staff <email>')
    .description('invite a colleague of the retailer')
    .option('--role <role>', 'administrator or support', 'administrator')
    .option('--locale <locale>', 'ru, kk or en', 'ru')
    .option('--json', 'answer for a program')
    .action((email: string, options: CommandOptions) =>
      operate(options, async ({ context, answer }) => {
        const input = parse(StaffOptions, options)
        const invited = await inviteStaff(await context(), { ...input, email: addressOf(email) })
        answer(invited, `The invitation is on its way: ${invited.email}`)
      }),
    )

  program
    .command('invite <email>')
    .description('invite a person to a company')
    .requiredOption('--company <bin>', "the company's BIN")
    .option('--role <role>', 'owner, manager or viewer', 'owner')
    .option('--locale <locale>', 'ru, kk or en', 'ru')
    .option('--json', 'answer for a program')
    .action((email: string, options: CommandOptions) =>
      operate(options, async ({ context, answer }) => {
        const { company: bin, ...input } = parse(ClientOptions, options)
        const ctx = await context()
        const { id: companyId } = await findCompanyByBin(ctx, bin)
        const invited = await inviteClient(ctx, { ...input, email: addressOf(email), companyId })
        answer(invited, `The invitation is on its way: ${invited.email}`)
      }),
    )

  program
    .command('unblock <email>')
    .description('lift the block that bad passwords brought')
    .option('--json', 'answer for a program')
    .action((email: string, options: CommandOptions) =>
      operate(options, async ({ context, answer }) => {
        const address = addressOf(email)
        await unblockAddress(await context(), address)
        answer({ email: address }, `Sign-in is open again: ${address}`)
      }),
    )
}

function addressOf(typed: string): string {
  const parsed = Email.safeParse(typed)
  return parsed.success ? parsed.data : reject('email_invalid')
}

function parse<Schema extends z.ZodType>(schema: Schema, options: CommandOptions): z.output<Schema> {
  const parsed = schema.safeParse(options)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new UsageError(`--${issue?.path.join('.')}: ${issue?.message}`)
}
