import { useMatches } from '@remix-run/react'
import type { WordsKey } from '#locales/translate.ts'
import { useWords } from './words.ts'

/** What a route says of itself: `export const handle: PageHandle = { title: 'companies:title' }`. */
export interface PageHandle {
  /** A key of the words, or what the loader's data is called: a company's name. */
  title: WordsKey | ((data: unknown) => string)
  /** Drawn by the server alone: the page brings one small script of its own instead of the application's. */
  isPlain?: true
}

/** Whether the page does without the application's scripts. */
export function useIsPlain(): boolean {
  return useMatches().some(({ handle }) => hasTitle(handle) && handle.isPlain === true)
}

/** The deepest page's own title; nothing on a page that failed. */
export function usePageTitle(): string | undefined {
  const { say } = useWords()
  const match = useMatches().findLast(({ handle }) => hasTitle(handle))
  if (!match) return undefined
  const { title } = match.handle as PageHandle
  if (typeof title === 'string') return say(title)
  return match.data === undefined || match.data === null ? undefined : title(match.data)
}

function hasTitle(handle: unknown): handle is PageHandle {
  return typeof handle === 'object' && handle !== null && 'title' in handle
}
