import type { Command } from 'commander'
import { describe, expect, test } from 'vitest'
import { commands } from '#app/cli/commands.ts'
import { sentencesInCode } from '#tests/support/code-sentences.ts'
import { sourcesUnder } from '#tests/support/words.ts'

/** A command and all below it. */
function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyCommand)]
}

function path(command: Command): string {
  return command.parent ? `${path(command.parent)} ${command.name()}` : command.name()
}

/** What the help of every command says, by what it is about: a command, an argument, an option. */
function descriptions(program: Command): Map<string, string> {
  return new Map(
    everyCommand(program).flatMap((command) => [
      [path(command), command.description()] as const,
      ...command.registeredArguments.map(
        (argument) => [`${path(command)} <${argument.name()}>`, argument.description] as const,
      ),
      ...command.options.map(({ long, description }) => [`${path(command)} ${long}`, description] as const),
    ]),
  )
}

const english = descriptions(commands('en'))

test('every command, argument and option is described', () => {
  expect(english.size).toBeGreaterThan(40)
  expect([...english].filter(([, words]) => words.length < 3)).toEqual([])
})

describe.each(['ru', 'kk'] as const)('help in %s', (locale) => {
  test('describes everything in that language', () => {
    const translated = descriptions(commands(locale))
    expect([...translated.keys()]).toEqual([...english.keys()])
    const inEnglish = [...translated].filter(
      ([what, words]) => words === english.get(what) || !/\p{Script=Cyrillic}{3}/u.test(words),
    )
    expect(inEnglish).toEqual([])
  })

  test('has no English sentence around the descriptions either', () => {
    for (const command of everyCommand(commands(locale))) {
      const help = command.helpInformation()
      // Commands, options and values are names; a sentence has two plain words beside each other.
      const sentences = help
        .replaceAll(/npm run cabinet --.*/g, '')
        .replaceAll(/`[^`]*`/g, '')
        .match(/(?<![\p{L}\d-])[a-z]{2,} [a-z]{2,}(?![\p{L}\d-])/giu)
      expect([path(command), sentences]).toEqual([path(command), null])
      expect(help).not.toMatch(/Usage|Options|Commands|Arguments|\[options\]|\[command\]|default|choices/)
    }
  })
})

describe('the code of the commands', () => {
  test('holds no text that a person reads', () => {
    expect(sourcesUnder('app/cli').flatMap((file) => sentencesInCode(file))).toEqual([])
  })

  test.each([
    ['a sentence', "throw new Error('this is no moment')", 'this is no moment'],
    ['a description', "program.command('x').description('outbox')", 'outbox'],
    ["an option's description", "command.option('--json', 'JSON')", 'JSON'],
    ['a line', ['say(`', '$', '{count} sessions`)'].join(''), 'sessions'],
    ['a finding', "ok('proxy', 'none')", 'none'],
  ])('the check fires on %s', (_what, code, words) => {
    expect(sentencesInCode('seed.ts', code)).toEqual([`seed.ts:1 ${words}`])
  })
})
