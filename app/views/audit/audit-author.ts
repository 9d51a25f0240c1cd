import type { Words } from '#app/ui/layout/words.ts'
import type { AuditTableEntry } from './audit-table.tsx'

/** What people without an account do, and by whose link: the entry names whom it was given to. */
const links: Readonly<Record<string, 'driver' | 'reader'>> = {
  ...{ 'coupon.qr_shown': 'driver', 'handover.opened': 'driver', 'handover.help_asked': 'driver' },
  'readonly_link.visited': 'reader',
}

type Author = Pick<AuditTableEntry, 'action' | 'actor' | 'actorKind' | 'actorName' | 'data'>

export interface AuditAuthor {
  /** Empty where none is known. */
  name: string
  /** Told beneath the name: an address, and what kind of person or system it is. */
  about: string
  kind: string
}

/** Who did something, as people call it: by name, by the name on a link, or what kind of system it was. */
export function auditAuthor(
  { action, actor, actorKind, actorName, data }: Author,
  { t, say }: Pick<Words, 't' | 'say'>,
): AuditAuthor {
  const link = actorKind === 'guest' ? links[action] : undefined
  const kind = link ? t(`audit:link.${link}`) : t(`audit:actor.${actorKind}`)
  if (link) return { name: typeof data.name === 'string' ? data.name : '', about: kind, kind }
  const name = actorKind === 'system' ? say(`audit:system.${actor}`) : actorName || actor
  return { name, about: actorName ? `${actor} · ${kind}` : kind, kind }
}
