import type { Translate } from '#locales/translate.ts'
import type { BlockQuestion } from './block-form.tsx'

/** How many stations there are, and how many of them ask the cabinet. */
interface Reach {
  asking: number
  all: number
  isElsewhere: boolean
}

/** Where a block, or its end, is in force at once: only stations that ask the cabinet know of it. */
export function reachText(
  t: Translate,
  kind: BlockQuestion['kind'],
  { asking, all, isElsewhere }: Reach,
): string {
  if (isElsewhere) return t(`instructions:reach.${kind}`)
  if (asking === 0) return t(`stations:reach.${kind}.none`)
  return asking < all
    ? t(`stations:reach.${kind}.some`, { asking, all })
    : t(`stations:reach.${kind}.all`, { all })
}

/** What a client can do about stations that do not know of a block yet. */
export function urgentText(t: Translate, kind: BlockQuestion['kind'], { asking, all }: Reach): string {
  return kind === 'block' && (asking === 0 || asking < all) ? t('stations:reach.urgent') : ''
}
