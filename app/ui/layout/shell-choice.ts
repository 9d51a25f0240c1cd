import { areaOf } from '#locales/index.ts'
import type { RootData } from './root-data.ts'

export type ShellName = 'admin' | 'cabinet' | 'driver' | 'public' | 'reader'

export const listPages = /^\/mailbox(\/|$)/

/** The frame around a page: by the page first, then by who looks at it. */
export function shellOf(pathname: string, { side, person }: Pick<RootData, 'side' | 'person'>): ShellName {
  const area = areaOf(pathname, side)
  if (area === 'driver' || area === 'reader') return area
  const isStaffPage = area !== 'guest' && area !== 'client'
  if (isStaffPage && person && side === 'staff') return 'admin'
  // A client who is refused a page of the staff stays in the cabinet: nobody signed them out.
  const isInCabinet = area === 'client' || (isStaffPage && !listPages.test(pathname))
  return person && isInCabinet ? 'cabinet' : 'public'
}
