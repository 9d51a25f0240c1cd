import type { Context } from '#app/domain/kernel/context.ts'
import { requireRight } from '#app/domain/kernel/rights.ts'
import { transact } from '#app/domain/kernel/transact.server.ts'
import { selectForeignSealedEndpoints, updateWebhookSealing } from '#db/queries/webhooks/resealing.ts'
import { sealedAnew } from './secrets.server.ts'

const BATCH = 100

/**
 * Seals secrets anew that an earlier one of SECRET_KEYS sealed, so that the earlier one can be taken out. The secrets stay
 * the same: receivers notice nothing. One whose key is gone stays as it is.
 * @returns whether more waits
 */
export function resealWebhookSecrets(ctx: Context): Promise<boolean> {
  requireRight(ctx, 'reseal_webhooks')
  const { keyring } = ctx
  return transact(ctx, async ({ db }) => {
    const rows = await selectForeignSealedEndpoints(db, keyring.keyId, BATCH)
    let sealed = 0
    for (const row of rows) {
      const {
        id,
        secret,
        secret_key_id: keyId,
        previous_secret: previous,
        previous_key_id: previousKeyId,
      } = row
      const now = sealedAnew(keyring, id, { ciphertext: secret, keyId })
      const before =
        previous && previousKeyId
          ? sealedAnew(keyring, id, { ciphertext: previous, keyId: previousKeyId })
          : null
      if (!now && !before) continue
      await updateWebhookSealing(db, row, { now, before })
      sealed++
    }
    return rows.length === BATCH && sealed > 0
  })
}
