import { Alert } from '#app/ui/feedback/alert.tsx'
import type { RefusedForm } from '#app/ui/form/form-state.ts'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { FillAnswer } from './fill-answer.tsx'
import { FillFacts } from './fill-facts.tsx'
import { FillForms } from './fill-forms.tsx'
import { PumpChoice } from './pump-choice.tsx'
import { type FillView, isOpenFill } from './till-view.ts'

interface FillPageProps {
  fill: FillView
  answer?: RefusedForm | null | undefined
  /** Of the pump that was chosen. */
  pumpAnswer?: RefusedForm | null | undefined
}

/** One big answer, whom it is for, and what may be done about it. */
export function FillPage({ fill, answer, pumpAnswer }: FillPageProps) {
  const { t } = useWords()
  return (
    <>
      <PageHead title={t(`till:state.${fill.state}`)} crumbs={[{ label: t('till:title'), href: '/till' }]} />
      <div className="stack">
        <FillAnswer fill={fill} />
        {fill.discrepancies > 0 ? <Alert tone="warn">{t('till:exception')}</Alert> : null}
        {pumpAnswer ? <Alert tone="bad">{Object.values(pumpAnswer.errors)[0]?.text}</Alert> : null}
        {isOpenFill(fill) ? <PumpChoice fillId={fill.id} chosen={fill.pump} /> : null}
        <FillForms fill={fill} answer={answer} />
        <FillFacts fill={fill} />
        <a className="btn btn-till no-print" href="/till">
          {t('till:next')}
        </a>
      </div>
    </>
  )
}
