import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { partsOfKey } from '#tests/support/api.ts'
import { startBuiltApp } from '#tests/support/built-app.ts'
import { commandLine } from '#tests/support/commands.ts'
import { createCabinet } from '#tests/support/fixtures.ts'
import { newOperationId } from '#tests/support/pump.ts'
import { bringCards, bringCoupons } from '#tests/support/registers.ts'

const cabinet = await createCabinet()
const { run, runPrinted, runJson, file, remove } = commandLine(cabinet)
let app: Awaited<ReturnType<typeof startBuiltApp>>
let station: string
let key: string

beforeAll(async () => {
  app = await startBuiltApp(cabinet)
  station = await cabinet.station()
  const { answer } = await runJson(['api-key', 'create', 'АСУ ТП', '--scope', 'pump', '--station', station])
  key = answer.key
})
afterAll(async () => {
  await app.stop()
  await cabinet.destroy()
  remove()
})

const pump = (action: string, ...more: string[]) => [
  ...['pump', action, '--url', app.url, '--key', key, '--station', station, '--product', 'diesel'],
  ...more,
]

async function coupon(): Promise<string> {
  const qr = `payload-${newOperationId()}`
  await bringCoupons(await cabinet.system(), await cabinet.company(), [{ qr }])
  return qr
}

describe('api-key', () => {
  test('create prints the key as its last line, once', async () => {
    const { code, printed } = await runPrinted([
      'api-key',
      'create',
      'POS 7',
      '--scope',
      'pump',
      '--scope',
      'read',
    ])
    const made = printed.trimEnd().split('\n').at(-1) ?? ''
    expect({ code, made }).toEqual({ code: 0, made: expect.stringMatching(/^fck_[2-9a-z]{12}_[\w-]{43}$/) })
    const listed = await run(['api-key', 'list'])
    expect(listed.code).toBe(0)
    expect(listed.output).toMatch(
      new RegExp(`^${partsOfKey(made).publicId} .*POS 7 +pump read +all stations$`, 'm'),
    )
    expect(listed.output).not.toContain(made)
    const { answer } = await runJson(['api-key', 'list'])
    expect(JSON.stringify(answer)).not.toContain(partsOfKey(made).secret)
    expect(answer.keys).toContainEqual(
      expect.objectContaining({ publicId: partsOfKey(made).publicId, status: 'active' }),
    )
  })

  test.each([
    [
      'a scope that is none',
      ['--scope', 'everything'],
      /^--scope: .*pump, registers, instructions, read, manage\n$/,
    ],
    ['no scope', [], /\S+\n$/],
    [
      'a station that is none',
      ['--scope', 'pump', '--station', 'nowhere'],
      /There is no station with this code\n$/,
    ],
    ['a company that is none', ['--scope', 'read', '--company', '000000000000'], /\S+\n$/],
    ['manage without a company', ['--scope', 'manage'], /\S+\n$/],
  ])('create refuses %s in one sentence', async (_what, args, sentence) => {
    const before = (await runJson(['api-key', 'list'])).answer.keys.length
    const { code, output } = await run(['api-key', 'create', 'POS', ...args])
    expect({ code, output }).toEqual({ code: 1, output: expect.stringMatching(sentence) })
    expect(output.trimEnd().split('\n')).toHaveLength(1)
    expect((await runJson(['api-key', 'list'])).answer.keys).toHaveLength(before)
  })

  test('a revoked key works no more, and may be revoked again', async () => {
    const { answer } = await runJson(['api-key', 'create', 'POS', '--scope', 'pump'])
    const call = ['pump', 'void', '--url', app.url, '--key', answer.key, '--station', station]
    expect((await runJson(call)).answer).toMatchObject({ http_status: 200, status: 'voided' })
    expect(await run(['api-key', 'revoke', answer.key])).toEqual({
      code: 0,
      output: `Revoked: POS (${answer.id})\n`,
    })
    expect(await runJson(call)).toMatchObject({
      code: 1,
      answer: { http_status: 401, code: 'api_key_invalid' },
    })
    expect((await run(['api-key', 'revoke', answer.id])).code).toBe(0)
    const unknown = await run(['api-key', 'revoke', 'abcdefghjkmn'])
    expect({ code: unknown.code, lines: unknown.output.trimEnd().split('\n').length }).toEqual({
      code: 1,
      lines: 1,
    })
  })
})

describe('pump', () => {
  test('holds, completes and redeems: exit code 0', async () => {
    const operation = ['--operation', newOperationId()]
    const held = await runJson(pump('authorize', '--qr', await coupon(), ...operation))
    expect(held).toMatchObject({ code: 0, answer: { http_status: 201, status: 'held', volume_ml: 20_000 } })
    const at = ['--url', app.url, '--key', key, '--station', station]
    const done = await runJson(['pump', 'complete', ...at, ...operation, '--volume', '20000'])
    expect(done).toMatchObject({ code: 0, answer: { http_status: 200, status: 'completed' } })
    const [card] = await bringCards(await cabinet.system(), await cabinet.company(), [{}])
    const fill = pump('redeem', '--card', card?.number ?? '', '--volume', '5000', '--price', '30000')
    const redeemed = await run(fill)
    expect(redeemed.code).toBe(0)
    expect(JSON.parse(redeemed.output)).toMatchObject({ status: 'completed', charged_tiyn: 150_000 })
  })

  test('voids, and what comes late is declined: exit code 2', async () => {
    const operation = ['--operation', newOperationId()]
    expect((await runJson(pump('authorize', '--qr', await coupon(), ...operation))).code).toBe(0)
    const at = ['--url', app.url, '--key', key, '--station', station]
    const voided = await runJson(['pump', 'void', ...at, ...operation])
    expect(voided).toMatchObject({ code: 0, answer: { status: 'voided' } })
    const declined = await runJson(pump('redeem', '--qr', 'nobody-has-this'))
    expect(declined).toMatchObject({ code: 2, answer: { status: 'declined', code: 'coupon_not_found' } })
  })

  test('the certification checklist of docs/integration.md ends as it says, command by command', async () => {
    const [, checklist = ''] = readFileSync('docs/integration.md', 'utf8').split('## Certification checklist')
    const steps = [...checklist.matchAll(/`pump ([^`]+)`(?: again)? \((\d), `(\w+)`\)/g)]
    expect(steps.length).toBeGreaterThan(25)
    expect(steps.length).toBe((checklist.match(/`pump /g) ?? []).length)
    const { answer } = await runJson(['api-key', 'create', 'POS', '--scope', 'pump', '--test'])
    const at = ['--key', answer.key, '--station', station, '--url', app.url]
    const hour = (ago: number) => new Date(Date.now() - ago * 3_600_000).toISOString()
    const report = { opened_at: hour(3), closed_at: new Date().toISOString(), totals: [] }
    for (const [, command = '', code, word] of steps) {
      // The shift ends when it is told of.
      if (command.startsWith('shift')) report.closed_at = new Date().toISOString()
      const shift = file('shift.json', Buffer.from(JSON.stringify(report)))
      const args = command.replace('<an hour ago>', hour(1)).replace('shift.json', shift).split(' ')
      const told = await runJson(['pump', ...args, ...at])
      expect([command, told.code, JSON.stringify(told.answer)]).toEqual([
        command,
        Number(code),
        expect.stringContaining(String(word)),
      ])
    }
  }, 180_000)

  test('tells what was dispensed without connection, from a file', async () => {
    const item = { station, product: 'diesel', qr: await coupon(), volume_ml: 20_000 }
    const list = JSON.stringify([{ operation_id: newOperationId(), ...item }])
    const path = file('offline.json', Buffer.from(list))
    const { code, answer } = await runJson(pump('offline', '--file', path))
    expect({ code, data: answer.data }).toEqual({
      code: 0,
      data: [expect.objectContaining({ status: 'completed', volume_ml: 20_000 })],
    })
  })

  test.each([
    [
      'fields that are wrong',
      () => pump('authorize', '--qr', 'x', '--volume', 'much'),
      422,
      'fields_invalid',
    ],
    ['an operation that is none', () => pump('complete', '--volume', '1'), 404, 'operation_unknown'],
  ])('%s are told as the API tells them: exit code 1', async (_what, args, status, code) => {
    const answer = await runJson(args())
    expect(answer).toMatchObject({ code: 1, answer: { http_status: status } })
    expect(JSON.stringify(answer)).toContain(code)
  })

  test('a missing option, a missing file and a cabinet that is not there are one sentence each: exit code 1', async () => {
    const missing = await run(['pump', 'void', '--url', app.url, '--station', station])
    expect(missing).toEqual({ code: 1, output: expect.stringContaining('--key') })
    const away = ['--url', 'http://127.0.0.1:1', '--key', key, '--station', station]
    for (const args of [
      pump('offline', '--file', '/no/such/file.json'),
      pump('offline', '--file', file('broken.json', Buffer.from('{'))),
      ['pump', 'void', ...away],
    ]) {
      const { code, output } = await run(args)
      expect({ code, lines: output.trimEnd().split('\n').length }).toEqual({ code: 1, lines: 1 })
      expect(output).not.toMatch(/\bat .*:\d+:\d+|node:internal|\.ts\b/)
    }
  })
})
