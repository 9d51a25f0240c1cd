import { type AgnosticRouteObject, matchRoutes } from '@remix-run/router'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import siteMap from '#app/routes.ts'
import type { Visitor } from '#tests/support/visitor.ts'
import { allowedAt, isOpen } from '../sweep/access.ts'
import { everyRoute } from '../sweep/site-map.ts'
import { createWorld, type World } from '../sweep/world.ts'
import { bytesOf, type FuzzedRequest, isCutOff, requestsTo, type Sender, senders } from './requests.ts'
import { stateOf } from './state.ts'
import { type Answer, sendBytes } from './wire.ts'

/** Ten thousand of another seed: `npm run fuzz -- --count 10000`. */
const COUNT = Number(process.env.FUZZ_COUNT ?? 1_000)
const SEED = Number(process.env.FUZZ_SEED ?? 20261122)
/** A world is used up by what was allowed in it: people are disabled, companies closed. */
const OF_ONE_WORLD = 1_500
const AT_ONCE = 12
/** A bound for what hangs: a round takes some ten seconds. */
const ROUND_MS = 600_000

const siteRoutes = await everyRoute()
const routes = (await siteMap).map(({ path, index, file }) => ({
  id: file,
  path,
  index,
})) as AgnosticRouteObject[]

/** Where a request ends up, as the router itself reads it; undefined where there is no page. */
function patternReached({ target }: FuzzedRequest): string | undefined {
  const path = target.replace(/^https?:\/\/[^/?#]*/i, '').replace(/^\/{2,}/, '/')
  const url = URL.parse(`http://cabinet.test${path}`)
  const found =
    url && isDecodable(url.pathname) && matchRoutes(routes, url.pathname.replace(/\.data$/, ''))?.at(-1)
  return found ? `/${found.route.path ?? ''}` : undefined
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

/** A form from a page of ours, of somebody who may send it, about a thing that he may change. */
function mayChangeSomething(request: FuzzedRequest): boolean {
  if (request.method !== 'POST' || !request.fromOurPage) return false
  const pattern = patternReached(request)
  const route = siteRoutes.find((known) => known.pattern === pattern)
  if (!route || isOpen(route)) return route !== undefined
  if (request.sender === 'stranger') return allowedAt(route).includes('owner') && !route.pattern.includes(':')
  return allowedAt(route).includes(request.sender)
}

const LEAK =
  /[Ss]elect .* from |[Ii]nsert into |\bER_[A-Z]{2,}_[A-Z]{2,}|\bat (?:async )?[\w.<>]+ \(|node_modules|node:internal|sqlMessage|kysely|mysql2|MariaDB|react-dom@|\.tsx?:\d+/
const RUNS = /<script>alert|<img src=x/

/** Everything that is wrong with an answer, in words. */
function faultsOf(request: FuzzedRequest, answer: Answer | null): string[] {
  // Who hangs up in the middle of his own request may go without.
  if (!answer) return isCutOff(request) ? [] : [`hung up without a word: ${describeRequest(request)}`]
  const { status, headers, body } = answer
  const policy = headers.get('content-security-policy') ?? ''
  const text = `${[...headers].join('\n')}\n${body}`
  const location = headers.get('location')
  const wrong: [string, boolean][] = [
    [`status ${status}`, status >= 500 || status < 200],
    [
      'no content policy',
      !policy.startsWith("default-src 'none'") || !/frame-ancestors '(none|self)'/.test(policy),
    ],
    ['no nosniff', headers.get('x-content-type-options') !== 'nosniff'],
    ['no referrer policy', !/^(same-origin|no-referrer)$/.test(headers.get('referrer-policy') ?? '')],
    ['no permissions policy', !headers.has('permissions-policy')],
    [
      'no cache control',
      !/^(no-store|public, max-age=\d+(, immutable)?|private.*)$/.test(headers.get('cache-control') ?? ''),
    ],
    ['names its server', headers.has('server') || headers.has('x-powered-by')],
    ['a header of the sender', headers.has('x-injected')],
    [`leads to ${location}`, location !== undefined && !/^\/(?![/\\])/.test(location)],
    [
      'a cookie that scripts may read',
      headers
        .get('set-cookie')
        ?.split('\n')
        .some((cookie) => !/; HttpOnly/.test(cookie)) ?? false,
    ],
    [`tells ${LEAK.exec(text)?.[0]}`, LEAK.test(text)],
    ['a path of the machine', text.includes(process.cwd())],
    ['the version of Node', text.includes(process.version)],
    ['would run', /text\/html/.test(headers.get('content-type') ?? '') && RUNS.test(body)],
  ]
  return wrong.flatMap(([what, is]) => (is ? [`${what}: ${status} to ${describeRequest(request)}`] : []))
}

function describeRequest({ sender, method, target, headers, body, framing }: FuzzedRequest): string {
  const { type, bytes } = body
  const told = { sender, method, target, headers, type, framing, bytes: bytes.length }
  return `${JSON.stringify(told).slice(0, 600)} ${JSON.stringify(bytes.toString('latin1').slice(0, 300))}`
}

async function sendAll(world: World, requests: readonly FuzzedRequest[]): Promise<string[]> {
  const faults: string[] = []
  const queue = [...requests]
  const lane = async () => {
    for (let request = queue.shift(); request; request = queue.shift()) {
      const bytes = bytesOf(request, 'cabinet.test', cookieOf(world, request.sender))
      const sent = request
      const answer = await sendBytes(world.port, bytes, isCutOff(request)).catch((error: Error) => {
        faults.push(`${error.message}: ${describeRequest(sent)}`)
      })
      if (answer !== undefined) faults.push(...faultsOf(request, answer))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  return faults
}

function visitorOf(world: World, sender: Sender): Visitor {
  return sender === 'stranger' ? world.stranger : world.visitors[sender]()
}

function cookieOf(world: World, sender: Sender): string {
  return [...visitorOf(world, sender).cookies].map(([name, value]) => `${name}=${value}`).join('; ')
}

/** Lines that complain, that are none, or that do not say why somebody was refused. */
function faultsOfLog(lines: readonly string[]): string[] {
  return lines.flatMap((line) => {
    const entry = JSON.parse(line)
    if (/"level":"(?:error|fatal)"/.test(line)) return [`the log complains: ${line.slice(0, 2_000)}`]
    if (line.trimEnd().includes('\n')) return [`more than one line: ${line}`]
    const unexplained = entry.msg === 'request' && entry.status >= 400 && !entry.refused
    return unexplained ? [`refused without a reason: ${line}`] : []
  })
}

describe(`security 21: ${COUNT} malformed requests, FUZZ_SEED=${SEED}`, () => {
  const rounds = Math.ceil(COUNT / OF_ONE_WORLD)
  test.each(Array.from({ length: rounds }, (_, at) => at))(
    'security 21: round %i: answered without an error of ours, telling nothing, changing nothing without a right',
    async (round) => {
      const world = await createWorld()
      const numRuns = Math.min(OF_ONE_WORLD, COUNT - round * OF_ONE_WORLD)
      const requests = fc.sample(requestsTo(siteRoutes, world), { seed: SEED + round, numRuns })
      const rightful = requests.filter(mayChangeSomething)
      const rightless = requests.filter((request) => !mayChangeSomething(request))
      // The first look at it is remembered, so that nobody is welcomed twice.
      for (const sender of senders) await visitorOf(world, sender).get('/cabinet')
      const before = await stateOf(world.cabinet.db)
      const faults = await sendAll(world, rightless)
      const after = await stateOf(world.cabinet.db)
      faults.push(...(await sendAll(world, rightful)))
      faults.push(...faultsOfLog(world.logged()))
      const logged = world.logged().length
      await world.end().catch(() => {})
      expect(faults).toEqual([])
      expect(after).toEqual(before)
      // Both kinds came, and got through to the pages.
      expect(Math.min(rightful.length, rightless.length)).toBeGreaterThan(numRuns / 20)
      expect(logged).toBeGreaterThan(numRuns / 2)
    },
    ROUND_MS,
  )
})
