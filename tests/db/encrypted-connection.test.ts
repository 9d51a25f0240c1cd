import { sql } from 'kysely'
import { expect, inject, test } from 'vitest'
import { createDb } from '#db/client.server.ts'

test('a connection that must be encrypted never falls back to one that is not', async () => {
  const plain = createDb(inject('databaseUrl').replace('DATABASE', 'mysql'))
  await expect(sql`select 1`.execute(plain)).resolves.toBeDefined()
  await plain.destroy()
  // The server of the tests has no certificate, or (MariaDB 11.4 and newer) one that nobody vouches for.
  const encrypted = createDb(`${inject('databaseUrl').replace('DATABASE', 'mysql')}&tls=required`)
  await expect(sql`select 1`.execute(encrypted)).rejects.toMatchObject({
    code: expect.stringMatching(/^(HANDSHAKE_NO_SSL_SUPPORT|HANDSHAKE_SSL_ERROR|.*CERT.*)$/),
  })
  await encrypted.destroy()
})
