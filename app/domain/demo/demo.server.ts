import { requestCommit, startImport } from '#app/domain/imports/imports.server.ts'
import { workOnImport } from '#app/domain/imports/work.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import type { Context } from '#app/domain/kernel/context.ts'
import { reject } from '#app/domain/kernel/errors.ts'
import type { Keyring } from '#app/domain/kernel/keyring.server.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { insertDemo, isUntouched, selectDemo } from '#db/queries/demo/demo.ts'
import { demoContracts, demoPayments } from './contracts.server.ts'
import { onboardDemoCashier, onboardDemoClients, onboardDemoStaff } from './onboarding.server.ts'
import { disturbDemoStations } from './outages.server.ts'
import { type DemoAccount, demoPeople } from './people.ts'
import { demoRegisters } from './registers.ts'

/**
 * Fills an empty database with a retailer's year, through the same verbs and registers as a real one, dated from
 * today. All of it or nothing.
 * @throws DomainError demo_refused, demo_not_empty
 */
export async function loadDemo(
  ctx: Context,
  { production }: { production: boolean },
): Promise<DemoAccount[]> {
  requireRight(ctx, 'load_demo')
  // Its letters must reach nobody, and its passwords are printed.
  if (production || !ctx.settings.localMailbox) reject('demo_refused')
  return transact(asItWas(ctx), async (ctx) => {
    if (!(await isUntouched(ctx.db))) reject('demo_not_empty')
    const [administrator, owner, cashier] = demoAccounts(ctx.keyring)
    // Nobody is a cashier where there is no till.
    const withTill = ctx.settings.modules.includes('till')
    const accounts = withTill ? [administrator, owner, cashier] : [administrator, owner]
    await insertDemo(ctx.db, JSON.stringify(accounts.map(({ email }) => email)))
    const staff = await onboardDemoStaff(ctx, administrator)
    for (const { kind, name, text } of demoRegisters(businessDay(ctx.now))) {
      const id = await startImport(staff, { kind, encoding: undefined }, { name, bytes: Buffer.from(text) })
      await workOnImport(staff, id)
      await requestCommit(staff, id)
      const { status } = await workOnImport(staff, id)
      if (status !== 'committed') throw new Error(`the demo's ${kind} did not come in: ${status}`)
      // Before what is fuelled under them.
      if (kind === 'companies') await demoContracts(staff)
    }
    await demoPayments(staff)
    await disturbDemoStations(staff)
    await onboardDemoClients(ctx, staff, owner)
    if (withTill) await onboardDemoCashier(ctx, staff, cashier)
    return accounts
  })
}

/** How to sign in to the demo; null where there is none. The passwords follow from SECRET_KEYS. */
export async function findDemo(ctx: Context): Promise<DemoAccount[] | null> {
  requireRight(ctx, 'load_demo')
  const stored = await selectDemo(ctx.db)
  // One that an earlier release made has fewer.
  return stored === null ? null : demoAccounts(ctx.keyring).filter(({ email }) => stored.includes(email))
}

function demoAccounts(keyring: Keyring): [DemoAccount, DemoAccount, DemoAccount] {
  const account = (role: DemoAccount['role']): DemoAccount => {
    const { email } = demoPeople[role]
    return { role, email, password: readablePassword(keyring.hmac('demo', email)) }
  }
  return [account('administrator'), account('owner'), account('cashier')]
}

// Without 0/o, 1/l/i.
const LETTERS = '23456789abcdefghjkmnpqrstuvwxyz'

/** `k7mp-x2qd-9fhr`: 59 bits that a person can type. */
function readablePassword(secret: Buffer): string {
  const letters = Array.from(secret.subarray(0, 12), (byte) => LETTERS[byte % LETTERS.length])
  return [letters.slice(0, 4), letters.slice(4, 8), letters.slice(8)].map((part) => part.join('')).join('-')
}

/** Many invitations within a second are no abuse here, and the coupons of past orders came with the registers. */
function asItWas(ctx: Context): Context {
  const { settings } = ctx
  const couponIssue = { ...settings.couponIssue, mode: 'off' } as const
  return { ...ctx, settings: { ...settings, rateLimitFactor: 1_000, couponIssue } }
}
