import { Panel } from '#app/ui/layout/panel.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { DescriptionList } from '#app/ui/list/description-list.tsx'
import { formatDate } from '#locales/format.ts'
import type { AssignedView, AssignmentsView } from './assignment-view.ts'

interface Props {
  assigned: AssignmentsView
  /** Where it is changed; left out for who may not. */
  href?: string | undefined
}

/** To which driver and vehicle a card or a coupon belongs. */
export function AssignedPanel({ assigned, href }: Props) {
  const { t } = useWords()
  const { driver, vehicle } = assigned
  const isAny = driver.current !== null || vehicle.current !== null
  const action = href ? (
    <a href={href}>{t(isAny ? 'assignments:change' : 'assignments:assign')}</a>
  ) : undefined
  return (
    <Panel title={t('assignments:title')} action={action}>
      <div className="stack-sm">
        <DescriptionList
          items={[
            [t('assignments:driver'), <Current key="driver" of={driver} />],
            [t('assignments:vehicle'), <Current key="vehicle" of={vehicle} />],
          ]}
        />
        {isAny ? <p className="quiet small">{t('assignments:note')}</p> : null}
      </div>
    </Panel>
  )
}

function Current({ of: { current } }: { of: AssignedView }) {
  const { t, locale } = useWords()
  if (!current) return <span className="quiet">{t('assignments:nobody')}</span>
  const { name, href, from } = current
  return (
    <>
      {href ? <a href={href}>{name}</a> : name}{' '}
      <span className="quiet">{t('assignments:since', { date: formatDate(from, locale) })}</span>
    </>
  )
}
