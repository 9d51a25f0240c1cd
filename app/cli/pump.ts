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

/** Of a reversal alone. */
const REVERSED = { reason: 'reason', reversal: 'reversal_id' } as const

type Options = CommandOptions & Record<string, string | undefined>
const ACTIONS = ['authorize', 'complete', 'void', 'reverse', 'redeem', 'offline', 'shift'] as const
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
      .option('--json', t('commands:help.json'))
    if (action === 'shift') {
      command.requiredOption('--shift <id>', t('commands:pump.shiftId'))
      command.option('--file <file>', t('commands:pump.report'))
    } else {
      command.option('--operation <id>', t('commands:pump.operation'))
      for (const [option, field] of Object.entries({ ...TEXTS, ...NUMBERS }))
        command.option(`--${option} <value>`, t('commands:pump.field', { field }))
    }
    if (action === 'reverse') {
      command.requiredOption('--reason <text>', t('commands:pump.reason'))
      command.option('--reversal <id>', t('commands:pump.field', { field: REVERSED.reversal }))
    }
    if (action === 'offline') command.option('--file <file>', t('commands:pump.file'))
    command.action((options: Options) =>
      operate(options, async ({ env, answer }) => {
        const { url = env.publicUrl, key = '' } = options
        const call = await callOf(action, options, t)
        const reply = await sendToApi({ url, key, ...call }).catch(() => {
          throw new UsageError(t('commands:pump.noAnswer', { url }))
        })
        if (reply.status >= 400) process.exitCode = 1
        else if (reply.body.status === 'declined' || reply.body.agrees === false)
          process.exitCode = NOT_AGREED
        answer({ http_status: reply.status, ...reply.body }, JSON.stringify(reply.body, null, 2))
      }),
    )
  }
}

/** No error, but no fuel either; or a shift that differs. */
const NOT_AGREED = 2

async function callOf(
  action: Action,
  options: Options,
  t: Translate,
): Promise<Omit<PumpCall, 'url' | 'key'>> {
  const operation_id = options.operation ?? randomUUID()
  const asked: Record<string, string | number | undefined> = {
    station: options.station,
    ...fieldsOf(options),
  }
  const at = `/api/v1/authorizations/${encodeURIComponent(operation_id)}`
  switch (action) {
    case 'authorize':
      return { path: '/api/v1/authorizations', body: { operation_id, ...asked } }
    case 'redeem':
      return { path: '/api/v1/redemptions', body: { operation_id, ...asked } }
    case 'complete': {
      // Who names a card or a coupon tells the whole authorization, for one that never arrived.
      const { station, product, ...dispensed } = asked
      const isWhole = options.qr ?? options.coupon ?? options.card
      return { path: `${at}/complete`, body: isWhole ? { station, product, ...dispensed } : dispensed }
    }
    case 'reverse': {
      const { reason, reversal: reversal_id } = options
      return { path: `${at}/reverse`, body: { reason, reversal_id, volume_ml: asked.volume_ml } }
    }
    case 'shift': {
      const shift_id = options.shift ?? ''
      if (!options.file) return { method: 'GET', path: `/api/v1/shifts/${encodeURIComponent(shift_id)}` }
      const report = await readJson(options.file, t)
      return { path: '/api/v1/shifts', body: { shift_id, station: options.station, ...Object(report) } }
    }
    case 'void':
      return { path: `${at}/void`, body: {} }
    case 'offline': {
      const data = options.file ? await readJson(options.file, t) : [{ operation_id, ...asked }]
      return { path: '/api/v1/offline-completions', body: { data } }
    }
  }
}

/** @throws UsageError */
async function readJson(file: string, t: Translate): Promise<unknown> {
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
