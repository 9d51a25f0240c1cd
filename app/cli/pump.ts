import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import type { Translate } from '#locales/translate.ts'
import { type CommandOptions, operate, UsageError } from './operator.server.ts'
import { type PumpCall, sendToApi } from './pump-call.server.ts'

/** Options of the operations; each is the field of the API of the same name. */
const TEXTS = {
  product: 'product',
  qr: 'qr',
  coupon: 'coupon_number',
  code: 'coupon_code',
  card: 'card_number',
  pin: 'driver_pin',
  pump: 'pump',
  plate: 'plate',
  receipt: 'receipt',
  fill: 'fill_id',
  replaces: 'replaces',
  at: 'occurred_at',
} as const
const NUMBERS = {
  volume: 'volume_ml',
  amount: 'amount_tiyn',
  price: 'price_tiyn',
  odometer: 'odometer_km',
} as const

type Options = CommandOptions & Record<string, string | undefined>
const ACTIONS = ['authorize', 'complete', 'void', 'redeem', 'offline'] as const
type Action = (typeof ACTIONS)[number]

/** Plays a station against the API, as its POS would. */
export function addPumpCommands(program: Command, t: Translate): void {
  const pump = program.command('pump').description(t('commands:pump.about'))
  for (const action of ACTIONS) {
    const command = pump
      .command(action)
      .description(t(`commands:pump.${action}`))
      .requiredOption('--key <key>', t('commands:pump.key'))
      .requiredOption('--station <code>', t('commands:pump.station'))
      .option('--url <url>', t('commands:pump.url'))
      .option('--operation <id>', t('commands:pump.operation'))
      .option('--json', t('commands:help.json'))
    for (const [option, field] of Object.entries({ ...TEXTS, ...NUMBERS }))
      command.option(`--${option} <value>`, t('commands:pump.field', { field }))
    if (action === 'offline') command.option('--file <file>', t('commands:pump.file'))
    command.action((options: Options) =>
      operate(options, async ({ env, answer }) => {
        const { url = env.publicUrl, key = '' } = options
        const call = await callOf(action, options, t)
        const reply = await sendToApi({ url, key, ...call }).catch(() => {
          throw new UsageError(t('commands:pump.noAnswer', { url }))
        })
        if (reply.status >= 400) process.exitCode = 1
        else if (reply.body.status === 'declined') process.exitCode = DECLINED
        answer({ http_status: reply.status, ...reply.body }, JSON.stringify(reply.body, null, 2))
      }),
    )
  }
}

/** No error, but no fuel either. */
const DECLINED = 2

async function callOf(
  action: Action,
  options: Options,
  t: Translate,
): Promise<Pick<PumpCall, 'path' | 'body'>> {
  const operation_id = options.operation ?? randomUUID()
  const asked = { station: options.station, ...fieldsOf(options) }
  const at = `/api/v1/authorizations/${encodeURIComponent(operation_id)}`
  switch (action) {
    case 'authorize':
      return { path: '/api/v1/authorizations', body: { operation_id, ...asked } }
    case 'redeem':
      return { path: '/api/v1/redemptions', body: { operation_id, ...asked } }
    case 'complete': {
      // Who names a product tells the whole authorization, for one that never arrived.
      const { station, ...dispensed } = asked
      return { path: `${at}/complete`, body: options.product ? { station, ...dispensed } : dispensed }
    }
    case 'void':
      return { path: `${at}/void`, body: {} }
    case 'offline': {
      const data = options.file ? await listIn(options.file, t) : [{ operation_id, ...asked }]
      return { path: '/api/v1/offline-completions', body: { data } }
    }
  }
}

/** @throws UsageError */
async function listIn(file: string, t: Translate): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch {
    throw new UsageError(t('commands:pump.fileUnreadable', { file }))
  }
}

function fieldsOf(options: Options): Record<string, string | number> {
  const fields: Record<string, string | number> = {}
  for (const [option, field] of Object.entries(TEXTS)) {
    const value = options[option]
    if (value !== undefined) fields[field] = value
  }
  for (const [option, field] of Object.entries(NUMBERS)) {
    const value = options[option]
    if (value !== undefined) fields[field] = Number(value)
  }
  return fields
}
