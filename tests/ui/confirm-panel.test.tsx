import { expect, test } from 'vitest'
import { ConfirmPanel } from '#app/ui/form/confirm-panel.tsx'
import { locales } from '#locales/index.ts'
import { wordsFor } from '#locales/words.server.ts'
import { onStage } from './stage.tsx'

/** Everything that is cancelled or taken back after a question. */
const cancellations = [
  'till:undo.action',
  'till:takeBack.action',
  'orders:cancel',
  'bulk-changes:undo',
  'imports:undo.action',
  'payments:undo',
  'service-requests:withdraw',
] as const

/** The beginnings of its words, without their endings. */
function stems(text: string): string[] {
  return (text.toLowerCase().match(/\p{L}{4,}/gu) ?? []).map((word) => word.slice(0, 5))
}

test.each(locales.flatMap((locale) => cancellations.map((key) => [locale, key] as const)))(
  'in %s nobody who leaves the question %s can mistake its button for the one that does it',
  async (locale, key) => {
    const { t } = wordsFor(locale)
    const panel = <ConfirmPanel trigger={t(key)} title={t(key)} consequence="…" action="/there" />
    const html = (await onStage(panel, { locale })).replace(/<!-- -->/g, '')
    const buttons = [...html.matchAll(/class="btn[^"]*"[^>]*>([^<]+)</g)].map(([, text = '']) => text)
    const leave = buttons.at(-1) ?? ''
    expect(leave).toBe(t('common:action.notNow'))
    expect(stems(leave).filter((stem) => stems(t(key)).includes(stem))).toEqual([])
  },
)
