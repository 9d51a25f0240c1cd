import type { Reach } from '#app/domain/stations/reach.ts'
import type { BlockQuestion } from '#app/ui/form/block-form.tsx'
import { reachText, urgentText } from '#app/ui/form/block-reach.ts'
import type { Translate } from '#locales/translate.ts'

/** What a page that asks whether to block has to know. */
export interface CardToBlock {
  /** The page of the card. */
  href: string
  number: string
  reach: Reach
  can: boolean
}

/** What is asked before a card is blocked or its block is lifted. */
export function cardBlockQuestion(
  t: Translate,
  kind: BlockQuestion['kind'],
  number: string,
  reach: Reach,
): BlockQuestion {
  return {
    kind,
    action: t(`cards:${kind}.action`),
    title: t(`cards:${kind}.title`, { number }),
    // Where a processor decides, nothing follows at once.
    consequence: reach.isElsewhere ? '' : t(`cards:${kind}.consequence`),
    where: reachText(t, kind, reach),
    urgent: urgentText(t, kind, reach),
  }
}
