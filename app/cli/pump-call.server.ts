import { setTimeout as sleep } from 'node:timers/promises'

export interface PumpCall {
  /** Of the cabinet. */
  url: string
  key: string
  path: string
  /** POST when left out. */
  method?: 'GET' | 'POST'
  body?: object
}

export interface PumpReply {
  status: number
  body: Record<string, unknown>
}

const MAX_TRIES = 3
const TIMEOUT_MS = 20_000
const MAX_WAIT_SECONDS = 5

/**
 * One call as the rules for a POS have it: 409, 429, 5xx and no answer are sent again with the same id.
 * @throws what `fetch` throws when there is no answer to the last try either
 */
export async function sendToApi(call: PumpCall): Promise<PumpReply> {
  for (let attempt = 1; ; attempt++) {
    const response = await send(call).catch((error) => {
      if (attempt >= MAX_TRIES) throw error
      return undefined
    })
    const isAgain = !response || [409, 429].includes(response.status) || response.status >= 500
    if (response && (!isAgain || attempt >= MAX_TRIES))
      return { status: response.status, body: await response.json() }
    const wait = Number(response?.headers.get('retry-after') ?? 1)
    await sleep(Math.min(wait || 1, MAX_WAIT_SECONDS) * 1_000)
  }
}

function send({ url, key, path, method = 'POST', body }: PumpCall): Promise<Response> {
  return fetch(new URL(path, url), {
    method,
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
}
