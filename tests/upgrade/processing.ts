import { blockCard } from '#app/domain/cards/card-blocks.server.ts'
import { setCardPin } from '#app/domain/cards/card-pins.server.ts'
import type { ClientContext } from '#app/http/session/guards.server.ts'
import { apiKey, apiOf } from '#tests/support/api.ts'
import type { App } from '#tests/support/app.ts'
import { withSettings } from '#tests/support/context.ts'
import type { Cabinet } from '#tests/support/fixtures.ts'
import { bringCards } from '#tests/support/registers.ts'

/** A processor that is asked for a block, tells what happened and sends its states, which the worker compares; and a PIN. */
export async function processElsewhere(cabinet: Cabinet, app: App, owner: ClientContext): Promise<void> {
  const { companyId } = owner.actor
  const outside = withSettings(owner, { processing: { card: 'outside', coupon: 'here' } })
  const api = apiOf(app, await apiKey(cabinet, { scopes: ['instructions'], name: 'Processor' }))
  const [card, withPin] = await bringCards(owner, companyId, [{}, {}])
  if (!card || !withPin) throw new Error('no card')
  await setCardPin(owner, companyId, withPin.id, { pin: '4071' })
  await blockCard(outside, companyId, card.id, { reason: 'Водитель уволен' })
  await api.get('/api/v1/instructions')
  const at = new Date().toISOString()
  const about = { instrument: 'card', number: card.number }
  const events = [
    { ...about, id: 'life-1', type: 'approval', occurred_at: at, volume_ml: 30_000 },
    { ...about, id: 'life-2', type: 'balance', balance: 500_000, unit: 'tiyn', as_of: at },
  ]
  const told = await api.post('/api/v1/processor-events', { events })
  const query = new URLSearchParams({ instrument: 'card', as_of: at })
  const raw = JSON.stringify({ number: '9999000000000001', blocked: false })
  const headers = { 'content-type': 'application/x-ndjson' }
  const sent = await api.post(`/api/v1/state-registers?${query}`, undefined, { raw, headers })
  if (told.status !== 200 || sent.status !== 201) throw new Error('the processor was refused')
}
