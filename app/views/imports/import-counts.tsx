import { formatInteger } from '#app/domain/kernel/format.ts'
import { StatCard } from '#app/ui/chart/stat-card.tsx'
import { useWords } from '#app/ui/layout/words.ts'

export interface ImportCounts {
  total: number
  added: number
  changed: number
  same: number
  faulty: number
}

export function ImportCountTiles({ counts }: { counts: ImportCounts }) {
  const { t, locale } = useWords()
  const n = (value: number) => formatInteger(value, locale)
  return (
    <div className="tiles tiles-five">
      <StatCard label={t('imports:preview.total')} value={n(counts.total)} />
      <StatCard label={t('imports:preview.new')} value={n(counts.added)} />
      <StatCard label={t('imports:preview.changed')} value={n(counts.changed)} />
      <StatCard label={t('imports:preview.same')} value={n(counts.same)} />
      <StatCard label={t('imports:preview.faulty')} value={n(counts.faulty)} />
    </div>
  )
}
