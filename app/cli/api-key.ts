import type { Command } from 'commander'
import { NewApiKey } from '#app/domain/integrations/integrations.input.server.ts'
import {
  createApiKey,
  listApiKeys,
  replaceApiKey,
  revokeApiKey,
} from '#app/domain/integrations/integrations.server.ts'
import type { ApiKey } from '#app/domain/integrations/integrations.ts'
import { apiScopes } from '#app/domain/kernel/roles.ts'
import type { Translate } from '#locales/translate.ts'
import { type CommandOptions, operate, parseOptions } from './operator.server.ts'

interface CreateOptions extends CommandOptions {
  scope: string[]
  station: string[]
  company?: string
  test?: boolean
  days?: string
}

const collect = (value: string, known: string[]) => [...known, value]

export function addApiKeyCommands(program: Command, t: Translate): void {
  const keys = program.command('api-key').description(t('commands:apiKey.about'))
  keys
    .command('create')
    .argument('<name>', t('commands:apiKey.name'))
    .description(t('commands:apiKey.create'))
    .option('--scope <scope>', t('commands:apiKey.scope', { values: apiScopes.join(', ') }), collect, [])
    .option('--station <code>', t('commands:apiKey.station'), collect, [])
    .option('--company <bin>', t('commands:apiKey.company'))
    .option('--test', t('commands:apiKey.test'))
    .option('--days <days>', t('commands:apiKey.days'))
    .option('--json', t('commands:help.json'))
    .action((name: string, options: CreateOptions) =>
      operate(options, async ({ context, say, answer }) => {
        const { scope: scopes, station: stations, company, test, days } = options
        const given = { name, scopes, stations, company, test, days }
        const input = parseOptions(NewApiKey, given, { scopes: 'scope', stations: 'station' })
        const { key, publicId } = await createApiKey(await context(), input)
        say(t('commands:apiKey.created', { name, id: publicId }))
        answer({ key, id: publicId, name }, key)
      }),
    )
  keys
    .command('list')
    .description(t('commands:apiKey.list'))
    .option('--json', t('commands:help.json'))
    .action((options: CommandOptions) =>
      operate(options, async ({ context, answer }) => {
        const ctx = await context()
        const all: ApiKey[] = []
        for (let cursor: string | null = ''; cursor !== null; ) {
          const page = await listApiKeys(ctx, cursor)
          all.push(...page.keys)
          cursor = page.nextCursor
        }
        answer({ keys: all }, all.map((key) => lineOf(key, t)).join('\n') || t('commands:apiKey.none'))
      }),
    )
  keys
    .command('replace')
    .argument('<id>', t('commands:apiKey.id'))
    .description(t('commands:apiKey.replace'))
    .option('--json', t('commands:help.json'))
    .action((id: string, options: CommandOptions) =>
      operate(options, async ({ context, say, answer }) => {
        const { key, publicId, name } = await replaceApiKey(await context(), publicIdIn(id))
        say(t('commands:apiKey.replaced', { name, id: publicId }))
        answer({ key, id: publicId, name }, key)
      }),
    )
  keys
    .command('revoke')
    .argument('<id>', t('commands:apiKey.id'))
    .description(t('commands:apiKey.revoke'))
    .option('--json', t('commands:help.json'))
    .action((id: string, options: CommandOptions) =>
      operate(options, async ({ context, answer }) => {
        const publicId = publicIdIn(id)
        const { name } = await revokeApiKey(await context(), publicId)
        answer({ id: publicId, name }, t('commands:apiKey.revoked', { name, id: publicId }))
      }),
    )
}

/** Whoever has the whole key at hand may name it so. */
function publicIdIn(id: string): string {
  return id.split('_')[1] ?? id
}

function lineOf({ publicId, name, scopes, stations, company, status }: ApiKey, t: Translate): string {
  const where = company?.name ?? stations?.join(', ') ?? t('commands:apiKey.everyStation')
  return [publicId, t(`integrations:status.${status}`), name, scopes.join(' '), where].join('  ')
}
