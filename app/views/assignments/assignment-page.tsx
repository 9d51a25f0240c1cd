import { DateField } from '#app/ui/form/date-field.tsx'
import { Field } from '#app/ui/form/field.tsx'
import { FindChoices, type Finding } from '#app/ui/form/find-choices.tsx'
import { Form } from '#app/ui/form/form.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { type Option, Select } from '#app/ui/form/select.tsx'
import { SubmitButton } from '#app/ui/form/submit-button.tsx'
import { type Crumb, PageHead } from '#app/ui/layout/page-head.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { useWords } from '#app/ui/layout/words.ts'
import type { AssignedView, AssignmentsView } from './assignment-view.ts'
import { PeriodTable } from './period-table.tsx'

interface Props {
  number: string
  crumbs: readonly Crumb[]
  assigned: AssignmentsView
  drivers: readonly Option[]
  vehicles: readonly Option[]
  finding: Finding
  today: string
  answer: RefusedForm | undefined
}

/** To whom a card or a coupon belongs from when on, and to whom it did: a form for the driver, one for the vehicle. */
export function AssignmentPage({
  number,
  crumbs,
  assigned,
  drivers,
  vehicles,
  finding,
  today,
  answer,
}: Props) {
  const { t } = useWords()
  const values = answer?.values ?? {}
  return (
    <>
      <PageHead title={t('assignments:pageTitle', { number })} lead={t('assignments:lead')} crumbs={crumbs} />
      <div className="stack">
        <FindChoices {...finding} />
        <Subject
          name="driver"
          options={drivers}
          of={assigned.driver}
          today={today}
          answer={'driver' in values ? answer : undefined}
        />
        <Subject
          name="vehicle"
          options={vehicles}
          of={assigned.vehicle}
          today={today}
          answer={'driver' in values ? undefined : answer}
        />
      </div>
    </>
  )
}

interface SubjectProps {
  name: 'driver' | 'vehicle'
  options: readonly Option[]
  of: AssignedView
  today: string
  answer: RefusedForm | undefined
}

function Subject({ name, options, of, today, answer }: SubjectProps) {
  const { t } = useWords()
  const { formNonce } = useRoot()
  const title = t(name === 'driver' ? 'assignments:setDriver' : 'assignments:setVehicle')
  const { current, currentId } = of
  // The present one stays where it is not among those that a search found.
  const isListed = currentId === null || options.some(({ value }) => value === currentId)
  const all = isListed || !current ? options : [{ value: currentId, label: current.name }, ...options]
  return (
    <Panel title={title}>
      <div className="stack">
        {all.length > 0 ? (
          <Form answer={answer} nonce={formNonce} id={name}>
            <input type="hidden" name="seen" value={of.seen} />
            <Select
              name={name}
              label={title}
              empty={t('assignments:nobody')}
              plain
              options={all}
              {...(currentId === null ? {} : { defaultValue: currentId })}
            />
            <DateField
              name="date"
              label={t('assignments:date')}
              hint={t('assignments:dateHint')}
              max={today}
            />
            <Field
              name="time"
              label={t('assignments:time')}
              hint={t('assignments:timeHint')}
              type="time"
              narrow
            />
            <div className="form-actions">
              <SubmitButton>{t('assignments:save')}</SubmitButton>
            </div>
          </Form>
        ) : (
          <p>
            <a href={name === 'driver' ? '/drivers/new' : '/vehicles/new'}>
              {t(name === 'driver' ? 'assignments:noDrivers' : 'assignments:noVehicles')}
            </a>
          </p>
        )}
        {of.history.length > 0 ? (
          <PeriodTable
            label={`${t('assignments:history')}: ${title}`}
            rows={of.history}
            heads={{
              name: title,
              from: t('assignments:from'),
              until: t('assignments:until'),
              now: t('assignments:now'),
            }}
          />
        ) : (
          <p className="quiet">{t('assignments:noHistory')}</p>
        )}
      </div>
    </Panel>
  )
}
