// The same requests in a small and in a large company, in turn, since the machines are shared and noisy.
import { median, report } from './report.mjs'

const ROUNDS = 41
const AIM = '<= 1.2'

/**
 * Medians of the same request in both companies, sent by turns.
 * @template {{ token: string }} Company
 * @template Request
 * @param {(company: Company, turn: number) => Request} of
 * @param {string} base
 * @param {{ small: Company, large: Company }} companies
 * @param {(base: string, token: string, request: Request) => Promise<void>} request
 */
export async function compare(of, base, { small, large }, request) {
  const times = { small: /** @type {number[]} */ ([]), large: /** @type {number[]} */ ([]) }
  for (let round = -2; round < ROUNDS; round++) {
    for (const [name, company] of /** @type {const} */ ([
      ['small', small],
      ['large', large],
    ])) {
      const from = performance.now()
      await request(base, company.token, of(company, round + 2))
      // The first two rounds warm up what the page needs.
      if (round >= 0) times[name].push(performance.now() - from)
    }
  }
  const asked = of(large, 0)
  const what = typeof asked === 'string' ? asked : `POST ${/** @type {any} */ (asked).path}`
  const [few, many] = [median(times.small), median(times.large)]
  process.stdout.write(`${what.padEnd(62)} ${few.toFixed(1)} ms, ${many.toFixed(1)} ms\n`)
  report(what, many / few, AIM)
}

/**
 * @param {string} base
 * @param {string} token
 * @param {string} path
 */
export async function visit(base, token, path) {
  const answer = await fetch(base + path, {
    headers: { cookie: `session=${token}`, 'accept-language': 'ru' },
  })
  await answer.arrayBuffer()
  if (!answer.ok || answer.redirected) throw new Error(`${path} answered ${answer.status}`)
}
