import fc from 'fast-check'
import { pathOf, type SiteRoute } from '../sweep/site-map.ts'
import { parametersOf, type VisitorRole, type World } from '../sweep/world.ts'
import { type FormShape, shapes, shapesAt } from './forms.ts'
import { nasty, ODD_NAMES } from './values.ts'

export type Sender =
  | Extract<VisitorRole, 'guest' | 'viewer' | 'owner' | 'support' | 'administrator'>
  | 'stranger'
export const senders: readonly Sender[] = ['guest', 'viewer', 'owner', 'stranger', 'support', 'administrator']

type Header = [name: string, value: string]
interface Body {
  type: string | null
  bytes: Buffer
}

/** One request: who sends it, and its bytes once his cookies are known. */
export interface FuzzedRequest {
  sender: Sender
  method: string
  target: string
  fromOurPage: boolean
  headers: Header[]
  body: Body
  framing: Framing
}

const FRAMINGS = ['length', 'chunked', 'too short', 'too long', 'bad chunks', 'both', 'none'] as const
type Framing = (typeof FRAMINGS)[number]

export function requestsTo(routes: readonly SiteRoute[], world: World): fc.Arbitrary<FuzzedRequest> {
  return fc
    .constantFrom(...routes)
    .chain((route) =>
      fc.record({
        sender: fc.constantFrom(...senders),
        method: method(route),
        target: target(route, world),
        origin: fc.oneof(
          { weight: 8, arbitrary: fc.constant('ours' as const) },
          { weight: 2, arbitrary: fc.constantFrom(...FOREIGN) },
        ),
        more: fc.oneof({ weight: 5, arbitrary: fc.constant([]) }, { weight: 3, arbitrary: oddHeaders }),
        body: body(route.pattern),
        framing: fc.oneof(
          { weight: 30, arbitrary: fc.constant('length' as const) },
          { weight: 6, arbitrary: fc.constantFrom(...FRAMINGS) },
        ),
      }),
    )
    .map(({ origin, more, ...request }) => ({
      ...request,
      fromOurPage: origin === 'ours',
      headers: [...(origin === 'ours' ? OURS : origin), ...more],
    }))
}

const OURS: Header[] = [['Sec-Fetch-Site', 'same-origin']]
const FOREIGN: Header[][] = [
  [],
  [['Origin', 'null']],
  [['Origin', 'http://evil.test']],
  [['Origin', 'http://cabinet.test.evil.test']],
  [['Sec-Fetch-Site', 'none']],
  [['Sec-Fetch-Site', 'cross-site']],
  [
    ['Sec-Fetch-Site', 'same-site'],
    ['Origin', 'http://cabinet.test'],
  ],
  [['Sec-Fetch-Site', 'same-origin, cross-site']],
  [['Referer', 'http://cabinet.test/sign-in']],
]

const METHODS = [
  'HEAD',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
  'SEARCH',
  'QUERY',
  'CONNECT',
  'PRI',
  'BREW',
  'get',
  'post',
  'PoSt',
  'GETT',
  'POST\t',
  '',
  '\u0000',
]

function method({ acts }: SiteRoute): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: acts ? 7 : 2, arbitrary: fc.constant('POST') },
    { weight: acts ? 2 : 7, arbitrary: fc.constant('GET') },
    { weight: 1, arbitrary: fc.constantFrom(...METHODS) },
  )
}

/** Other spellings of an address, most of them of another. */
const SPELLINGS: ((path: string) => string)[] = [
  (path) => `${path}.data`,
  (path) => `${path}/`,
  (path) => `${path}//`,
  (path) => `/${path}`,
  (path) => path.toUpperCase(),
  (path) => path.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
  (path) => path.replace(/[a-z]/, (letter) => `%25${letter.charCodeAt(0).toString(16)}`),
  (path) => `/%2e%2e${path}`,
  (path) => `${path}/%2e%2e/%2e`,
  (path) => `${path}/..;/`,
  (path) => `/x/..${path}`,
  (path) => path.replaceAll('/', '\\'),
  (path) => path.replaceAll('/', '%2f'),
  (path) => path.replaceAll('/', '%5c'),
  (path) => `${path}%00`,
  (path) => `${path}%00.data`,
  (path) => `${path}%ff`,
  (path) => `${path}%`,
  (path) => `${path}%c0%ae`,
  (path) => `${path};x=1`,
  (path) => `${path}#x`,
  (path) => `http://evil.test${path}`,
  (path) => `http://[${path}`,
  (path) => `https://cabinet.test@evil.test${path}`,
  (path) => path.slice(1),
  (path) => `${path}/${'a'.repeat(9_000)}`,
  (path) => `${path}/${'a/'.repeat(2_000)}`,
  (path) => `${path}/\u00ff\u00fe`,
  (path) => `${path}.data.data`,
  (path) => `${path}/_root.data`,
  () => '*',
  () => '/__manifest?p=/admin&p=/cards&version=test',
  () => '/assets/..%2f..%2fpackage.json',
]

function target(route: SiteRoute, world: World): fc.Arbitrary<string> {
  const { there, nowhere } = parametersOf(world, route.pattern)
  const nastyParams = nasty.map((value) => {
    const written = encode(value)
    return Object.fromEntries(Object.keys(there).map((name) => [name, written || '0']))
  })
  const params = fc.oneof(
    { weight: 5, arbitrary: fc.constant<Record<string, string>>(there) },
    { weight: 1, arbitrary: fc.constant<Record<string, string>>(nowhere) },
    { weight: 2, arbitrary: nastyParams },
  )
  const spelling = fc.oneof(
    { weight: 6, arbitrary: fc.constant((path: string) => path) },
    { weight: 4, arbitrary: fc.constantFrom(...SPELLINGS) },
  )
  return fc.tuple(params, spelling, query(route.pattern)).map(([params, spell, query]) => {
    const path = spell(pathOf(route.pattern, params))
    return query === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${query}`
  })
}

const PROTOCOL = [
  'index',
  '_data=root',
  '_data=',
  '_routes=root',
  '_routes=',
  '_routes=__proto__,constructor',
  'index&_routes=root',
  '_routes=root&_routes=x',
  'redirectTo=//evil.test',
  'redirectTo=/%5cevil.test',
  'format=xlsx',
  'format=__proto__',
]

function query(pattern: string): fc.Arbitrary<string> {
  const filled = fields(pattern).map((pairs) =>
    pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&'),
  )
  return fc.oneof(
    { weight: 5, arbitrary: fc.constant('') },
    { weight: 4, arbitrary: filled },
    { weight: 2, arbitrary: fc.constantFrom(...PROTOCOL) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '%',
        '%zz=%',
        '=',
        '&&&',
        'q=%ff%fe',
        'q=%ed%a0%80',
        'q'.repeat(9_000),
        'a=1&'.repeat(1_500),
      ),
    },
  )
}

type Pairs = [name: string, value: string][]

/** A form of this page with one thing wrong, or with everything. */
function fields(pattern: string): fc.Arbitrary<Pairs> {
  const all = shapesAt.get(pattern) ?? shapes
  return fc.constantFrom(...all).chain((shape) => spoilt(shape))
}

function spoilt(shape: FormShape): fc.Arbitrary<Pairs> {
  const whole: Pairs = Object.entries(shape.fields)
  const names = [...Object.keys(shape.fields), 'q']
  const name = fc.constantFrom(...names)
  const oddName = fc.constantFrom(...ODD_NAMES)
  const without = (gone: string) => whole.filter(([known]) => known !== gone)
  return fc.oneof(
    {
      weight: 5,
      arbitrary: fc.tuple(name, nasty).map(([name, value]): Pairs => [...without(name), [name, value]]),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(...whole.map(() => nasty))
        .map((values) => whole.map(([name], at): [string, string] => [name, values[at] ?? ''])),
    },
    { weight: 2, arbitrary: fc.tuple(name, nasty).map(([name, value]): Pairs => [...whole, [name, value]]) },
    {
      weight: 2,
      arbitrary: fc.tuple(oddName, nasty).map(([name, value]): Pairs => [...whole, [name, value]]),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(name, nasty)
        .map(([name, value]): Pairs => [...without(name), [`${name}[]`, value], [`${name}[x]`, value]]),
    },
    { weight: 1, arbitrary: name.map(without) },
    { weight: 1, arbitrary: fc.constant(whole) },
  )
}

function body(pattern: string): fc.Arbitrary<Body> {
  return fc.oneof(
    {
      weight: 8,
      arbitrary: fc
        .tuple(fields(pattern), fc.constantFrom(...ENCODERS))
        .map(([pairs, encoder]) => encoder(pairs)),
    },
    { weight: 1, arbitrary: fc.constantFrom(...SIZES).map(ofSize) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(...TYPES), fc.uint8Array({ maxLength: 300 }))
        .map(([type, bytes]) => ({ type, bytes: Buffer.from(bytes) })),
    },
  )
}

/** About the limit of a form (64 KB) and of what is kept of a refused one (1 MB). */
const SIZES = [0, 1, 65_535, 65_536, 65_537, 200_000, 1_048_576, 1_048_577]

function ofSize(size: number): Body {
  return { type: FORM, bytes: Buffer.alloc(size, 'email=a') }
}

const FORM = 'application/x-www-form-urlencoded'
const TYPES = [
  FORM,
  `${FORM}; charset=utf-16`,
  `${FORM}; charset=nonsense`,
  'APPLICATION/X-WWW-FORM-URLENCODED ;',
  'multipart/form-data',
  'multipart/form-data; boundary=',
  'multipart/form-data; boundary="x',
  `multipart/form-data; boundary=${'x'.repeat(300)}`,
  'multipart/mixed; boundary=x',
  'application/json',
  'text/plain',
  'text/x-script',
  'application/xml',
  'application/octet-stream',
  ',',
  '\u00ff',
  null,
]

const ENCODERS: ((pairs: Pairs) => Body)[] = [
  urlencoded,
  urlencoded,
  urlencoded,
  multipart,
  multipart,
  (pairs) => ({ ...multipart(pairs), bytes: multipart(pairs).bytes.subarray(0, -9) }),
  (pairs) => ({ ...multipart(pairs), type: 'multipart/form-data; boundary=other' }),
  (pairs) => multipart(pairs, '; filename="../../x.csv"\r\nContent-Type: text/csv'),
  (pairs) => multipart(pairs, "; filename*=UTF-8''%00%ff"),
  (pairs) => ({ type: 'application/json', bytes: Buffer.from(JSON.stringify(pairs)) }),
  (pairs) => ({
    type: 'application/json',
    bytes: Buffer.from(`{"__proto__":${JSON.stringify(Object.fromEntries(pairs))}`),
  }),
  (pairs) => ({ type: FORM, bytes: Buffer.from(JSON.stringify(Object.fromEntries(pairs))) }),
  (pairs) => ({ type: 'text/plain', bytes: urlencoded(pairs).bytes }),
  (pairs) => ({ type: `${FORM}; charset=koi8-r`, bytes: urlencoded(pairs).bytes }),
  // Percent signs that lead nowhere, half a character, a lone surrogate.
  (pairs) => ({
    type: FORM,
    bytes: Buffer.from(pairs.map(([name]) => `${name}=%zz%e0%a4%ed%a0%80%`).join('&')),
  }),
  (pairs) => ({
    type: FORM,
    bytes: Buffer.from(pairs.map(([name, value]) => `${name}=${value}`).join('&'), 'utf16le'),
  }),
  (pairs) => ({
    type: FORM,
    bytes: Buffer.from(`${urlencoded(pairs).bytes.toString()}${'&x=1'.repeat(2_100)}`),
  }),
]

function urlencoded(pairs: Pairs): Body {
  return {
    type: FORM,
    bytes: Buffer.from(pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')),
  }
}

function multipart(pairs: Pairs, more = ''): Body {
  const parts = pairs.map(
    ([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`,
  )
  return { type: 'multipart/form-data; boundary=x', bytes: Buffer.from(`${parts.join('')}--x--\r\n`) }
}

/** Percent-encoded; a lone surrogate as the three bytes that UTF-8 forbids. */
function encode(text: string): string {
  return text.replace(/[\ud800-\udfff]|[^A-Za-z0-9._~-]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0
    return code >= 0xd800 && code <= 0xdfff
      ? `%ed%${(0x80 | ((code >> 6) & 0x3f)).toString(16)}%80`
      : encodeURIComponent(character)
  })
}

const oddHeaders: fc.Arbitrary<Header[]> = fc.oneof(
  fc.constantFrom<Header[]>(
    [['Cookie', `session=${'a'.repeat(43)}`]],
    [
      ['Cookie', 'session=a'],
      ['Cookie', 'session=b'],
    ],
    [['Cookie', `session=;locale=zz;theme="";toast=%7B%22key%22%3A%22__proto__%22%7D`]],
    [['Cookie', `link_x=${'a'.repeat(43)}; =; ; __proto__=1`]],
    [['Cookie', 'a=b; '.repeat(1_500)]],
    [['Accept', 'application/json']],
    [['Accept', '*/*;q=0']],
    [['Accept-Language', 'kk-KZ,zz;q=9,*;q=-1,__proto__']],
    [['Accept-Language', 'a,'.repeat(3_000)]],
    [['Accept-Encoding', 'br;q=0,identity;q=0']],
    [['Content-Encoding', 'gzip']],
    [
      ['X-Forwarded-For', '127.0.0.1, 203.0.113.7'],
      ['X-Forwarded-Host', 'evil:99999'],
      ['X-Forwarded-Proto', 'javascript'],
    ],
    [
      ['X-HTTP-Method-Override', 'DELETE'],
      ['X-Original-URL', '/admin'],
      ['X-Rewrite-URL', '/admin'],
    ],
    [['Authorization', 'Bearer __proto__']],
    [['Authorization', 'Basic \u00ff']],
    [
      ['If-None-Match', '*'],
      ['If-Modified-Since', 'never'],
      ['Range', 'bytes=-1'],
    ],
    [['Expect', '100-continue']],
    [['Expect', 'miracles']],
    [
      ['Upgrade', 'websocket'],
      ['Connection', 'Upgrade'],
    ],
    [
      ['Upgrade', 'h2c'],
      ['HTTP2-Settings', 'AAMAAABkAAQAAP__'],
    ],
    [['Host', 'evil.test']],
    [['Host', '']],
    [
      ['Host', 'a'],
      ['Host', 'b'],
    ],
    [['Transfer-Encoding', 'gzip, chunked']],
    [
      ['TE', 'trailers'],
      ['Trailer', 'X'],
    ],
    [
      ['svix-id', 'x'],
      ['svix-timestamp', '0'],
      ['svix-signature', 'v1,x'],
    ],
    [['X-Request-Id', '{"level":"fatal"}']],
    [['User-Agent', '\u00ff\u0000']],
    [['X', 'a'.repeat(20_000)]],
    [['X Y', 'a']],
    [['', '']],
    Array.from({ length: 300 }, (_, n): Header => [`X-${n}`, 'a']),
  ),
  fc
    .tuple(
      fc.constantFrom(
        'Cookie',
        'Accept',
        'Accept-Language',
        'User-Agent',
        'Referer',
        'Content-Type',
        'X-Forwarded-For',
      ),
      nasty,
    )
    .map(([name, value]): Header[] => [[name, name === 'Cookie' ? `session=${value}` : value]]),
)

/** As it goes over the wire. `cookie` is the sender's own. */
export function bytesOf(
  { method, target, headers, body, framing }: FuzzedRequest,
  host: string,
  cookie: string,
): Buffer {
  const all: Header[] = [...headers, ['Connection', 'close']]
  const has = (name: string) => all.some(([known]) => known.toLowerCase() === name)
  if (!has('host')) all.push(['Host', host])
  if (cookie !== '' && !has('cookie')) all.push(['Cookie', cookie])
  const framed = hasBody(method) ? frame(body.bytes, framing) : { headers: [], bytes: Buffer.alloc(0) }
  if (hasBody(method) && body.type !== null && !has('content-type')) all.push(['Content-Type', body.type])
  const head = [
    `${method} ${target} HTTP/1.1`,
    ...[...all, ...framed.headers].map(([name, value]) => `${name}: ${value}`),
  ]
  // What is no Latin-1 goes as UTF-8, as browsers would never do.
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), framed.bytes])
}

/** Promises more than it sends: it says when nothing more will come, so that the server need not wait for the rest. */
export function isCutOff({ framing, method }: FuzzedRequest): boolean {
  return hasBody(method) && ['too long', 'bad chunks', 'both'].includes(framing)
}

function hasBody(method: string): boolean {
  return method !== 'GET' && method !== 'HEAD'
}

function frame(bytes: Buffer, framing: Framing): { headers: Header[]; bytes: Buffer } {
  const size = bytes.length
  const chunked = Buffer.concat([
    Buffer.from(`${size.toString(16)}\r\n`),
    bytes,
    Buffer.from('\r\n0\r\n\r\n'),
  ])
  switch (framing) {
    case 'length':
      return { headers: [['Content-Length', String(size)]], bytes }
    case 'chunked':
      return {
        headers: [['Transfer-Encoding', 'chunked']],
        bytes: size === 0 ? Buffer.from('0\r\n\r\n') : chunked,
      }
    case 'too short':
      return { headers: [['Content-Length', String(Math.max(0, size - 5))]], bytes }
    case 'too long':
      return { headers: [['Content-Length', String(size + 50)]], bytes }
    case 'bad chunks':
      return {
        headers: [['Transfer-Encoding', 'chunked']],
        bytes: Buffer.concat([Buffer.from('-5\r\nzz'), bytes]),
      }
    case 'both':
      return {
        headers: [
          ['Content-Length', String(size)],
          ['Transfer-Encoding', 'chunked'],
        ],
        bytes: chunked,
      }
    case 'none':
      return { headers: [], bytes }
  }
}
