import autocannon from 'autocannon'
import { cpuOf } from './cabinet.mjs'

/**
 * Bounded in time; a first second warms up and is not counted.
 * `bodies`: one a connection, in turn, so that connections do not meet on one address.
 * @param {{ url: string, token?: string, connections?: number, seconds?: number, pid?: number, bodies?: string[] }} options
 */
export async function load({ url, token, connections = 8, seconds = 8, pid, bodies }) {
  const request = {
    url,
    connections,
    headers: {
      ...(token ? { cookie: `session=${token}` } : {}),
      'accept-language': 'ru',
      'accept-encoding': 'identity',
      'sec-fetch-site': 'same-origin',
      ...(bodies ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
    },
    ...(bodies ? { method: /** @type {const} */ ('POST'), setupClient: inTurn(bodies) } : {}),
  }
  await autocannon({ ...request, duration: 2 })
  const before = pid ? cpuOf(pid) : 0
  const result = await autocannon({ ...request, duration: seconds })
  const done = result['2xx'] + result['3xx']
  if (result.errors > 0 || result['4xx'] + result['5xx'] > done / 100) {
    throw new Error(`${url}: ${result.errors} errors, ${result['4xx']} 4xx, ${result['5xx']} 5xx`)
  }
  return {
    perSecond: done / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpuMs: pid ? (cpuOf(pid) - before) / Math.max(1, done) : 0,
  }
}

/** @param {string[]} bodies */
function inTurn(bodies) {
  let next = 0
  return (/** @type {import('autocannon').Client} */ client) =>
    client.setBody(bodies[next++ % bodies.length] ?? '')
}
