import { blockCard } from '#app/domain/cards/card-blocks.server.ts'
import { apiScopes } from '#app/domain/kernel/roles.ts'
import { type ApiSend, apiKey, apiOf, binOf } from '#tests/support/api.ts'
import type { App } from '#tests/support/app.ts'
import { type Cabinet, newBin } from '#tests/support/fixtures.ts'
import { workOffImports } from '#tests/support/imports.ts'
import { newOperationId } from '#tests/support/pump.ts'
import { bringCards, bringCostlyCard, bringCoupons, bringTransactions } from '#tests/support/registers.ts'

/** A call that succeeds. */
export interface GoodCall {
  path: string
  body?: Record<string, unknown>
  /** Its body, where that is a file. */
  file?: string
  headers?: Record<string, string>
  /** A key of the retailer's own makes it, and no company's. */
  ofNetwork?: true
}

/** For each operation of the document by its id, a call that succeeds, each time with things of its own. */
export async function goodCalls(app: App, cabinet: Cabinet) {
  const company = await cabinet.company()
  const bin = await binOf(cabinet, company)
  const system = await cabinet.system()
  const station = await cabinet.station()
  const pump = apiOf(app, await apiKey(cabinet, { scopes: ['pump'] }))
  /** Of every scope; a company's own, since it has `manage`. */
  const key = await apiKey(cabinet, { scopes: [...apiScopes], company: bin })
  const own = apiOf(app, key)
  const networkKey = await apiKey(cabinet, { scopes: ['registers'] })
  const network = apiOf(app, networkKey)

  const card = async () => {
    const [made] = await bringCards(system, company, [{}])
    if (!made) throw new Error('no card')
    return made
  }
  const coupon = async () => {
    const qr = `PAYLOAD-${newOperationId()}`
    const [made] = await bringCoupons(system, company, [{ qr }])
    return { id: made?.id ?? 0, qr }
  }
  const asked = async () => ({
    ...{ operation_id: newOperationId(), station, product: 'diesel' },
    qr: (await coupon()).qr,
  })
  const at = ({ operation_id }: { operation_id: string }, verb = '') =>
    `/api/v1/authorizations/${operation_id}${verb}`
  const after = async (path: string) => {
    const body = await asked()
    await own.post(path, body)
    return body
  }
  const held = () => after('/api/v1/authorizations')
  const completed = () => after('/api/v1/redemptions')
  const transaction = async () => {
    await bringTransactions(system, company, [{}])
    const row = await cabinet.db
      .selectFrom('transactions')
      .select('id')
      .where('company_id', '=', company)
      .executeTakeFirstOrThrow()
    return row.id
  }
  const file = () => `Наименование;БИН\nТОО «Дала»;${newBin()}\n`
  const register = async () => {
    const { body } = await network.post('/api/v1/registers/companies?dry_run=true', undefined, fileOf(file()))
    await workOffImports(cabinet)
    return body.id
  }
  const webhooks = '/api/v1/webhook-endpoints'
  const newWebhook = () => ({
    name: newOperationId(),
    url: 'https://hooks.altyn-dala.kz/fuel',
    types: ['card.blocked'],
  })
  const webhook = async () => (await own.post(webhooks, newWebhook())).body.id
  const closedShift = () => ({
    ...{ shift_id: newOperationId(), station },
    opened_at: new Date(Date.now() - 3_600_000).toISOString(),
    closed_at: new Date(Date.now() - 60_000).toISOString(),
    totals: [{ product: 'diesel', instrument: 'coupon', operations: 1, volume_ml: 20_000 }],
  })
  /** Each call has one of its own. */
  let moments = 0
  const moment = () => new Date(Date.now() - ++moments * 60_000).toISOString()
  const instruction = async () => {
    const outside = { ...system.settings, processing: { card: 'outside', coupon: 'outside' } as const }
    const actor = { kind: 'client', userId: 0, email: '', companyId: company, role: 'owner' } as const
    const { id } = await card()
    await blockCard({ ...system, actor, settings: outside }, company, id, { reason: '' })
    const { body } = await own.get('/api/v1/instructions')
    return body.data?.at(-1)?.id
  }
  const event = async () => {
    const { number } = await card()
    const id = newOperationId()
    const figures = { unit: 'ml', balance: 5_000, as_of: new Date().toISOString() }
    return { id, type: 'balance', instrument: 'card', number, ...figures }
  }
  const calls: Record<string, () => Promise<GoodCall>> = {
    authorize: async () => ({ path: '/api/v1/authorizations', body: await asked() }),
    completeAuthorization: async () => ({
      path: at(await held(), '/complete'),
      body: { volume_ml: 20_000, receipt: 'R-2' },
    }),
    voidAuthorization: async () => ({ path: at(await held(), '/void'), body: {} }),
    reverseAuthorization: async () => ({
      path: at(await completed(), '/reverse'),
      body: { reason: 'Wrong pump' },
    }),
    getAuthorization: async () => ({ path: at(await completed()) }),
    listAuthorizations: async () => ({ path: `/api/v1/authorizations?station=${station}&status=held` }),
    redeem: async () => ({ path: '/api/v1/redemptions', body: await asked() }),
    check: async () => {
      const { qr } = await coupon()
      return { path: `/api/v1/check?${new URLSearchParams({ station, product: 'diesel', qr })}` }
    },
    recordOffline: async () => ({
      path: '/api/v1/offline-completions',
      body: { data: [{ ...(await asked()), volume_ml: 20_000 }] },
    }),
    closeShift: async () => ({ path: '/api/v1/shifts', body: closedShift() }),
    getShift: async () => {
      const shift = closedShift()
      await own.post('/api/v1/shifts', shift)
      return { path: `/api/v1/shifts/${shift.shift_id}` }
    },
    listStations: async () => ({ path: '/api/v1/stations' }),
    getStation: async () => ({ path: `/api/v1/stations/${station}` }),
    listCards: async () => ({ path: '/api/v1/cards' }),
    getCard: async () => ({ path: `/api/v1/cards/${(await bringCostlyCard(system, company)).id}` }),
    blockCard: async () => ({ path: `/api/v1/cards/${(await card()).id}/block`, body: {} }),
    unblockCard: async () => {
      const { id } = await card()
      await own.post(`/api/v1/cards/${id}/block`, {})
      return { path: `/api/v1/cards/${id}/unblock`, body: {} }
    },
    getCardRule: async () => ({ path: `/api/v1/cards/${(await card()).id}/rule` }),
    setCardRule: async () => ({
      path: `/api/v1/cards/${(await card()).id}/rule`,
      body: { unit: 'ml', per_day: 60_000 },
      headers: { 'if-match': '"0"' },
    }),
    removeCardRule: async () => {
      const path = `/api/v1/cards/${(await card()).id}/rule`
      await own.send('PUT', path, { body: { unit: 'ml', per_day: 60_000 }, headers: { 'if-match': '"0"' } })
      return { path, headers: { 'if-match': '"1"' } }
    },
    listCoupons: async () => ({ path: '/api/v1/coupons' }),
    getCoupon: async () => ({ path: `/api/v1/coupons/${(await coupon()).id}` }),
    blockCoupon: async () => ({ path: `/api/v1/coupons/${(await coupon()).id}/block`, body: {} }),
    unblockCoupon: async () => {
      const { id } = await coupon()
      await own.post(`/api/v1/coupons/${id}/block`, {})
      return { path: `/api/v1/coupons/${id}/unblock`, body: {} }
    },
    listWebhookEndpoints: async () => ({ path: webhooks }),
    createWebhookEndpoint: async () => ({ path: webhooks, body: newWebhook() }),
    deleteWebhookEndpoint: async () => ({ path: `${webhooks}/${await webhook()}` }),
    testWebhookEndpoint: async () => ({ path: `${webhooks}/${await webhook()}/test`, body: {} }),
    listWebhookDeliveries: async () => ({ path: `${webhooks}/${await webhook()}/deliveries` }),
    resendWebhookDelivery: async () => {
      const id = await webhook()
      await own.post(`${webhooks}/${id}/test`)
      const { body } = await own.get(`${webhooks}/${id}/deliveries`)
      return { path: `/api/v1/deliveries/${body.data?.[0]?.id}/resend`, body: {} }
    },
    fetchInstructions: async () => {
      await instruction()
      return { path: '/api/v1/instructions' }
    },
    settleInstruction: async () => ({
      path: `/api/v1/instructions/${await instruction()}/outcome`,
      body: { outcome: 'in_force' },
    }),
    tellProcessorEvents: async () => ({
      path: '/api/v1/processor-events',
      body: { events: [await event()] },
    }),
    sendStateRegister: async () => ({
      path: `/api/v1/state-registers?${new URLSearchParams({ instrument: 'card', as_of: moment() })}`,
      file: JSON.stringify({ number: (await card()).number, blocked: false }),
    }),
    getStateRegister: async () => {
      const path = `/api/v1/state-registers?${new URLSearchParams({ instrument: 'card', as_of: moment() })}`
      const { body } = await own.post(path, undefined, fileOf('{"number":"1","blocked":false}'))
      return { path: `/api/v1/state-registers/${body.id}` }
    },
    listTransactions: async () => ({ path: '/api/v1/transactions' }),
    getTransaction: async () => ({ path: `/api/v1/transactions/${await transaction()}` }),
    sendRegister: async () => ({ path: '/api/v1/registers/companies', file: file(), ofNetwork: true }),
    getRegister: async () => ({ path: `/api/v1/registers/${await register()}`, ofNetwork: true }),
    answerRegister: async () => ({
      path: `/api/v1/registers/${await register()}/answers`,
      body: { answers: {} },
      ofNetwork: true,
    }),
  }
  const callOf = (operationId: string): Promise<GoodCall> => {
    const call = calls[operationId]
    if (!call) throw new Error(`add a call of ${operationId} to goodCalls`)
    return call()
  }
  /** Makes a call, or the like of it, with the key that it needs. */
  const send = (
    method: string,
    { path, body, file, ofNetwork, headers: more }: GoodCall,
    { at = path, key }: { at?: string; key?: string } = {},
  ) => {
    const { headers, ...sent }: ApiSend = file ? fileOf(file) : { ...(body && { body }) }
    const once: Record<string, string> = key ? { 'idempotency-key': key } : {}
    return (ofNetwork ? network : own).send(method, at, {
      ...sent,
      headers: { ...headers, ...more, ...once },
    })
  }
  return { calls, callOf, send, own, pump, key, networkKey, company, station }
}

function fileOf(raw: string): ApiSend {
  return { raw, headers: { 'content-type': 'text/csv' } }
}
