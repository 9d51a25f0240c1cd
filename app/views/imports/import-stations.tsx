import { Form } from '#app/ui/form/form.tsx'
import { Select } from '#app/ui/form/select.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import { stationText } from '#app/ui/list/station-text.ts'

export interface ImportStationsProps {
  id: number
  /** What the file calls them. */
  unknown: readonly string[]
  stations: readonly { code: string; name: string; city: string }[]
}

/** Stations that nobody knows: each is one of ours, or a new one. */
export function ImportStations({ id, unknown, stations }: ImportStationsProps) {
  const { t } = useWords()
  const { formNonce } = useRoot()
  if (unknown.length === 0) return null
  const options = [
    { value: '+', label: t('imports:stations.keep') },
    ...stations.map((station) => ({ value: station.code, label: stationText(station) })),
  ]
  return (
    <Panel title={t('imports:stations.title')}>
      <Form action={`/admin/imports/${id}/adjust`} nonce={formNonce} id="stations">
        <p className="quiet">{t('imports:stations.lead')}</p>
        {unknown.map((said, index) => (
          <div key={said}>
            <input type="hidden" name={`question${index}`} value={`station.${said}`} />
            <Select
              name={`answer${index}`}
              label={said}
              plain
              empty={t('common:form.choose')}
              options={options}
            />
          </div>
        ))}
        <div className="form-actions">
          <SubmitButton>{t('imports:stations.submit')}</SubmitButton>
        </div>
      </Form>
    </Panel>
  )
}
