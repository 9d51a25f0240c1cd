import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { Timeline } from '#app/ui/list/timeline.tsx'
import { formatDateTime } from '#locales/format.ts'
import { auditAuthor } from './audit-author.ts'
import { Subject } from './audit-parts.tsx'
import type { AuditTableEntry } from './audit-table.tsx'

/** The newest entries of the audit log, in words. */
export function RecentActs({ entries }: { entries: readonly AuditTableEntry[] }) {
  const words = useWords()
  const { t, say, locale } = words
  if (entries.length === 0) return null
  return (
    <Panel title={t('staff-overview:acts.title')} action={<a href="/admin/audit">{t('audit:title')}</a>}>
      <Timeline
        entries={entries.map((entry) => {
          const { id, action, at, subject, company, data } = entry
          const { name, kind } = auditAuthor(entry, words)
          return {
            id,
            what: (
              <>
                {say(`audit:actions.${action}`)}
                {subject ? (
                  <>
                    {': '}
                    <Subject {...subject} data={data} companyId={company?.id} />
                  </>
                ) : null}
              </>
            ),
            when: <time dateTime={at}>{formatDateTime(at, locale)}</time>,
            who: name || kind,
            why: null,
          }
        })}
      />
    </Panel>
  )
}
