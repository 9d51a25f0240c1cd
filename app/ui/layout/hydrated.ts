import { useEffect, useState } from 'react'

/** False on the server and in the browser's first rendering, so that what needs JavaScript appears after both agree. */
export function useHydrated(): boolean {
  const [hydrated, setHydrated] = useState(false)
  useEffect(() => setHydrated(true), [])
  return hydrated
}
