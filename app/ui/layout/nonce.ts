import { createContext, useContext } from 'react'

/** Of this answer's content security policy; empty in the browser, which hides it from scripts. */
export const NonceContext = createContext('')

export function useNonce(): string {
  return useContext(NonceContext)
}
