import { leftOutWords } from '#app/domain/imports/parsing/reading-words.ts'
import { type LeftOutKind, leftOutKinds } from '#app/domain/imports/parsing/records.ts'
import { StatCard } from '#app/ui/chart/stat-card.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { formatInteger } from '#locales/format.ts'

export interface ImportCounts {
  total: number
  added: number
  changed: number
  same: number
  faulty: number
  leftOut: number
}

export interface ImportCountTilesProps {
  id: number
  counts: ImportCounts
  leftOut: Partial<Record<LeftOutKind, number>>
  /** The rows themselves can be looked at. */
  opens: boolean
}

/** Each number opens the list of its rows. */
export function ImportCountTiles({ id, counts, leftOut, opens }: ImportCountTilesProps) {
  const { t, locale } = useWords()
  const n = (value: number) => formatInteger(value, locale)
  const list = (outcome: string, count: number) =>
    opens && count > 0 ? { href: `/admin/imports/${id}/rows?outcome=${outcome}` } : {}
  const kinds = leftOutKinds.flatMap((kind) =>
    leftOut[kind] ? [`${t(leftOutWords(kind))}: ${n(leftOut[kind])}`] : [],
  )
  return (
    <div className="tiles tiles-six">
      <StatCard label={t('imports:preview.total')} value={n(counts.total)} />
      <StatCard label={t('imports:preview.new')} value={n(counts.added)} {...list('new', counts.added)} />
      <StatCard
        label={t('imports:preview.changed')}
        value={n(counts.changed)}
        {...list('changed', counts.changed)}
      />
      <StatCard label={t('imports:preview.same')} value={n(counts.same)} {...list('same', counts.same)} />
      <StatCard
        label={t('imports:preview.leftOut')}
        value={n(counts.leftOut)}
        note={kinds.join(', ') || undefined}
        {...list('left_out', counts.leftOut)}
      />
      <StatCard
        label={t('imports:preview.faulty')}
        value={n(counts.faulty)}
        {...(counts.faulty > 0 ? { href: '#faults', warn: true } : {})}
      />
    </div>
  )
}
