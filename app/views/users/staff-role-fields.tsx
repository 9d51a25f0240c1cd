import type { StaffRole } from '#app/domain/kernel/roles.ts'
import type { FieldGroup } from '#app/ui/form/error-summary.tsx'
import { Field } from '#app/ui/form/field.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import type { Translate } from '#locales/translate.ts'

/** What each role may do. */
export function StaffRoleHints({ roles }: { roles: readonly StaffRole[] }) {
  const { t } = useWords()
  return (
    <ul>
      {roles.map((role) => (
        <li key={role}>
          {t(`common:role.${role}`)}: {t(`admin:colleagues.role.${role}`)}
        </li>
      ))}
    </ul>
  )
}

export interface StationFieldProps {
  /** Offered while a code or a name is typed; any other code of a station can be typed, too. */
  stations: readonly { code: string; name: string; city: string }[]
  defaultValue?: string
}

/** A cashier's station. */
export function StationField({ stations, defaultValue }: StationFieldProps) {
  const { t } = useWords()
  return (
    <>
      <Field
        name="station"
        label={labelsOf(t).station}
        hint={t('admin:colleagues.stationHint')}
        list="stations"
        maxLength={64}
        autoComplete="off"
        spellCheck={false}
        defaultValue={defaultValue}
      />
      <datalist id="stations">
        {stations.map(({ code, name, city }) => (
          <option key={code} value={code}>
            {[name, city].filter(Boolean).join(', ')}
          </option>
        ))}
      </datalist>
    </>
  )
}

StationField.labels = labelsOf satisfies FieldGroup['labels']

function labelsOf(t: Translate) {
  return { station: t('common:field.station') }
}
