import { describe, expect, test } from 'vitest'
import { moduleNeeds, modules } from '#app/domain/kernel/modules.ts'
import { EnvironmentError, type EnvironmentFault, readEnv } from '#app/runtime/settings.server.ts'
import { explainConfiguration } from '#app/runtime/terminal.server.ts'
import { locales } from '#locales/index.ts'

const needed = { DATABASE_URL: 'mysql://u:p@h/db', SECRET_KEYS: 'k'.repeat(32) }
const production = {
  ...needed,
  CABINET_STRICT: '1',
  PUBLIC_URL: 'https://cabinet.kz',
  RESEND_API_KEY: 're_x',
  RESEND_WEBHOOK_SECRET: 'whsec_x',
}

const refusalOf = (source: Record<string, string>): EnvironmentError => {
  try {
    readEnv(source)
  } catch (error) {
    if (error instanceof EnvironmentError) return error
    throw error
  }
  return new EnvironmentError([])
}
const faultsOf = (source: Record<string, string>): readonly EnvironmentFault[] => refusalOf(source).faults

describe('the configuration', () => {
  test('has defaults, as the contract says', () => {
    expect(readEnv(needed)).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://127.0.0.1:3000',
      trustedProxies: { hops: 0 },
      rateLimitFactor: 1,
      invitationDays: 14,
      invoiceDays: 5,
      paymentCode: '710',
      resetHours: 2,
      signInAttempts: 3,
      holdMinutes: 30,
      fullTank: { ordinary: 100_000, own: {}, families: { diesel_engine: 600_000 } },
      processing: { card: 'here', coupon: 'here' },
      demo: false,
      webConcurrency: 1,
      logLevel: 'info',
      brandName: 'QAZAQ OIL',
      modules: [...modules],
    })
  })

  test.each([...modules.map((module) => [`MODULE_${module.toUpperCase()}`, module] as const)])(
    'switches off one part, and what needs it, by %s',
    (variable, part) => {
      const left = modules.filter((module) => module !== part && moduleNeeds[module] !== part)
      expect(readEnv({ ...needed, [variable]: '0' }).modules).toEqual(left)
    },
  )

  test.each([
    [{ PROCESSING: 'outside' }, { card: 'outside', coupon: 'outside' }],
    [
      { PROCESSING: 'outside', PROCESSING_COUPONS: 'here' },
      { card: 'outside', coupon: 'here' },
    ],
    [{ PROCESSING_CARDS: 'outside' }, { card: 'outside', coupon: 'here' }],
    [
      { PROCESSING: 'outside', PROCESSING_CARDS: '' },
      { card: 'outside', coupon: 'outside' },
    ],
  ])('reads where things are processed: %o', (given, processing) => {
    expect(readEnv({ ...needed, ...given }).processing).toEqual(processing)
  })

  test.each(['PROCESSING', 'PROCESSING_CARDS', 'PROCESSING_COUPONS'])(
    'refuses another word in %s',
    (variable) => {
      expect(faultsOf({ ...needed, [variable]: 'elsewhere' })).toMatchObject([
        { variable, words: 'commands:value.notOneOf', params: { allowed: 'here, outside' } },
      ])
    },
  )

  test('reads what is empty as what is not set', () => {
    expect(readEnv({ ...needed, PORT: '', PUBLIC_URL: '', TRUSTED_PROXIES: '' }).port).toBe(3000)
  })

  test.each([
    ['80', { ordinary: 80_000, own: {}, families: {} }],
    ['120,lpg=60,e_5=9', { ordinary: 120_000, own: { lpg: 60_000, e_5: 9_000 }, families: {} }],
  ])('reads full tanks %s', (given, fullTank) => {
    expect(readEnv({ ...needed, FULL_TANK_LITRES: given }).fullTank).toEqual(fullTank)
  })

  test.each(['0', 'diesel=600', '100,diesel', '100, diesel=600', '100,Diesel=600', '100,diesel=0', '-5'])(
    'refuses full tanks %s',
    (given) => {
      expect(faultsOf({ ...needed, FULL_TANK_LITRES: given })).toMatchObject([
        { variable: 'FULL_TANK_LITRES' },
      ])
    },
  )

  test('brackets an address of IPv6', () => {
    expect(readEnv({ ...needed, HOST: '::1', PORT: '8080' }).publicUrl).toBe('http://[::1]:8080')
  })

  test.each([
    ['https://cabinet.kz', 'https://cabinet.kz'],
    ['https://cabinet.kz/', 'https://cabinet.kz'],
    ['https://CABINET.kz:443', 'https://cabinet.kz'],
  ])('reads %s as the origin %s', (given, origin) => {
    expect(readEnv({ ...needed, PUBLIC_URL: given }).publicUrl).toBe(origin)
  })

  test('lists every fault at once, in each language', () => {
    const refusal = refusalOf({
      PORT: 'x',
      PUBLIC_URL: 'cabinet.kz',
      TRUSTED_PROXIES: '10.0.0.0/99',
      WEB_CONCURRENCY: '0',
      LOG_LEVEL: 'loud',
      SECRET_KEYS: 'tiny-secret',
      CABINET_STRICT: '1',
      DEMO: '1',
    })
    expect(refusal.faults.map(({ variable }) => variable).sort()).toEqual([
      'DATABASE_URL',
      'DEMO',
      'LOG_LEVEL',
      'PORT',
      'PUBLIC_URL',
      'RESEND_API_KEY',
      'RESEND_WEBHOOK_SECRET',
      'SECRET_KEYS',
      'TRUSTED_PROXIES',
      'WEB_CONCURRENCY',
    ])
    for (const locale of locales) {
      const [title, ...sentences] = explainConfiguration(refusal, locale).split('\n')
      expect(title).toContain('10')
      expect(sentences).toHaveLength(10)
      expect(sentences.join()).not.toContain('{{')
      expect(sentences.join()).not.toContain('tiny-secret')
    }
    expect(refusal.message).not.toContain('tiny-secret')
  })

  test.each([
    ['PUBLIC_URL', { PUBLIC_URL: 'http://cabinet.kz' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'https://cabinet.kz/path' }],
    ['RESEND_API_KEY', { RESEND_API_KEY: '' }],
    ['RESEND_WEBHOOK_SECRET', { RESEND_WEBHOOK_SECRET: '' }],
    ['RESEND_BASE_URL', { RESEND_BASE_URL: 'http://mail.test' }],
    ['SECRET_KEYS', { SECRET_KEYS: '' }],
    ['DATABASE_URL', { DATABASE_URL: '' }],
    ['DATABASE_URL', { CABINET_EMBEDDED: '1' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://u:p@db.kz/cabinet?tls=require' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://u:p@db.kz/cabinet?ssl=true' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://u:p@10.0.0.5/cabinet?tls=required' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://u:p@[fd00::5]/cabinet?tls=required' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://u:p@db1,10.0.0.5/cabinet?tls=required' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://u:p@db1:3306,db2:none/cabinet' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://u:p@db1,,db2/cabinet' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://u:p@db1,db1/cabinet' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://u:p@db1,db2/cabinet?socketPath=%2Frun%2Fmysqld.sock' }],
    ['DEMO', { DEMO: '1' }],
  ])('production refuses what is unsafe or missing: %s %j', (name, change) => {
    expect(faultsOf(production)).toEqual([])
    expect(faultsOf({ ...production, ...change })).toEqual([expect.objectContaining({ variable: name })])
  })

  test.each([
    'mysql://u:p@10.0.0.5:3307/cabinet',
    'mysql://u:p@db.kz/cabinet?tls=required',
    'mysql://u:p@localhost/cabinet?socketPath=%2Frun%2Fmysqld.sock',
    'mysql://u:p%2C@db1:3306,db2:3306,[fd00::5]:3306/cabinet',
    'mysql://u:p@db1.kz,db2.kz,db3.kz/cabinet?tls=required',
  ])('the database may be at %s', (address) => {
    expect(faultsOf({ ...production, DATABASE_URL: address })).toEqual([])
  })

  test.each([
    'http://127.0.0.1:4010',
    'http://[::1]:4010',
    'http://localhost:4010',
    'https://api.resend.com',
  ])('production may reach the mail provider at %s', (address) => {
    expect(faultsOf({ ...production, RESEND_BASE_URL: address })).toEqual([])
  })
})
