import { createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Address,
  acceptedUrl,
  isPublic,
  resolveByDns,
} from '#app/domain/webhooks/address-guard.server.ts'
import { createTransport } from '#app/domain/webhooks/transport.server.ts'
import { WebhookReceiver } from '#tests/support/webhooks.ts'
import { hookTestCertificate } from './certificate.ts'

const strict = { allowLoopback: false }
const lenient = { allowLoopback: true }

let receiver: WebhookReceiver

beforeAll(async () => {
  receiver = await WebhookReceiver.start()
})
afterAll(() => receiver.stop())

/** Answers with these lists, one after another, and counts. */
function resolver(...answers: string[][]) {
  const asked: string[] = []
  const resolve = async (name: string): Promise<Address[]> => {
    const found = answers[Math.min(asked.length, answers.length - 1)] ?? []
    asked.push(name)
    return found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
  }
  return { resolve, asked }
}

describe('security 26: addresses that may be entered', () => {
  test.each([
    'https://hooks.altyn-dala.kz/fuel?key=1',
    'https://hooks.altyn-dala.kz:8443/',
    'https://93.184.215.14/',
    'https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/',
    'https://сайт.қаз/',
  ])('%s', (text) => {
    expect(acceptedUrl(text, strict)?.protocol).toBe('https:')
  })

  test.each([
    'nonsense',
    'https://user:secret@hooks.kz/',
    'https://user@hooks.kz/',
    'https://hooks.kz/#part',
    'http://hooks.kz/',
    'ftp://hooks.kz/',
    'file:///etc/passwd',
    'https://hooks.kz:3306/',
    'https://hooks.kz:22/',
    'https://localhost/',
    'https://a.localhost/',
    'https://intranet/',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0x7f.0.0.1/',
    'https://017700000001/',
    'https://①②⑦.0.0.1/',
    'https://10.0.0.8/',
    'https://169.254.169.254/latest/meta-data/',
    'https://[::1]/',
    'https://[::ffff:10.0.0.8]/',
    'https://[fd00::1]/',
    'http://127.0.0.1:8080/',
  ])('%s is refused', (text) => {
    expect(acceptedUrl(text, strict)).toBeNull()
  })

  test('this very machine, over http and on any port, only where the setting says so', () => {
    expect(acceptedUrl('http://127.0.0.1:8080/', lenient)?.port).toBe('8080')
    expect(acceptedUrl('http://[::1]:8080/', lenient)?.port).toBe('8080')
    expect(acceptedUrl('http://hooks.kz/', lenient)).toBeNull()
    for (const scheme of ['ftp', 'ws', 'gopher'])
      expect(acceptedUrl(`${scheme}://localhost:8080/`, lenient)).toBeNull()
    expect(acceptedUrl('https://10.0.0.8/', lenient)).toBeNull()
  })
})

describe('security 26: addresses to which a connection is made', () => {
  test.each(['93.184.215.14', '1.1.1.1', '2606:4700:4700::1111', '::ffff:93.184.215.14'])('%s', (address) => {
    expect(isPublic(address)).toBe(true)
  })

  test.each([
    ...['0.0.0.0', '0.1.2.3', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.8.8.8', '169.254.169.254'],
    ...['172.16.0.1', '172.31.255.255', '192.0.0.1', '192.0.2.1', '192.168.1.1', '198.18.0.1'],
    ...['198.51.100.1', '203.0.113.1', '224.0.0.1', '239.1.1.1', '240.0.0.1', '255.255.255.255'],
    ...['::', '::1', 'fe80::1', 'fe80::1%eth0', 'fc00::1', 'fd12:3456::1', 'fec0::1', 'ff02::1'],
    ...['::ffff:127.0.0.1', '::ffff:a00:1', '::127.0.0.1', '64:ff9b::a00:1', '64:ff9b:1::a00:1'],
    ...['2002:a00:1::', '2001::1', '2001:db8::1', '100::1', '4000::1', '5f00::1', 'name.kz', ''],
  ])('%s is not one', (address) => {
    expect(isPublic(address)).toBe(false)
  })

  test.each([
    ['inside', ['10.0.0.8']],
    ['of the cloud’s own data', ['169.254.169.254']],
    ['inside, in IPv6', ['fd00::8']],
    ['inside among others outside', ['93.184.215.14', '192.168.0.1']],
    ['of this machine', ['127.0.0.1']],
  ])('a name that leads to an address %s is refused before anything is sent', async (_what, addresses) => {
    const { resolve } = resolver(addresses)
    const transport = createTransport({ ...strict, resolve })
    expect(await transport.post('https://hooks.kz/', {}, '{}')).toMatchObject({ error: 'address_refused' })
  })

  test('of this machine, http is for this machine alone', async () => {
    const { resolve } = resolver(['93.184.215.14'])
    const transport = createTransport({ ...lenient, resolve })
    const { error } = await transport.post('http://a.localhost:8080/', {}, '{}')
    expect(error).toBe('address_refused')
  })

  test('an address that was stored under looser rules is not used under stricter ones', async () => {
    const transport = createTransport(strict)
    expect((await transport.post(receiver.url(), {}, '{}')).error).toBe('address_refused')
    expect(receiver.received).toEqual([])
  })

  test('a name that nobody has', async () => {
    const { resolve } = resolver([])
    const transport = createTransport({ ...strict, resolve })
    expect((await transport.post('https://hooks.kz/', {}, '{}')).error).toBe('name_not_found')
  })

  test('names of this machine are not asked for', async () => {
    expect(await resolveByDns('localhost')).toEqual([{ address: '127.0.0.1', family: 4 }])
  })
})

describe('security 26: the connection', () => {
  test('goes to the address that was checked: a name that changes its mind is asked once', async () => {
    const { resolve, asked } = resolver(['127.0.0.1'], ['127.0.0.2'])
    const transport = createTransport({ ...lenient, resolve })
    const answer = await transport.post(`http://rebinding.localhost:${receiver.port}/x`, {}, '{}')
    expect(answer).toMatchObject({ error: null, status: 204 })
    expect(asked).toEqual(['rebinding.localhost'])
    expect(receiver.received.at(-1)?.all.host).toBe(`rebinding.localhost:${receiver.port}`)
  })

  test('is checked anew for each message', async () => {
    const { resolve, asked } = resolver(['127.0.0.1'], ['10.0.0.8'])
    const transport = createTransport({ ...lenient, resolve })
    const url = `http://rebinding.localhost:${receiver.port}/x`
    expect((await transport.post(url, {}, '{}')).error).toBeNull()
    expect((await transport.post(url, {}, '{}')).error).toBe('address_refused')
    expect(asked).toHaveLength(2)
  })

  test.each([301, 302, 303, 307, 308])('follows no redirect: %i', async (status) => {
    const before = receiver.received.length
    receiver.answer = () => ({ status, headers: { Location: receiver.url('/inside') } })
    const answer = await createTransport(lenient).post(receiver.url('/outside'), {}, '{}')
    expect(answer).toMatchObject({ error: 'redirected', status })
    expect(receiver.received.slice(before).map(({ path }) => path)).toEqual(['/outside'])
    receiver.answer = () => ({})
  })

  test('over https the certificate has to be that of the name', async () => {
    const server = createTlsServer(hookTestCertificate, (request, response) => {
      request.resume()
      response.writeHead(200).end(request.headers.host)
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const { port } = server.address() as AddressInfo
    const { resolve } = resolver(['127.0.0.1'])
    const post = (name: string, ca?: string) =>
      createTransport({ ...lenient, resolve, ...(ca ? { ca } : {}) }).post(
        `https://${name}:${port}/`,
        {},
        '{}',
      )
    expect((await post('hook.localhost')).error).toBe('tls_failed')
    expect((await post('other.localhost', hookTestCertificate.cert)).error).toBe('tls_failed')
    expect(await post('hook.localhost', hookTestCertificate.cert)).toMatchObject({
      error: null,
      response: `hook.localhost:${port}`,
    })
    server.close()
  })

  test('ends when the time is up: in the name, before the answer and in the middle of it', async () => {
    const never = createTransport({ ...lenient, timeoutMs: 100, resolve: () => new Promise(() => {}) })
    expect((await never.post('http://a.localhost/', {}, '{}')).error).toBe('timeout')
    const server = createServer((request, response) => {
      request.resume()
      if (request.url === '/half') response.writeHead(200).write('half')
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const { port } = server.address() as AddressInfo
    const impatient = createTransport({ ...lenient, timeoutMs: 150 })
    for (const path of ['/silent', '/half'])
      expect((await impatient.post(`http://127.0.0.1:${port}${path}`, {}, '{}')).error).toBe('timeout')
    server.closeAllConnections()
    server.close()
  })

  test('reads 64 KB of the answer, however long it is', async () => {
    let sent = 0
    const server = createServer((request, response) => {
      request.resume()
      response.writeHead(200)
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(16_384, 'x'))) sent += 16_384
      }
      response.on('drain', more)
      more()
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const { port } = server.address() as AddressInfo
    const answer = await createTransport(lenient).post(`http://127.0.0.1:${port}/`, {}, '{}')
    expect(answer).toMatchObject({ error: null, status: 200 })
    expect(answer.response).toHaveLength(65_536)
    expect(sent).toBeLessThan(50_000_000)
    server.closeAllConnections()
    server.close()
  })

  test('nobody there', async () => {
    const gone = await WebhookReceiver.start()
    const url = gone.url()
    await gone.stop()
    expect((await createTransport(lenient).post(url, {}, '{}')).error).toBe('connection_failed')
  })
})
