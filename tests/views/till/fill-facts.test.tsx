import { expect, test } from 'vitest'
import { FillFacts } from '#app/views/till/fill-facts.tsx'
import { FillList } from '#app/views/till/fill-list.tsx'
import type { FillView } from '#app/views/till/till-view.ts'
import { onStage } from '#tests/ui/stage.tsx'

const fill: FillView = {
  ...{ id: 7, status: 'completed', state: 'completed', code: null, product: 'diesel', volume: 20_000 },
  ...{ net: 20_000, reversed: 0, operationId: 'till-7', at: '2026-03-05T14:07:00', until: null, pump: null },
  ...{ kind: 'coupon', masked: '9999…5031', plate: '', driver: '', remainder: null, discrepancies: 0 },
  decline: null,
}

test('a lessened fill says what was recorded at first, and not that lapsed litres were taken back', async () => {
  const html = await onStage(
    <FillFacts
      fill={{ ...fill, net: 12_000, reversed: 8_000, remainder: { volume: 8_000, becomes: 'lapsed' } }}
    />,
  )
  expect(html).toContain('Recorded at first')
  expect(html).toContain('Lapsed: 8\u00A0L')
  expect(html).not.toContain('Taken back')
})

test('a hold tells what will become of unused litres', async () => {
  const held = { ...fill, status: 'held', state: 'held', net: null } as const
  const html = await onStage(
    <FillFacts fill={{ ...held, remainder: { volume: 8_000, becomes: 'lapsed' } }} />,
  )
  expect(html).toContain('Lapses: 8\u00A0L')
})

test('an undone fill is undone in the list, and one without a pump is known by its card or coupon', async () => {
  const html = await onStage(<FillList fills={[{ ...fill, state: 'undone', net: 0, reversed: 20_000 }]} />)
  expect(html).toContain('Undone')
  expect(html).not.toContain('Dispensed')
  expect(html).toContain('<strong>9999…5031</strong>')
})
