import { PasswordHasher } from '#app/domain/access/password-hash.server.ts'
import type { Actor, Context, Settings } from '#app/domain/kernel/context.ts'
import { Keyring } from '#app/domain/kernel/keyring.server.ts'
import { modules } from '#app/domain/kernel/modules.ts'
import { defaultCeilings } from '#app/domain/products/ceilings.ts'
import type { Db } from '#db/connection/client.server.ts'
import { databaseNow } from '#db/sql/now.ts'

export const testSettings: Settings = {
  publicUrl: 'http://cabinet.test',
  brandName: 'QAZAQ OIL',
  brandLegalName: 'ТОО «PetroRetail»',
  brandBin: '150540000017',
  supportEmail: 'support@example.kz',
  supportPhone: '+7 (727) 000-00-00',
  mailFrom: 'QAZAQ OIL <cabinet@example.kz>',
  invitationDays: 14,
  invoiceDays: 5,
  paymentCode: '710',
  resetHours: 2,
  couponIssue: { mode: 'off', issuer: '77', isActivated: true, stockBin: '' },
  signInAttempts: 3,
  // Tests of the limits say `rateLimitFactor: 1`.
  rateLimitFactor: 1000,
  modules,
  holdMinutes: 30,
  fullTank: defaultCeilings,
  processing: { card: 'here', coupon: 'here' },
  webhookLoopback: true,
  localMailbox: true,
}

export const testSecret = 'a-secret-of-the-tests-that-is-long-enough'
export const testKeyring = new Keyring([testSecret])

/** Real argon2id; counts the comparisons with an account's own hash, which is what a guess costs the defender. */
export class CountingHasher extends PasswordHasher {
  comparisons = 0

  override verify(stored: string | null, password: string, asker?: string): Promise<boolean> {
    if (stored !== null) this.comparisons++
    return super.verify(stored, password, asker)
  }
}

const hasher = new PasswordHasher({ queueLimit: 1000, waitLimitMs: 60_000 })

let requests = 0

/** With the hasher of the server, which the metrics watch. */
export interface TestContext extends Context {
  hasher: PasswordHasher
}

/** A Context of whoever `actor` is (a guest, when left out), on the database's clock. */
export async function testContext(
  db: Db,
  overrides: Partial<Omit<TestContext, 'db'>> = {},
): Promise<TestContext> {
  return {
    db,
    actor: { kind: 'guest' },
    locale: 'ru',
    now: await databaseNow(db),
    requestId: `test-${++requests}`,
    ip: '203.0.113.7',
    settings: testSettings,
    keyring: testKeyring,
    hasher,
    ...overrides,
  }
}

export function withSettings(ctx: Context, settings: Partial<Settings>): Context {
  return { ...ctx, settings: { ...ctx.settings, ...settings } }
}

export const system: Actor = { kind: 'system', name: 'cli' }
