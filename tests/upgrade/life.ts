import { signIn } from '#app/domain/access/sign-in.server.ts'
import { addressKeys } from '#app/domain/access/sign-in-attempts.server.ts'
import { blockCard } from '#app/domain/cards/card-blocks.server.ts'
import { blockCoupon } from '#app/domain/coupons/coupons.server.ts'
import { loadDemo } from '#app/domain/demo/demo.server.ts'
import type { DemoAccount } from '#app/domain/demo/people.ts'
import { demoRegisters } from '#app/domain/demo/registers.ts'
import { adjustImport } from '#app/domain/imports/imports.server.ts'
import { workOnImport } from '#app/domain/imports/work.server.ts'
import { requestPasswordReset } from '#app/domain/invitations/forgot-password.server.ts'
import { inviteClient, inviteStaff } from '#app/domain/invitations/invitations.server.ts'
import { businessDay } from '#app/domain/kernel/calendar.ts'
import type { CompanyId } from '#app/domain/kernel/context.ts'
import { DomainError } from '#app/domain/kernel/errors.ts'
import { staffRoles } from '#app/domain/kernel/roles.ts'
import { EditProduct, NewProduct } from '#app/domain/products/products.input.server.ts'
import { createProduct, editProduct } from '#app/domain/products/products.server.ts'
import { approveRequest } from '#app/domain/requests/requests.server.ts'
import { openShift } from '#app/domain/till/shifts.server.ts'
import type { ClientContext } from '#app/http/session/guards.server.ts'
import { insertSignInAttempt, upsertSignInFailures } from '#db/queries/access/sign-in-failures.ts'
import { type Scene, setScene } from '#tests/browser/scene.ts'
import type { App } from '#tests/support/app.ts'
import { system, testSettings, withSettings } from '#tests/support/context.ts'
import {
  type Cabinet,
  device,
  GOOD_PASSWORD,
  newAddress,
  newBin,
  type Person,
} from '#tests/support/fixtures.ts'
import { bringIn, check, commit, csv, running } from '#tests/support/imports.ts'
import { letterTo } from '#tests/support/mail.ts'
import { bringCards, bringCoupons } from '#tests/support/registers.ts'
import { processElsewhere } from './processing.ts'
import type { Credentials, Release } from './releases.ts'
import { noticeSpending, spendElsewhere } from './spending.ts'
import { workForAWhile } from './worker-round.ts'

type Life = Omit<Release, 'release' | 'secretKeys' | 'pages' | 'migrations'>

/** A link that a test can open years later. */
const A_HUNDRED_YEARS = { invitationDays: 36_500, resetHours: 876_000 }
const QR = '4507101214'
const NEW_PRODUCT = 'ai100'

/**
 * Fills every table by the product's own verbs: the demo first, then something of every kind and in every state, then
 * the worker. What is still under way at the end is what an upgrade finds so.
 */
export async function liveFor(cabinet: Cabinet, app: App): Promise<Life> {
  const demo = await loadDemo(await cabinet.system(), { production: false })
  const [staff, client] = [credentials(demo, 'administrator'), credentials(demo, 'owner')]
  const scene = await setScene(cabinet)
  const administrator = scene.staff.ru
  const owner = await signedIn(cabinet, client)
  await changeProducts(administrator)
  const colleagues = await employ(cabinet)
  const coupon = await bringLastingFuel(owner)
  await bringRegistersAgain(administrator)
  await decideRequest(cabinet, administrator)
  await sendForms(app, scene)
  await processElsewhere(cabinet, app, owner)
  await spendElsewhere(cabinet)
  const blocked = await blockByWrongPasswords(cabinet, scene.companyId)
  await loseProcessInSignIn(cabinet)
  await workForAWhile(cabinet)
  await noticeSpending(cabinet)
  const { checkedImport, ...links } = await leaveUnderWay(cabinet, administrator, owner.actor.companyId)
  return {
    accounts: { client, staff },
    colleagues,
    blocked,
    ...links,
    coupon,
    checkedImport,
    waitingLetter: await letterTo(await cabinet.system(), newAddress('waiting')),
  }
}

function credentials(accounts: readonly DemoAccount[], whose: DemoAccount['role']): Credentials {
  const account = accounts.find(({ role }) => role === whose)
  if (!account) throw new Error(`the demo has no ${whose}`)
  return { email: account.email, password: account.password }
}

async function signedIn(cabinet: Cabinet, { email, password }: Credentials): Promise<ClientContext> {
  const { token } = await signIn(await cabinet.guest(), { email, password, remember: false }, device)
  const ctx = await cabinet.contextOf(token)
  const { actor } = ctx
  if (actor.kind !== 'client') throw new Error(`${email} has no company`)
  return { ...ctx, actor }
}

/** One is new, and one is no longer sold. */
async function changeProducts({ ctx }: Person): Promise<void> {
  const product = {
    ...{ code: NEW_PRODUCT, nameEn: 'AI-100', nameRu: 'АИ-100', nameKk: 'АИ-100', synonyms: 'А-100' },
    ...{ colour: 'pink', position: '35', active: 'on' },
  }
  await createProduct(ctx, NewProduct.parse(product))
  const gone = { ...product, code: 'ai80', nameEn: 'AI-80', nameRu: 'АИ-80', nameKk: 'АИ-80', synonyms: '' }
  const id = await createProduct(ctx, NewProduct.parse(gone))
  const { active: _ticked, ...left } = gone
  await editProduct(ctx, id, EditProduct.parse({ ...left, version: '1' }))
}

/** Somebody of every role of the staff, and a cashier who has not come yet. */
async function employ(cabinet: Cabinet): Promise<NonNullable<Life['colleagues']>> {
  const colleagues: Life['colleagues'] = {}
  for (const role of staffRoles) {
    const { email, password } = await cabinet.staff(role)
    colleagues[role] = { email, password }
  }
  const atTill = await cabinet.staff('cashier')
  await openShift(atTill.ctx, { pin: '2468' })
  const station = await cabinet.station()
  const cashier = { email: newAddress('cashier'), role: 'cashier', station, locale: 'kk', name: '' } as const
  await inviteStaff(await cabinet.system(), cashier)
  return colleagues
}

/** Whatever year it is, a card and a coupon can be blocked, and a blocked one of each unblocked. */
async function bringLastingFuel(owner: ClientContext): Promise<Life['coupon']> {
  const { companyId } = owner.actor
  const lasting = { validUntil: '2099-12-31' }
  const [, blockedCard] = await bringCards(owner, companyId, [lasting, lasting])
  const [coupon, blockedCoupon] = await bringCoupons(owner, companyId, [
    { ...lasting, validFrom: '2026-01-01', qr: QR },
    { ...lasting, validFrom: '2026-01-01', product: NEW_PRODUCT },
  ])
  if (!blockedCard || !coupon || !blockedCoupon) throw new Error('no fuel came in')
  await blockCard(owner, companyId, blockedCard.id, { reason: 'Машина продана' })
  await blockCoupon(owner, companyId, blockedCoupon.id, { reason: '' })
  return { id: coupon.id, qr: QR }
}

/** A register with other states than the last, and one whose columns somebody named by hand. */
async function bringRegistersAgain({ ctx }: Person): Promise<void> {
  const coupons = demoRegisters(businessDay(ctx.now)).find(({ kind }) => kind === 'coupons')
  const [titles = '', ...rows] = coupons?.text.split('\r\n') ?? []
  const blocked = rows.filter((row) => row.includes('Действует')).slice(0, 5)
  const changed = blocked.map((row) => row.replace('Действует', 'Заблокирован'))
  await bringIn(ctx, 'coupons', Buffer.from([titles, ...changed, ''].join('\r\n')), 'coupons-2.csv')

  // As earlier releases kept what is wrong with a row.
  const faulty = await check(ctx, 'companies', csv('БИН;Наименование', [['123', 'ТОО «Ертіс»']]))
  const fault = { import_id: faulty.id, row_number: 2, field: 'bin', column_name: 'БИН' }
  const told = { code: 'bin_malformed', params: JSON.stringify({ value: '123' }), cells: null }
  await ctx.db
    .insertInto('import_faults')
    .values({ ...fault, ...told })
    .execute()

  const named = csv('Реквизит 1;Реквизит 2', [[newBin(), 'ТОО «Есіл Су»']])
  const { id } = await check(ctx, 'companies', named, 'companies-other-titles.csv')
  await adjustImport(ctx, id, {
    kind: 'companies',
    encoding: undefined,
    sheet: undefined,
    mapping: { bin: 0, name: 1 },
  })
  await workOnImport(ctx, id, running)
  const { status } = await commit(ctx, id)
  if (status !== 'committed') throw new Error(`the register with named columns did not come in: ${status}`)
}

/** Beside the one that waits and the one that was declined. */
async function decideRequest({ db }: Cabinet, { ctx }: Person): Promise<void> {
  const { id } = await db
    .selectFrom('access_requests')
    .select('id')
    .where('status', '=', 'pending')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  await approveRequest(ctx, id, { role: 'owner', locale: 'kk', suggestedRole: undefined })
}

/** As a browser sends them. */
async function sendForms(app: App, scene: Scene): Promise<void> {
  const owner = app.as(scene.owners.en)
  const answer = await owner.post(`/cards/${scene.cardId}/block`, {
    nonce: 'a-form',
    reason: 'Lost on the road',
  })
  if (answer.status !== 302) throw new Error(`the card was not blocked: ${answer.status}`)
}

async function blockByWrongPasswords(cabinet: Cabinet, companyId: CompanyId): Promise<Credentials> {
  const { email } = await cabinet.client(companyId, 'viewer')
  const guess = async () => {
    const input = { email, password: 'a wrong password', remember: false }
    await signIn(await cabinet.guest(), input, device).catch((error: unknown) => {
      if (!(error instanceof DomainError)) throw error
    })
  }
  for (let times = 0; times < testSettings.signInAttempts; times++) await guess()
  return { email, password: GOOD_PASSWORD }
}

/** Somebody's password was being compared when the process died: its place lapses by itself. */
async function loseProcessInSignIn(cabinet: Cabinet): Promise<void> {
  const ctx = await cabinet.guest()
  const [key] = addressKeys(ctx.keyring, newAddress('unlucky'))
  await upsertSignInFailures(ctx.db, key)
  await insertSignInAttempt(ctx.db, key, testSettings.signInAttempts)
}

/** After the worker's last round. */
async function leaveUnderWay(cabinet: Cabinet, { ctx }: Person, companyId: CompanyId) {
  const bin = newBin()
  const register = csv('БИН;Наименование', [[bin, 'ТОО «Балқаш Тасымал»']])
  const { id } = await check(ctx, 'companies', register, 'companies-waiting.csv')
  const invited = newAddress('invited')
  const longLived = withSettings({ ...(await cabinet.guest()), actor: system }, A_HUNDRED_YEARS)
  await inviteClient(longLived, { email: invited, companyId, role: 'manager', locale: 'kk' })
  const forgetful = await cabinet.client(companyId, 'viewer')
  await requestPasswordReset(withSettings(await cabinet.guest(), A_HUNDRED_YEARS), forgetful.email)
  return {
    checkedImport: { id, bin },
    invitation: { email: invited, token: await cabinet.tokenMailedTo(invited) },
    passwordReset: { email: forgetful.email, token: await cabinet.tokenMailedTo(forgetful.email) },
  }
}
