import { useEffect, useState } from 'react'

/** False on the server and in the browser's first rendering, so that what needs JavaScript appears after both agree. */
export function useHydrated(): boolean {
  const [hydrated, setHydrated] = useState(false)
  useEffect(() => setHydrated(true), [])
  return hydrated
}

/**
 * For a button that needs JavaScript: it has its place from the start, so that nothing moves under a finger when it comes
 * to life, and is unseen until then. Where there are no scripts it has no place (`.awaits-scripts`).
 */
export function useScripted(className: string): { className: string; disabled: boolean } {
  const hydrated = useHydrated()
  return { className: hydrated ? className : `${className} awaits-scripts`, disabled: !hydrated }
}
