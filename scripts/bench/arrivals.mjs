// An open-loop load: requests arrive at a constant rate whether or not the ones before were answered, and each is timed
// from the moment it was due. A server that stalls is charged with everybody who would have waited.
import { Agent, request } from 'node:http'
import { createHistogram } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'

/** Beyond so many unanswered requests the server has lost: what follows would measure our own memory. */
const MAX_IN_FLIGHT = 2_000
const PATIENCE_MS = 20_000

/**
 * @typedef {{ kind: string, method?: 'GET' | 'POST', url: string, cookie?: string, body?: string, headers?: Record<string, string> }} Planned
 * @typedef {{ p50: number, p99: number, p999: number, max: number, count: number }} Latency milliseconds
 * @typedef {{
 *   offered: number, answered: number, failed: number, overran: boolean,
 *   kinds: Record<string, { firstByte: Latency, whole: Latency, bytes: number }>,
 *   pages: Latency,
 * }} Outcome `pages`: time to the first byte of everything but sign-ins
 */

/**
 * Bounded in time: `seconds` of arrivals, then at most 20 s for the answers.
 * @param {{ perSecond: number, seconds: number, next: () => Planned }} options
 * @returns {Promise<Outcome>}
 */
export async function arrive({ perSecond, seconds, next }) {
  const agent = new Agent({ keepAlive: true, maxSockets: MAX_IN_FLIGHT, scheduling: 'fifo' })
  const total = Math.round(perSecond * seconds)
  const pages = createHistogram()
  /** @type {Map<string, { firstByte: import('node:perf_hooks').RecordableHistogram, whole: import('node:perf_hooks').RecordableHistogram, bytes: number }>} */
  const kinds = new Map()
  let inFlight = 0
  let answered = 0
  let failed = 0
  let overran = false

  /** @param {Planned} planned @param {number} due */
  const send = (planned, due) => {
    inFlight += 1
    let record = kinds.get(planned.kind)
    if (!record) {
      record = { firstByte: createHistogram(), whole: createHistogram(), bytes: 0 }
      kinds.set(planned.kind, record)
    }
    const { firstByte, whole } = record
    const fail = () => {
      failed += 1
      inFlight -= 1
    }
    const sent = request(
      planned.url,
      { agent, method: planned.method ?? 'GET', headers: headersOf(planned), timeout: PATIENCE_MS },
      (answer) => {
        const waited = since(due)
        firstByte.record(waited)
        if (planned.kind !== 'sign-in') pages.record(waited)
        answer.on('data', (/** @type {Buffer} */ piece) => {
          record.bytes += piece.length
        })
        answer.once('error', () => {})
        answer.once('close', () => {
          whole.record(since(due))
          inFlight -= 1
          if ((answer.statusCode ?? 500) >= 500 || !answer.complete) failed += 1
          else answered += 1
        })
      },
    )
    sent.once('timeout', () => sent.destroy(new Error('no answer')))
    sent.once('error', fail)
    sent.end(planned.body)
  }

  const start = performance.now()
  for (let sent = 0; sent < total && !overran; ) {
    const due = Math.min(total, Math.floor(((performance.now() - start) * perSecond) / 1_000) + 1)
    for (; sent < due; sent++) send(next(), start + (sent * 1_000) / perSecond)
    overran = inFlight > MAX_IN_FLIGHT
    await sleep(1)
  }
  for (const until = performance.now() + PATIENCE_MS; inFlight > 0 && performance.now() < until; )
    await sleep(10)
  agent.destroy()
  return {
    offered: total,
    answered,
    failed: failed + inFlight,
    overran,
    pages: latencyOf(pages),
    kinds: Object.fromEntries(
      [...kinds].map(([kind, { firstByte, whole, bytes }]) => [
        kind,
        { firstByte: latencyOf(firstByte), whole: latencyOf(whole), bytes: bytes / Math.max(1, whole.count) },
      ]),
    ),
  }
}

/** @param {Planned} planned */
function headersOf({ cookie, body, headers }) {
  return {
    'accept-language': 'ru',
    'accept-encoding': 'gzip',
    'sec-fetch-site': 'same-origin',
    ...(cookie ? { cookie } : {}),
    ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    ...headers,
  }
}

/** @param {number} due @returns {number} whole microseconds, as a histogram wants them */
function since(due) {
  return Math.max(1, Math.round((performance.now() - due) * 1_000))
}

/** @param {import('node:perf_hooks').RecordableHistogram} histogram @returns {Latency} */
function latencyOf(histogram) {
  const at = (/** @type {number} */ percentile) => histogram.percentile(percentile) / 1_000
  return { p50: at(50), p99: at(99), p999: at(99.9), max: histogram.max / 1_000, count: histogram.count }
}
