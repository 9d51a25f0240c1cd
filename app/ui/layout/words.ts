import { createContext, useContext } from 'react'
import type { Words } from '#locales/words.ts'

export type { Words }

export const WordsContext = createContext<Words | null>(null)

/** The words of the page's language. Never call it once per row of a list: take `t` down as a prop. */
export function useWords(): Words {
  const words = useContext(WordsContext)
  if (!words) throw new Error('No WordsContext above')
  return words
}
