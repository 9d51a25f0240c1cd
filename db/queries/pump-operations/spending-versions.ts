import type { Db } from '#db/connection/client.server.ts'

/** The next version of what a card's sums were counted from; false when somebody else took it. */
export async function updateCardSpendingVersion(
  db: Db,
  card: { id: number; ledger_version: number },
): Promise<boolean> {
  const result = await db
    .updateTable('cards')
    .set({ ledger_version: card.ledger_version + 1 })
    .where('id', '=', card.id)
    .where('ledger_version', '=', card.ledger_version)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** The same of the sums of a group. */
export async function updateGroupSpendingVersion(db: Db, id: number, version: number): Promise<boolean> {
  const result = await db
    .updateTable('card_groups')
    .set({ ledger_version: version + 1 })
    .where('id', '=', id)
    .where('ledger_version', '=', version)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}
