import type { ReactNode } from 'react'
import { PageHead } from '#app/ui/layout/page-head.tsx'
import { useWords } from '#app/ui/layout/words.ts'

/** The page on which one answer to a request is given; a refused form stands here again. */
export function AnswerPage({ id, title, children }: { id: number; title: string; children: ReactNode }) {
  const { t } = useWords()
  const back = {
    label: t('service-requests:numbered', { number: String(id) }),
    href: `/admin/service-requests/${id}`,
  }
  return (
    <>
      <PageHead title={title} crumbs={[back]} />
      {children}
    </>
  )
}
