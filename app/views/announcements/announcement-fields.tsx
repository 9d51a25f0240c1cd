import { DateField } from '#app/ui/form/date-field.tsx'
import type { FieldGroup } from '#app/ui/form/error-summary.tsx'
import { Field, TextArea } from '#app/ui/form/field.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import type { Translate } from '#locales/translate.ts'

/** Title and text in each language, from and until which day, and for whom. */
export function AnnouncementFields() {
  const { t } = useWords()
  const labels = labelsOf(t)
  return (
    <>
      {(['Ru', 'Kk', 'En'] as const).map((language) => (
        <div key={language} className="stack-sm">
          <Field
            name={`title${language}`}
            label={labels[`title${language}`]}
            required
            maxLength={200}
            autoComplete="off"
          />
          <TextArea
            name={`text${language}`}
            label={labels[`text${language}`]}
            required
            rows={4}
            maxLength={2_000}
          />
        </div>
      ))}
      <DateField name="startsOn" label={labels.startsOn} required />
      <DateField name="endsOn" label={labels.endsOn} required />
      <TextArea
        name="bins"
        label={labels.bins}
        hint={t('announcements:binsHint')}
        rows={4}
        maxLength={8_000}
      />
    </>
  )
}

AnnouncementFields.labels = labelsOf satisfies FieldGroup['labels']

function labelsOf(t: Translate) {
  return {
    titleRu: t('announcements:titles.ru'),
    titleKk: t('announcements:titles.kk'),
    titleEn: t('announcements:titles.en'),
    textRu: t('announcements:texts.ru'),
    textKk: t('announcements:texts.kk'),
    textEn: t('announcements:texts.en'),
    startsOn: t('announcements:startsOn'),
    endsOn: t('announcements:endsOn'),
    bins: t('announcements:bins'),
  }
}
