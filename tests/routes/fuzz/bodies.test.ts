import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { ALLOWANCES, type Allowances } from '#app/http/server/transfer-watch.server.ts'
import { startApp } from '#tests/support/app.ts'
import { createCabinet } from '#tests/support/fixtures.ts'
import { ResendStandIn } from '#tests/support/resend-stand-in.ts'
import { bodies, type FuzzedBody, packetsOf } from './bodies.ts'
import { stateOf } from './state.ts'
import { type Answer, sendBytes } from './wire.ts'

/** A body for ten of the requests in fuzz.test.ts: `npm run fuzz` sends a thousand. */
const COUNT = Math.ceil(Number(process.env.FUZZ_COUNT ?? 1_000) / 10)
const SEED = Number(process.env.FUZZ_SEED ?? 20261122)
const AT_ONCE = 2
const BOUND_MS = 600_000

/** Who stalls is cut off soon, or the test would wait as long as the product does. */
const impatient = Object.fromEntries(
  Object.entries(ALLOWANCES).map(([kind, allowance]) => [kind, { ...allowance, graceMs: 1_000 }]),
) as Allowances
const resend = await ResendStandIn.start()
const cabinet = await createCabinet()
const app = await startApp(cabinet, { allowances: impatient, resendWebhookSecret: resend.webhookSecret })
const staff = app.as(await cabinet.staff('administrator'))

afterAll(async () => {
  await app.stop()
  await resend.stop()
  await cabinet.destroy()
})

type Sender = 'guest' | 'administrator'

/** What a webhook brings that somebody else made up. */
const forged: [string, string][] = [
  ['svix-id', 'msg_forged'],
  ['svix-timestamp', String(Math.floor(Date.now() / 1000))],
  ['svix-signature', 'v1,Zm9yZ2Vk'],
]

async function send(body: FuzzedBody, sender: Sender): Promise<Answer | null> {
  const signed = body.event ? resend.webhook(body.event) : undefined
  const whole = signed ? Buffer.from(await signed.text()) : body.bytes
  const cookie = [...staff.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const headers: [string, string][] = [
    ['Host', 'cabinet.test'],
    ['Connection', 'close'],
    ['Sec-Fetch-Site', 'same-origin'],
    ['Content-Type', body.type],
    ['Content-Length', String(whole.length + (body.pace === 'stalled' ? 100 : 0))],
    ...(sender === 'administrator' ? [['Cookie', cookie] satisfies [string, string]] : []),
    ...(signed ? [...signed.headers].filter(([name]) => name.startsWith('svix-')) : forged),
  ]
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`)
  const head = Buffer.from(`POST ${body.path} HTTP/1.1\r\n${lines.join('')}\r\n`)
  return sendBytes(app.port, [head, ...packetsOf({ ...body, bytes: whole })])
}

function faultsOf(body: FuzzedBody, answer: Answer | null): string[] {
  const what = `${body.path} ${body.type} ${body.pace} ${JSON.stringify(body.bytes.toString('latin1').slice(0, 400))}`
  if (!answer) return [`hung up without a word: ${what}`]
  const { status, headers } = answer
  const wrong: [string, boolean][] = [
    [`status ${status}`, status >= 500 || status < 200],
    ['no content policy', !headers.get('content-security-policy')?.startsWith("default-src 'none'")],
    ['served what never came', body.pace === 'stalled' && body.path !== '/admin/imports/new' && status < 400],
  ]
  return wrong.flatMap(([fault, is]) => (is ? [`${fault}: ${what}`] : []))
}

async function sendAll(all: readonly FuzzedBody[], sender: Sender, statuses: Set<number>): Promise<string[]> {
  const faults: string[] = []
  const queue = [...all]
  const lane = async () => {
    for (let body = queue.shift(); body; body = queue.shift()) {
      const answer = await send(body, sender)
      faults.push(...faultsOf(body, answer))
      if (answer) statuses.add(answer.status)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  return faults
}

test(
  `security 30: ${COUNT} malformed bodies in packets of any size, FUZZ_SEED=${SEED}: answered without an error of ours`,
  async () => {
    const all = fc.sample(bodies, { seed: SEED, numRuns: COUNT })
    const statuses = new Set<number>()
    // A form that is refused before it is read, a webhook that nobody signed: neither leaves a trace.
    const unsigned = all.filter(({ event }) => !event)
    const before = await stateOf(cabinet.db)
    const faults = await sendAll(unsigned, 'guest', statuses)
    expect(await stateOf(cabinet.db)).toEqual(before)
    faults.push(...(await sendAll(all, 'administrator', statuses)))
    expect(faults).toEqual([])
    for (const line of app.logged) expect(line).not.toMatch(/"level":"(?:error|fatal)"/)
    expect([...statuses]).toEqual(expect.arrayContaining([200, 302, 400, 401, 408, 413]))
  },
  BOUND_MS,
)
