import type { AnnouncementState } from '#app/domain/announcements/announcements.ts'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { StatusBadge } from '#app/ui/list/status-badge.tsx'
import { formatDates, formatInteger } from '#locales/format.ts'
import { type Locale, localeNames } from '#locales/index.ts'
import { announcementLabels } from './announcement-labels.ts'

interface AnnouncementFactsProps {
  state: AnnouncementState
  isForAll: boolean
  companies: readonly { id: number; name: string }[]
  reads: number
  /** Days, inclusive. */
  from: string
  until: string
}

export function AnnouncementFacts({
  state,
  isForAll,
  companies,
  reads,
  from,
  until,
}: AnnouncementFactsProps) {
  const { t, locale } = useWords()
  return (
    <Panel title={t('announcements:facts')}>
      <DescriptionList
        items={[
          [
            t('common:field.status'),
            <StatusBadge key="state" of="announcement" state={state}>
              {announcementLabels(t)[state]}
            </StatusBadge>,
          ],
          [t('announcements:period'), formatDates(from, until, locale)],
          [
            t('announcements:audience'),
            isForAll ? (
              t('announcements:forAll')
            ) : (
              <ul key="companies">
                {companies.map(({ id, name }) => (
                  <li key={id}>
                    <a href={`/admin/companies/${id}`}>{name}</a>
                  </li>
                ))}
              </ul>
            ),
          ],
          [t('announcements:reads'), formatInteger(reads, locale)],
        ]}
      />
    </Panel>
  )
}

interface AnnouncementTextsProps {
  texts: readonly { locale: Locale; title: string; text: string }[]
}

/** As clients see it, in each language. */
export function AnnouncementTexts({ texts }: AnnouncementTextsProps) {
  return (
    <>
      {texts.map(({ locale, title, text }) => (
        <Panel key={locale} title={localeNames[locale]}>
          <div lang={locale}>
            <p>
              <strong>{title}</strong>
            </p>
            <p className="lines">{text}</p>
          </div>
        </Panel>
      ))}
    </>
  )
}
