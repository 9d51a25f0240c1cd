import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Context } from '#app/domain/kernel/context.ts'
import { DomainError } from '#app/domain/kernel/errors.ts'
import { type SystemName, systemContext } from '#app/domain/kernel/system-context.server.ts'
import type { Services } from '#app/runtime/services.server.ts'
import { createMailer, createServices } from '#app/runtime/services.server.ts'
import { type Env, EnvironmentError, readEnv } from '#app/runtime/settings.server.ts'
import { explainConfiguration, terminalLocale } from '#app/runtime/terminal.server.ts'
import { valueFault } from '#app/runtime/value-faults.server.ts'
import { isConnectionLost } from '#db/connection/client.server.ts'
import { sayByKey } from '#locales/i18n.server.ts'
import type { Translate } from '#locales/translate.ts'
import { i18nFor, translatorFor } from '#locales/words.server.ts'

/** What a command works with. */
export interface Operator {
  env: Env
  services: Services
  /** Of the operator at this machine, in the language of the terminal; the audit log calls the actor `name`. */
  context(name?: SystemName): Promise<Context>
  mailer(): ReturnType<typeof createMailer>
  /** Words in the language of the terminal; `sayByKey` for keys that are known only while running. */
  t: Translate
  sayByKey(key: string, params?: Parameters<typeof sayByKey>[2]): string
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
  const locale = terminalLocale()
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
        locale,
      }),
      mailer: () => createMailer(env, opened.log),
      t: translatorFor(locale),
      sayByKey: (key, params) => sayByKey(i18nFor(locale), key, params),
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

/** The operator said something that the command does not understand; the message is in the operator's language. */
export class UsageError extends Error {}

/**
 * `named`: options that are not called as the schema calls them: those that may be repeated.
 * @throws UsageError with what the first wrong option must be.
 */
export function parseOptions<Schema extends z.ZodType>(
  schema: Schema,
  options: object,
  named: Record<string, string> = {},
): z.output<Schema> {
  const parsed = schema.safeParse(options)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const { words, params } = valueFault(issue)
  const field = String(issue?.path[0] ?? '')
  throw new UsageError(`--${named[field] ?? field}: ${sayByKey(i18nFor(terminalLocale()), words, params)}`)
}

function refuse({ json }: CommandOptions, error: unknown): void {
  const { code, message } = explain(error)
  if (json) process.stdout.write(`${JSON.stringify({ error: { code, message } })}\n`)
  else process.stderr.write(`${message}\n`)
}

function explain(error: unknown): { code: string; message: string } {
  const locale = terminalLocale()
  const t = translatorFor(locale)
  if (error instanceof DomainError)
    return { code: error.code, message: sayByKey(i18nFor(locale), `errors:${error.code}`, error.params) }
  if (error instanceof EnvironmentError)
    return { code: 'configuration', message: explainConfiguration(error, locale) }
  if (error instanceof UsageError) return { code: 'usage', message: error.message }
  const reason = error instanceof Error ? error.message : String(error)
  if (isConnectionLost(error))
    return { code: 'database_away', message: t('commands:refusal.databaseAway', { reason }) }
  const stack = error instanceof Error ? (error.stack ?? reason) : reason
  return { code: 'failed', message: `${t('commands:refusal.failed')}\n${stack}` }
}
