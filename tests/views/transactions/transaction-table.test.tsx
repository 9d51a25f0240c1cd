import { expect, test } from 'vitest'
import { type TransactionRow, TransactionTable } from '#app/views/transactions/transaction-table.tsx'
import { onStage } from '#tests/ui/stage.tsx'

const row = {
  ...{ id: 7, at: '2026-03-05T14:07:00', operation: 'sale', product: 'diesel' },
  ...{ volume: 20_000, price: 32_000, amount: 640_000, receipt: '', station: 'QAZAQ OIL №1', city: 'Алматы' },
} as unknown as TransactionRow

async function drawn(change: Partial<TransactionRow>): Promise<string> {
  const html = await onStage(<TransactionTable rows={[{ ...row, ...change }]} bar={null} ofOne />)
  return html.replace(/<!-- -->/g, '')
}

test.each([
  [{ receipt: '104967' }, 'Алматы · Receipt No. 104967'],
  [{ receipt: '' }, 'Алматы'],
  [{ receipt: '104967', city: '' }, 'Receipt No. 104967'],
])('a refuelling with %o says the receipt only if there is one', async (change, words) => {
  expect((await drawn(change)).replace(/[\u2066-\u2069]/g, '')).toContain(`<small>${words}</small>`)
})
