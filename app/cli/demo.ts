import type { Command } from 'commander'
import { findDemo, loadDemo } from '#app/domain/demo/demo.server.ts'
import type { DemoAccount } from '#app/domain/demo/people.ts'
import { DomainError } from '#app/domain/kernel/errors.ts'
import type { Translate } from '#locales/translate.ts'
import { type CommandOptions, type Operator, operate } from './operator.server.ts'

interface DemoOptions extends CommandOptions {
  ifEmpty?: boolean
}

export function addDemoCommand(program: Command, t: Translate): void {
  program
    .command('demo')
    .description(t('commands:demo.about'))
    .option('--if-empty', t('commands:demo.ifEmpty'))
    .option('--json', t('commands:help.json'))
    .action((options: DemoOptions) => operate(options, (operator) => demo(operator, options)))
}

/** Where `--if-empty` loads nothing; any other fault is one of the demo data. */
const NO_PLACE = new Set<string>(['demo_not_empty', 'demo_refused'])

async function demo({ context, env, answer, t }: Operator, { ifEmpty }: DemoOptions): Promise<void> {
  const ctx = await context('demo')
  const known = await findDemo(ctx)
  if (known) return answer({ loaded: false, accounts: known }, sentences(known, t))
  try {
    const accounts = await loadDemo(ctx, { production: env.strict })
    answer({ loaded: true, accounts }, sentences(accounts, t))
  } catch (error) {
    if (!ifEmpty || !(error instanceof DomainError && NO_PLACE.has(error.code))) throw error
    answer({ loaded: false, accounts: [] })
  }
}

/** The passwords as they were at first: people may change them. */
function sentences(accounts: readonly DemoAccount[], t: Translate): string {
  const who = {
    administrator: t('users:kind.staff'),
    owner: t('users:kind.client'),
    cashier: t('common:role.cashier'),
  }
  const width = Math.max(...Object.values(who).map((name) => name.length))
  const lines = accounts.map(
    ({ role, email, password }) => `  ${who[role].padEnd(width)}  ${email.padEnd(30)} ${password}`,
  )
  return [t('commands:demo.signIn'), ...lines].join('\n')
}
