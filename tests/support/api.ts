import { expect } from 'vitest'
import { NewApiKey } from '#app/domain/integrations/integrations.input.server.ts'
import { createApiKey } from '#app/domain/integrations/integrations.server.ts'
import { faultsInAnswer } from './api-document.ts'
import type { App } from './app.ts'
import type { Cabinet } from './fixtures.ts'

/** Whatever the document allows; each answer is checked against that. */
export type ApiBody = Record<string, unknown> & {
  code?: string
  status?: unknown
  data?: Record<string, unknown>[]
  next_cursor?: string | null
  errors?: { field: string; code: string }[]
}

export interface ApiAnswer {
  status: number
  headers: Headers
  body: ApiBody
}

export interface ApiSend {
  body?: unknown
  headers?: Record<string, string>
  /** Sent as it is, instead of `body`. */
  raw?: string
}

/** Calls the API with a key; every answer is checked against the document. */
export function apiOf(app: Pick<App, 'url'>, key?: string) {
  const send = async (
    method: string,
    path: string,
    { body, headers, raw }: ApiSend = {},
  ): Promise<ApiAnswer> => {
    const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body))
    const response = await fetch(app.url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(key !== undefined && { authorization: `Bearer ${key}` }),
        ...(payload !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(payload !== undefined && { body: payload }),
    })
    const text = await response.text()
    const answer = {
      status: response.status,
      headers: response.headers,
      body: text ? JSON.parse(text) : {},
    }
    const type = response.headers.get('content-type')
    if (method !== 'HEAD')
      expect(faultsInAnswer(method, path, { status: response.status, type, text })).toEqual([])
    return answer
  }
  return {
    send,
    get: (path: string, options?: ApiSend) => send('GET', path, options),
    post: (path: string, body?: unknown, options?: ApiSend) =>
      send('POST', path, { ...(body !== undefined && { body }), ...options }),
  }
}

/** A key by the same verb as the command and the page use. */
export async function apiKey(
  cabinet: Cabinet,
  input: {
    scopes: string[]
    stations?: string[]
    company?: string
    test?: boolean
    name?: string
    days?: number
  },
): Promise<string> {
  const { key } = await createApiKey(await cabinet.system(), NewApiKey.parse({ name: 'POS', ...input }))
  return key
}

/** The two parts of a key `fck_<public id>_<secret>` (`fckt_` in the sandbox); the secret may hold underscores itself. */
export function partsOfKey(key: string): { publicId: string; secret: string } {
  const [, publicId, secret] = /^fckt?_([2-9a-z]{12})_([\w-]{43})$/.exec(key) ?? []
  if (publicId === undefined || secret === undefined) throw new Error('This is no key of the API')
  return { publicId, secret }
}

export async function binOf(cabinet: Cabinet, companyId: number): Promise<string> {
  const row = await cabinet.db
    .selectFrom('companies')
    .select('bin')
    .where('id', '=', companyId)
    .executeTakeFirstOrThrow()
  return row.bin
}
