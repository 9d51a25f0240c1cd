import { sql } from 'kysely'
import { expect, inject, test } from 'vitest'
import { createDb, isConnectionLost } from '#db/connection/client.server.ts'

test('a connection that must be encrypted never falls back to one that is not', async () => {
  const plain = createDb(inject('databaseUrl').replace('DATABASE', 'mysql'))
  await expect(sql`select 1`.execute(plain)).resolves.toBeDefined()
  await plain.destroy()
  // The server of the tests has no certificate, or (MariaDB 11.4 and newer) one that nobody vouches for.
  const encrypted = createDb(`${inject('databaseUrl').replace('DATABASE', 'mysql')}&tls=required`)
  const refused: unknown = await sql`select 1`.execute(encrypted).catch((error: unknown) => error)
  expect(refused).toMatchObject({
    code: expect.stringMatching(/^(HANDSHAKE_NO_SSL_SUPPORT|HANDSHAKE_SSL_ERROR|.*CERT.*)$/),
  })
  // The reader hears that the cabinet is away, as of any other database that cannot be had.
  expect(isConnectionLost(refused)).toBe(true)
  await encrypted.destroy()
})

test.each([
  'HANDSHAKE_NO_SSL_SUPPORT',
  'HANDSHAKE_SSL_ERROR',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'EPROTO',
])('a server that cannot be trusted (%s) is a database that is away', (code) => {
  expect(isConnectionLost(Object.assign(new Error('not connected'), { code }))).toBe(true)
  expect(isConnectionLost(Object.assign(new Error('a fault'), { code: 'ER_PARSE_ERROR' }))).toBe(false)
})
