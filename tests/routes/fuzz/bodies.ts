import fc from 'fast-check'
import { nasty } from './values.ts'

/** A body as it is sent, and where it is cut into packets. */
export interface FuzzedBody {
  path: string
  type: string
  bytes: Buffer
  /** A webhook's, which the provider signed. */
  event?: object
  pace: 'whole' | 'packets' | 'stalled'
  /** Shares of the whole. */
  cuts: number[]
}

const FILE = 'дата;карта;литры\r\n01.11.2026;7000000000000001;40,00\r\n'

const part = fc.record({
  name: fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom('kind', 'file', 'encoding', 'nonce', 'email', 'companyIds') },
    { weight: 1, arbitrary: nasty },
  ),
  file: fc.oneof(
    { weight: 2, arbitrary: fc.constant('') },
    { weight: 2, arbitrary: fc.constant('; filename="a.csv"') },
    {
      weight: 1,
      arbitrary: fc.constantFrom('; filename=a.csv', "; filename*=UTF-8''a%ff", '; filename="', ';;='),
    },
    { weight: 1, arbitrary: nasty.map((name) => `; filename="${name}"`) },
  ),
  header: fc.constantFrom(
    '',
    '',
    'Content-Type: text/csv\r\n',
    'Content-Transfer-Encoding: base64\r\n',
    'Content-Disposition: form-data; name="again"\r\n',
    'without a colon\r\n',
    ': without a name\r\n',
    `X: ${'a'.repeat(5_000)}\r\n`,
    'X: a\r\n'.repeat(300),
  ),
  content: fc.oneof(
    fc.constantFrom('cards', 'transactions', FILE, '', '--x', '\r\n--x\r\n', '\r\n'.repeat(50), '\r\n--'),
    nasty,
    fc.uint8Array({ maxLength: 200 }).map((noise) => Buffer.from(noise).toString('latin1')),
  ),
})

const multipart = fc
  .record({
    parts: fc.array(part, { maxLength: 6 }),
    times: fc.oneof(
      { weight: 8, arbitrary: fc.constant(1) },
      { weight: 1, arbitrary: fc.constantFrom(40, 3_000) },
    ),
    before: fc.constantFrom('', '', '', 'a preamble\r\n', '\r\n'),
    end: fc.constantFrom(
      '--x--\r\n',
      '--x--\r\n',
      '--x--',
      '',
      '--x\r\n',
      '--x--\r\nan epilogue',
      '--x--\r\n--x--\r\n',
    ),
    lineEnd: fc.constantFrom('\r\n', '\r\n', '\r\n', '\n', '\r'),
    type: fc.oneof(
      { weight: 8, arbitrary: fc.constant('multipart/form-data; boundary=x') },
      {
        weight: 2,
        arbitrary: fc.constantFrom(
          'multipart/form-data; boundary="x"',
          'multipart/form-data; boundary=x; boundary=y',
          'multipart/form-data; boundary=',
          `multipart/form-data; boundary=${'x'.repeat(100)}`,
          'multipart/form-data',
          'multipart/mixed; boundary=x',
        ),
      },
    ),
  })
  .map(({ parts, times, before, end, lineEnd, type }) => {
    const text = parts.map(
      ({ name, file, header, content }) =>
        `--x\r\nContent-Disposition: form-data; name="${name}"${file}\r\n${header}\r\n${content}\r\n`,
    )
    const whole = `${before}${text.join('').repeat(times)}${end}`
    return { type, bytes: Buffer.from(lineEnd === '\r\n' ? whole : whole.replaceAll('\r\n', lineEnd)) }
  })

/** What the provider might one day send, and what only somebody else would. */
const event = fc.record({
  type: fc.oneof(
    fc.constantFrom(
      'email.delivered',
      'email.bounced',
      'email.complained',
      'email.sent',
      'email.new',
      '__proto__',
    ),
    nasty,
  ),
  created_at: fc.oneof(fc.constantFrom('2026-11-22T10:00:00Z', '9999-99-99', '', 'now'), nasty),
  data: fc.oneof(
    fc.record({
      email_id: fc.oneof(nasty, fc.constant('a'.repeat(200))),
      to: fc.oneof(fc.array(nasty, { maxLength: 3 }), fc.jsonValue()),
      tags: fc.oneof(
        fc.record({ outbox_id: fc.oneof(fc.constantFrom('1', '-1', '99999999999999999999', '1e3'), nasty) }),
        fc.jsonValue(),
      ),
      bounce: fc.oneof(
        fc.record({ message: fc.oneof(nasty, fc.constant('a'.repeat(200_000))) }),
        fc.jsonValue(),
      ),
    }),
    fc.jsonValue(),
  ),
})

const webhook = fc.oneof(
  event.map((event) => ({ type: 'application/json', bytes: Buffer.from(JSON.stringify(event)), event })),
  event.map((event) => ({ type: 'application/json', bytes: Buffer.from(JSON.stringify(event)) })),
  fc.uint8Array({ maxLength: 500 }).map((noise) => ({ type: 'application/json', bytes: Buffer.from(noise) })),
  fc
    .constantFrom(0, 262_144, 262_145, 2_000_000)
    .map((size) => ({ type: 'text/plain', bytes: Buffer.alloc(size, '[') })),
)

const pacing = {
  pace: fc.oneof(
    { weight: 5, arbitrary: fc.constant('whole' as const) },
    { weight: 4, arbitrary: fc.constant('packets' as const) },
    { weight: 1, arbitrary: fc.constant('stalled' as const) },
  ),
  cuts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 }),
}

export const bodies: fc.Arbitrary<FuzzedBody> = fc
  .oneof(
    {
      weight: 4,
      arbitrary: fc.record({ path: fc.constant('/admin/imports/new'), body: multipart, ...pacing }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        path: fc.constantFrom('/sign-in', '/registration'),
        body: multipart,
        ...pacing,
      }),
    },
    { weight: 3, arbitrary: fc.record({ path: fc.constant('/webhooks/resend'), body: webhook, ...pacing }) },
  )
  .map(({ body, ...more }) => ({ ...body, ...more }))

/** The body in the packets that it goes out in; of one that is stalled, the last is missing. */
export function packetsOf({ bytes, pace, cuts }: FuzzedBody): Buffer[] {
  if (pace === 'whole') return [bytes]
  const places = cuts.map((share) => Math.floor(share * bytes.length)).sort((a, b) => a - b)
  const packets = [...places, bytes.length].map((end, at) => bytes.subarray(places[at - 1] ?? 0, end))
  return pace === 'stalled' ? packets.slice(0, -1) : packets
}
