import { useWords } from '#app/ui/layout/words.ts'
import type { NextStep } from '#app/ui/list/empty-state.tsx'

/** For staff whose list is filled by imports. */
export function useImportStep(mayRun: boolean): NextStep {
  const { t } = useWords()
  return mayRun
    ? { label: t('admin:newImport'), href: '/admin/imports/new', isMain: true }
    : t('admin:viewOnly')
}
