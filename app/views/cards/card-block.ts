import type { BlockQuestion } from '#app/ui/form/block-form.tsx'
import type { Translate } from '#locales/translate.ts'

/** What is asked before a card is blocked or its block is lifted. */
export function cardBlockQuestion(t: Translate, kind: BlockQuestion['kind'], number: string): BlockQuestion {
  return {
    kind,
    action: t(`cards:${kind}.action`),
    title: t(`cards:${kind}.title`, { number }),
    consequence: t(`cards:${kind}.consequence`),
  }
}
