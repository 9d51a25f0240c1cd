import type { Command } from 'commander'
import { findDemo, loadDemo } from '#app/domain/demo/demo.server.ts'
import type { DemoAccount } from '#app/domain/demo/people.ts'
import { DomainError } from '#app/domain/errors.ts'
import { type CommandOptions, type Operator, operate } from './operator.server.ts'

interface DemoOptions extends CommandOptions {
  ifEmpty?: boolean
}

export function addDemoCommand(program: Command): void {
  program
    .command('demo')
    .description('load the demo data into an empty database, and say how to sign in to it')
    .option('--if-empty', 'where there is other data, do nothing')
    .option('--json', 'answer for a program')
    .action((options: DemoOptions) => operate(options, (operator) => demo(operator, options)))
}

async function demo({ context, env, answer }: Operator, { ifEmpty }: DemoOptions): Promise<void> {
  const ctx = await context('demo')
  const known = await findDemo(ctx)
  if (known) return answer({ loaded: false, accounts: known }, sentences(known))
  try {
    const accounts = await loadDemo(ctx, { production: env.strict })
    answer({ loaded: true, accounts }, sentences(accounts))
  } catch (error) {
    if (!ifEmpty || !(error instanceof DomainError)) throw error
    answer({ loaded: false, accounts: [] })
  }
}

/** The passwords as they were at first: people may change them. */
function sentences(accounts: readonly DemoAccount[]): string {
  const who = { administrator: 'staff ', owner: 'client' }
  const lines = accounts.map(({ role, email, password }) => `  ${who[role]}  ${email.padEnd(30)} ${password}`)
  return ['Demo data. Sign in with:', ...lines].join('\n')
}
