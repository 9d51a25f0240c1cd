import { expect, test } from 'vitest'
import { Keyring, sha256 } from '#app/domain/kernel/keyring.server.ts'
import { linkTokenFor } from '#app/domain/kernel/link-tokens.server.ts'

const keyring = new Keyring(['a-secret-that-made-links-long-ago'])

/** Made with this key and stored by release 0.7.0: a change here makes every link that is in somebody's hands dead. */
test.each([
  ['invitation', 'YZHsXqzBItkMrmODv30vBjR75HglPas6DGJ31_CVEw0'],
  ['password_reset', 'gR6N1IVFmxyysdbNBZxCnzK9bFN5ko5AD2__EVJ0UII'],
  ['handover', 'qTuAJWSBcQewUkWS9FVFkPuDKl6nk9vMwlEd-jUY9Bk'],
  ['readonly', 'tvx_BKnQWdOjPhIf8Bfhvwfq3Lie9_Dyy6sbmr6nGJQ'],
] as const)('a stored link leads on by the token that it was made with: %s', (purpose, token) => {
  const stored = { purpose, public_id: 'AAECAwQFBgcICQoLDA0ODw', nonce: Buffer.alloc(16, 7) }
  expect(linkTokenFor(keyring, { ...stored, token_hash: sha256(token) })).toBe(token)
})
