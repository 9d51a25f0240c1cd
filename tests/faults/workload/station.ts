import { randomBytes } from 'node:crypto'
import { Agent, request as send } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { operationStatuses } from '#app/domain/pump-operations/operation.ts'
import { faultsInAnswer } from '#tests/support/api-document.ts'
import { type FuelOperation, newFuelOperation } from '../history/fuel.ts'
import type { RequestHistory } from '../history/request-history.ts'
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
 * history, and gives up only when `patienceMs` is over.
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
    readonly history: RequestHistory,
    readonly options: { port: () => number; patienceMs: number },
  ) {}

  /** @returns what is held, declined, or voided because no answer came */
  async authorize(instrument: Instrument, more: Record<string, unknown> = {}): Promise<FuelOperation> {
    const operation = this.#begin()
    const body = { ...this.#asked(operation, instrument), ...more }
    for (let tries = 0; tries < 2; tries++) {
      operation.isOpen = true
      const heard = await this.#call('/authorizations', body)
      if (heard === 'again') continue
      if (heard !== 'refused') this.#note(operation, heard.body)
      return operation
    }
    await this.void(operation)
    return operation
  }

  /** Postpaid: the litres are in the tank, or a whole coupon is. */
  async redeem(instrument: Instrument, more: Record<string, unknown> = {}): Promise<FuelOperation> {
    const operation = this.#begin()
    const heard = await this.#until(operation, '/redemptions', {
      ...this.#asked(operation, instrument),
      ...more,
    })
    if (heard?.body.status === 'completed') operation.dispensed = Number(heard.body.volume_ml)
    return operation
  }

  /** Fuel that flowed: told until it is heard. */
  async complete(operation: FuelOperation, volume: number): Promise<void> {
    const heard = await this.#until(operation, `${at(operation)}/complete`, {
      volume_ml: volume,
      receipt: operation.operationId,
    })
    if (heard) operation.dispensed = volume
  }

  async void(operation: FuelOperation): Promise<void> {
    await this.#until(operation, `${at(operation)}/void`, {})
  }

  async reverse(operation: FuelOperation, volume?: number): Promise<void> {
    const body = { reason: 'не та колонка', ...(volume === undefined ? {} : { volume_ml: volume }) }
    const heard = await this.#until(operation, `${at(operation)}/reverse`, body)
    if (heard) operation.reversed = Number(heard.body.reversed_ml)
  }

  /** What was dispensed without connection, as one list. */
  async tellOffline(fills: readonly { instrument: Instrument; volume: number }[]): Promise<FuelOperation[]> {
    const told = fills.map((fill) => ({ ...fill, operation: this.#begin() }))
    const operations = told.map(({ operation }) => operation)
    const data = told.map(({ operation, instrument, volume }) => ({
      ...this.#asked(operation, instrument),
      volume_ml: volume,
    }))
    for (const operation of operations) operation.isOpen = true
    const heard = await this.#untilAnswer('/offline-completions', { data })
    if (!heard) return operations
    const items = Array.isArray(heard.body.data) ? heard.body.data : []
    for (const [index, { operation, volume }] of told.entries()) {
      this.#note(operation, items[index])
      if (operation.told === 'completed') operation.dispensed = volume
    }
    return operations
  }

  leave(): void {
    this.#agent.destroy()
  }

  #begin(): FuelOperation {
    const operation = newFuelOperation(`${this.name}-${++this.#operations}`)
    this.history.fuel.push(operation)
    return operation
  }

  #asked({ operationId }: FuelOperation, instrument: Instrument) {
    return { operation_id: operationId, station: this.pump.station, product: 'diesel', ...instrument }
  }

  async #until(operation: FuelOperation, path: string, body: object): Promise<Heard | undefined> {
    operation.isOpen = true
    const heard = await this.#untilAnswer(path, body)
    if (heard) this.#note(operation, heard.body)
    return heard
  }

  async #untilAnswer(path: string, body: object): Promise<Heard | undefined> {
    for (const last = Date.now() + this.options.patienceMs; ; ) {
      const heard = await this.#call(path, body)
      if (heard !== 'again' && heard !== 'refused') return heard
      if (heard === 'refused' || Date.now() > last) return undefined
    }
  }

  #note(operation: FuelOperation, body: unknown): void {
    const told = operationStatuses.find((status) => status === Reflect.get(Object(body), 'status'))
    if (told === undefined) {
      this.history.unfit.push(`operation ${operation.operationId} was answered ${JSON.stringify(body)}`)
      return
    }
    operation.told = told
    operation.isOpen = false
  }

  /** @returns a 2xx; again: the pause before the next try is over; refused: a program's error, which nobody repeats */
  async #call(path: string, body: object): Promise<Heard | 'again' | 'refused'> {
    this.calls += 1
    const heard = await this.#send(path, body).catch(() => undefined)
    if (heard && heard.status < 300) return heard
    const isAgain = !heard || heard.status === 409 || heard.status === 429 || heard.status >= 500
    if (!isAgain) {
      this.history.unfit.push(`POST ${path} was refused: ${JSON.stringify(heard.body)}`)
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
    this.history.unfit.push(
      ...(unfit ? [`POST ${path} answered ${status}: ${unfit}`] : []),
      ...faultsInAnswer('POST', `/api/v1${path}`, answer),
    )
    return { status, body: JSON.parse(said), retryAfter: after }
  }
}

function at({ operationId }: FuelOperation): string {
  return `/authorizations/${encodeURIComponent(operationId)}`
}
