import { useLocation, useRouteLoaderData } from '@remix-run/react'
import { type RefObject, useCallback, useEffect, useMemo } from 'react'
import type { RootData } from '#app/ui/layout/root-data.ts'
import { dropDraft, type FormPlace, keepDraft, keepSentDrafts, markSent, restoreDraft } from './drafts.ts'
import type { RefusedForm } from './form-state.ts'

/** Keeps what is typed into a form until it is accepted. What a refused form came back with goes before a draft. */
export function useDraft(
  form: RefObject<HTMLFormElement>,
  id: string,
  answer: RefusedForm | null | undefined,
) {
  const { pathname, search } = useLocation()
  const root = useRouteLoaderData('root') as RootData | undefined
  const drawnFor = root?.drawnFor
  const place = useMemo<FormPlace | null>(
    () => (drawnFor === undefined ? null : { path: pathname + search, id, drawnFor }),
    [pathname, search, id, drawnFor],
  )
  useEffect(() => {
    const element = form.current
    if (!element || !place) return
    if (answer) {
      keepSentDrafts()
      keepDraft(element, place)
    } else restoreDraft(element, place)
    const keep = () => keepDraft(element, place)
    element.addEventListener('input', keep)
    element.addEventListener('change', keep)
    return () => {
      element.removeEventListener('input', keep)
      element.removeEventListener('change', keep)
    }
  }, [form, place, answer])
  return {
    drop: useCallback(() => place && dropDraft(place), [place]),
    markSent: () => place && markSent(place),
  }
}
