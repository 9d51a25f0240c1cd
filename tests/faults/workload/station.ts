import { randomBytes } from 'node:crypto'
import { Agent, request as send } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { operationStatuses } from '#app/domain/pump-operations/operation.ts'
import { faultsInAnswer } from '#tests/support/api-document.ts'
import { type FuelDeed, newDeed } from '../ledger/fuel.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { unfitFor } from './person.ts'

/** Longer than the server's own patience. */
const ANSWER_MS = 40_000
const PAUSE_MS = 100
const MAX_PAUSE_MS = 1_000

/** What is held out to the reader, as the fields of the API have it. */
export type Instrument = { qr: string } | { card_number: string }

export interface Pump {
  key: string
  /** The station's code. */
  station: string
}

interface Heard {
  status: number
  body: Record<string, unknown>
  retryAfter: number
}

let stations = 0

/**
 * A station's system that speaks to the cabinet by the rules of /api/docs: 2xx, read `status`; 409, 429, 5xx or nothing,
 * the same call with the same id (an authorization twice, then void it; complete and void until 2xx). It keeps its own
 * ledger, and gives up only when `patienceMs` is over.
 */
export class Station {
  readonly #agent = new Agent({ keepAlive: true })
  /** Every one of its operations begins so. */
  readonly name = `st${++stations}-${randomBytes(3).toString('hex')}`
  #operations = 0
  /** Calls that were sent, repeats included. */
  calls = 0

  constructor(
    readonly pump: Pump,
    readonly ledger: Ledger,
    readonly options: { port: () => number; patienceMs: number },
  ) {}

  /** @returns what is held, declined, or voided because no answer came */
  async authorize(instrument: Instrument, more: Record<string, unknown> = {}): Promise<FuelDeed> {
    const deed = this.#begin()
    const body = { ...this.#asked(deed, instrument), ...more }
    for (let tries = 0; tries < 2; tries++) {
      deed.isOpen = true
      const heard = await this.#call('/authorizations', body)
      if (heard === 'again') continue
      if (heard !== 'refused') this.#note(deed, heard.body)
      return deed
    }
    await this.void(deed)
    return deed
  }

  /** Postpaid: the litres are in the tank, or a whole coupon is. */
  async redeem(instrument: Instrument, more: Record<string, unknown> = {}): Promise<FuelDeed> {
    const deed = this.#begin()
    const heard = await this.#until(deed, '/redemptions', { ...this.#asked(deed, instrument), ...more })
    if (heard?.body.status === 'completed') deed.dispensed = Number(heard.body.volume_ml)
    return deed
  }

  /** Fuel that flowed: told until it is heard. */
  async complete(deed: FuelDeed, volume: number): Promise<void> {
    const heard = await this.#until(deed, `${at(deed)}/complete`, {
      volume_ml: volume,
      receipt: deed.operationId,
    })
    if (heard) deed.dispensed = volume
  }

  async void(deed: FuelDeed): Promise<void> {
    await this.#until(deed, `${at(deed)}/void`, {})
  }

  async reverse(deed: FuelDeed, volume?: number): Promise<void> {
    const body = { reason: 'не та колонка', ...(volume === undefined ? {} : { volume_ml: volume }) }
    const heard = await this.#until(deed, `${at(deed)}/reverse`, body)
    if (heard) deed.reversed = Number(heard.body.reversed_ml)
  }

  /** What was dispensed without connection, as one list. */
  async tellOffline(fills: readonly { instrument: Instrument; volume: number }[]): Promise<FuelDeed[]> {
    const told = fills.map((fill) => ({ ...fill, deed: this.#begin() }))
    const deeds = told.map(({ deed }) => deed)
    const data = told.map(({ deed, instrument, volume }) => ({
      ...this.#asked(deed, instrument),
      volume_ml: volume,
    }))
    for (const deed of deeds) deed.isOpen = true
    const heard = await this.#untilAnswer('/offline-completions', { data })
    if (!heard) return deeds
    const items = Array.isArray(heard.body.data) ? heard.body.data : []
    for (const [index, { deed, volume }] of told.entries()) {
      this.#note(deed, items[index])
      if (deed.told === 'completed') deed.dispensed = volume
    }
    return deeds
  }

  leave(): void {
    this.#agent.destroy()
  }

  #begin(): FuelDeed {
    const deed = newDeed(`${this.name}-${++this.#operations}`)
    this.ledger.fuel.push(deed)
    return deed
  }

  #asked({ operationId }: FuelDeed, instrument: Instrument) {
    return { operation_id: operationId, station: this.pump.station, product: 'diesel', ...instrument }
  }

  async #until(deed: FuelDeed, path: string, body: object): Promise<Heard | undefined> {
    deed.isOpen = true
    const heard = await this.#untilAnswer(path, body)
    if (heard) this.#note(deed, heard.body)
    return heard
  }

  async #untilAnswer(path: string, body: object): Promise<Heard | undefined> {
    for (const last = Date.now() + this.options.patienceMs; ; ) {
      const heard = await this.#call(path, body)
      if (heard !== 'again' && heard !== 'refused') return heard
      if (heard === 'refused' || Date.now() > last) return undefined
    }
  }

  #note(deed: FuelDeed, body: unknown): void {
    const told = operationStatuses.find((status) => status === Reflect.get(Object(body), 'status'))
    if (told === undefined) {
      this.ledger.unfit.push(`operation ${deed.operationId} was answered ${JSON.stringify(body)}`)
      return
    }
    deed.told = told
    deed.isOpen = false
  }

  /** @returns a 2xx; again: the pause before the next try is over; refused: a program's error, which nobody repeats */
  async #call(path: string, body: object): Promise<Heard | 'again' | 'refused'> {
    this.calls += 1
    const heard = await this.#send(path, body).catch(() => undefined)
    if (heard && heard.status < 300) return heard
    const isAgain = !heard || heard.status === 409 || heard.status === 429 || heard.status >= 500
    if (!isAgain) {
      this.ledger.unfit.push(`POST ${path} was refused: ${JSON.stringify(heard.body)}`)
      return 'refused'
    }
    await sleep(heard ? Math.min(heard.retryAfter * 1_000 || PAUSE_MS, MAX_PAUSE_MS) : PAUSE_MS)
    return 'again'
  }

  async #send(path: string, body: object): Promise<Heard> {
    const raw = JSON.stringify(body)
    const headers = {
      Authorization: `Bearer ${this.pump.key}`,
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(raw),
      'X-Forwarded-For': '10.9.0.1',
    }
    const target = { host: '127.0.0.1', port: this.options.port(), path: `/api/v1${path}`, method: 'POST' }
    const answer = await new Promise<{ status: number; type: string | null; text: string; after: number }>(
      (resolve, reject) => {
        const request = send({ ...target, headers, agent: this.#agent }, (incoming) => {
          const { statusCode: status = 0, headers } = incoming
          const type = headers['content-type'] ?? null
          const after = Number(headers['retry-after'] ?? 0)
          incoming.on('aborted', () => reject(new Error('the answer was torn')))
          text(incoming).then((text) => resolve({ status, type, text, after }), reject)
        })
        request.setTimeout(ANSWER_MS, () => request.destroy(new Error('no answer')))
        request.on('error', reject)
        request.end(raw)
      },
    )
    const { status, text: said, after } = answer
    const unfit = unfitFor(status, said)
    this.ledger.unfit.push(
      ...(unfit ? [`POST ${path} answered ${status}: ${unfit}`] : []),
      ...faultsInAnswer('POST', `/api/v1${path}`, answer),
    )
    return { status, body: JSON.parse(said), retryAfter: after }
  }
}

function at({ operationId }: FuelDeed): string {
  return `/authorizations/${encodeURIComponent(operationId)}`
}
