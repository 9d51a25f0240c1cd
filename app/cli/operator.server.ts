import { randomUUID } from 'node:crypto'
import type { Context } from '#app/domain/context.ts'
import { DomainError } from '#app/domain/errors.ts'
import { type SystemName, systemContext } from '#app/domain/system-context.server.ts'
import { type Env, EnvironmentError, readEnv, readTerminalLanguage } from '#app/env.server.ts'
import { createMailer, createServices } from '#app/services.server.ts'
import type { Services } from '#app/web/load-context.server.ts'
import { isConnectionLost } from '#db/client.server.ts'
import { isLocale, type Locale, sayByKey } from '#locales/index.ts'
import { i18nFor } from '#locales/words.server.ts'

/** What a command works with. */
export interface Operator {
  env: Env
  services: Services
  /** Of the operator at this machine, in the language of the terminal; the audit log calls the actor `name`. */
  context(name?: SystemName): Promise<Context>
  mailer(): ReturnType<typeof createMailer>
  /** A line for a person; with `--json` nothing. */
  say(line: string): void
  /** What the command found out: with `--json` an object for a program, else the words for a person. */
  answer(facts: object, words?: string): void
}

export interface CommandOptions {
  json?: boolean
}

/**
 * Runs one command and ends with its exit code: 0, or 1 when it was refused or failed. What was expected to fail is one
 * clear sentence, in English unless LANG says Russian or Kazakh.
 */
export async function operate(
  options: CommandOptions,
  command: (operator: Operator) => Promise<void>,
): Promise<void> {
  const say = (line: string) => void (options.json || process.stdout.write(`${line}\n`))
  let services: Services | undefined
  try {
    const env = readEnv()
    const opened = createServices({ ...env, logLevel: 'silent' })
    services = opened
    await command({
      env,
      services: opened,
      context: async (name = 'cli') => ({
        ...(await systemContext(opened, name, `cli-${randomUUID()}`)),
        locale: operatorLocale(),
      }),
      mailer: () => createMailer(env, opened.log),
      say,
      answer: (facts, words) =>
        options.json ? void process.stdout.write(`${JSON.stringify(facts)}\n`) : words && say(words),
    })
  } catch (error) {
    process.exitCode = 1
    refuse(options, error)
  } finally {
    await services?.db.destroy().catch(() => {})
  }
}

/** `LANG=ru_RU.UTF-8` */
export function operatorLocale(): Locale {
  const language = readTerminalLanguage()
  return isLocale(language) ? language : 'en'
}

/** The operator said something that the command does not understand; the message is for the operator. */
export class UsageError extends Error {}

function refuse({ json }: CommandOptions, error: unknown): void {
  const { code, message } = explain(error)
  if (json) process.stdout.write(`${JSON.stringify({ error: { code, message } })}\n`)
  else process.stderr.write(`${message}\n`)
}

function explain(error: unknown): { code: string; message: string } {
  const inWords = (code: string, params: DomainError['params'] = {}) =>
    sayByKey(i18nFor(operatorLocale()), `errors:${code}`, params)
  if (error instanceof DomainError) return { code: error.code, message: inWords(error.code, error.params) }
  if (error instanceof EnvironmentError) return { code: 'configuration', message: error.message }
  if (error instanceof UsageError) return { code: 'usage', message: error.message }
  if (isConnectionLost(error)) {
    return { code: 'database_away', message: `${inWords('database_away')} (${(error as Error).message})` }
  }
  return { code: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}
