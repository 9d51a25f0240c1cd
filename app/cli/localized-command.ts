import { Command, Help, type Option } from 'commander'
import type { Translate } from '#locales/translate.ts'

/** A command whose help and whose refusals are in one language; commander itself speaks English only. */
export class LocalizedCommand extends Command {
  readonly #t: Translate

  constructor(t: Translate, name?: string) {
    super(name)
    this.#t = t
  }

  override createCommand(name?: string): LocalizedCommand {
    return new LocalizedCommand(this.#t, name)
  }

  /** Every refusal of commander's comes through here, with the code of its kind. */
  override error(message: string, options?: { code?: string; exitCode?: number }): never {
    return super.error(refusalIn(this.#t, message, options?.code) ?? message, options)
  }
}

/** Its subcommands inherit all of it. */
export function speakOnly(t: Translate, program: Command): void {
  const plain = new Help()
  const titles = new Map([
    ['Usage:', t('commands:help.usage')],
    ['Arguments:', t('commands:help.arguments')],
    ['Options:', t('commands:help.options')],
    ['Commands:', t('commands:help.commands')],
  ])
  const inWords = (usage: string) =>
    usage
      .replace('[options]', t('commands:help.anyOptions'))
      .replace('[command]', t('commands:help.anyCommand'))
  program
    .helpOption('-h, --help', t('commands:help.show'))
    .helpCommand('help [command]', t('commands:help.showFor'))
    .configureHelp({
      styleTitle: (title) => titles.get(title) ?? title,
      commandUsage: (command) => inWords(plain.commandUsage(command)),
      subcommandTerm: (command) => inWords(plain.subcommandTerm(command)),
      optionDescription: ({ description, argChoices, defaultValue }) =>
        described(t, { description, argChoices, defaultValue }),
      argumentDescription: ({ description, argChoices }) => described(t, { description, argChoices }),
    })
}

type Described = Pick<Option, 'description' | 'argChoices'> & Partial<Pick<Option, 'defaultValue'>>

function described(t: Translate, { description, argChoices, defaultValue }: Described): string {
  const more = [
    ...(argChoices ? [t('commands:help.choices', { values: argChoices.join(', ') })] : []),
    // A collection that nothing was added to is no default worth naming.
    ...(defaultValue === undefined || typeof defaultValue === 'object'
      ? []
      : [t('commands:help.byDefault', { value: String(defaultValue) })]),
  ]
  return more.length > 0 ? `${description} (${more.join('; ')})` : description
}

/** Undefined for what has no words here. Commander hands over names and values in its sentence only, in quotes. */
function refusalIn(t: Translate, message: string, code: string | undefined): string | undefined {
  const [first = '', second = ''] = [...message.matchAll(/'([^']*)'/g)].map(([, quoted = '']) => quoted)
  const similar = between(message, /\(Did you mean (?:one of )?/, '?)')
  const suggestion = similar ? `\n${t('commands:usage.similar', { names: similar })}` : ''
  switch (code) {
    case 'commander.unknownCommand':
      return t('commands:usage.unknownCommand', { name: first }) + suggestion
    case 'commander.unknownOption':
      return t('commands:usage.unknownOption', { name: first }) + suggestion
    case 'commander.missingArgument':
      return t('commands:usage.missingArgument', { name: first })
    case 'commander.missingMandatoryOptionValue':
      return t('commands:usage.missingOption', { name: first })
    case 'commander.optionMissingArgument':
      return t('commands:usage.missingValue', { name: first })
    case 'commander.excessArguments':
      return t('commands:usage.excessArguments', {
        values: between(message, /but got \d+: /, '.'),
      })
    case 'commander.invalidArgument': {
      const allowed = between(message, /Allowed choices are /, '.')
      const [name, value] = message.includes('command-argument') ? [second, first] : [first, second]
      return t('commands:usage.notAllowed', { name, value, allowed })
    }
    default:
      return undefined
  }
}

/** What stands behind `before` and ahead of `after` at the end; empty where they are not there. */
function between(message: string, before: RegExp, after: string): string {
  const found = before.exec(message)
  return found && message.endsWith(after) ? message.slice(found.index + found[0].length, -after.length) : ''
}
