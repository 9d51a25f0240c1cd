import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import { Panel } from '#app/ui/layout/panel.tsx'
import { Part } from '#app/ui/layout/part.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { FillList } from './fill-list.tsx'
import { PhotoForm } from './photo-form.tsx'
import { PresentForm } from './present-form.tsx'
import type { TillView } from './till-view.ts'

interface SellPageProps {
  view: TillView
  answer?: RefusedForm | null | undefined
  /** Of the form with the photo. */
  photoAnswer?: RefusedForm | null | undefined
}

export function SellPage({ view, answer, photoAnswer }: SellPageProps) {
  const { t } = useWords()
  return (
    <>
      <PageHead title={t('till:title')} />
      <div className="stack">
        <Panel title={t('till:present.title')}>
          <PresentForm answer={answer} />
          <PhotoForm answer={photoAnswer} />
        </Panel>
        <Panel title={t('till:open.title')}>
          {view.open.length === 0 ? <p>{t('till:open.none')}</p> : <FillList fills={view.open} />}
        </Panel>
        <Part of="phone">
          <a className="btn btn-till" href="/till/phone-code">
            {t('till:phone.title')}
          </a>
        </Part>
        {view.recent.length === 0 ? null : (
          <Panel title={t('till:recent')}>
            <FillList fills={view.recent} />
          </Panel>
        )}
      </div>
    </>
  )
}
