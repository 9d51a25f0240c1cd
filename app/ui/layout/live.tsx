import { useRevalidator } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { useHere } from './here.ts'
import { useRoot } from './root-data.ts'
import { useWords } from './words.ts'

/** After an answer that the browser does not ask for again by itself: too many listen, or nobody is signed in. */
const RETRY_MS = 60_000

/**
 * Loads the page's data anew when something happens to its card or coupon (`of`, as in `card:12`), or to any of the
 * company. Only a page that somebody sees listens: a browser has six connections for all of its tabs.
 */
export function Live({ of }: { of?: string }) {
  const { companyId } = useRoot()
  const { revalidate } = useRevalidator()
  const { t } = useWords()
  const here = useHere()
  const [isOn, setOn] = useState(false)
  const refresh = useRef(revalidate)
  refresh.current = revalidate

  useEffect(() => {
    if (companyId === null || !('EventSource' in window)) return
    let source: EventSource | null = null
    let retry: number | undefined
    // The page was drawn a moment before; afterwards whatever was not heard may have happened.
    let isBehind = false
    const leave = () => {
      clearTimeout(retry)
      source?.close()
      source = null
      isBehind = true
    }
    const listen = () => {
      source = new EventSource(`/live?company=${companyId}`)
      source.onopen = () => {
        setOn(true)
        if (isBehind) refresh.current()
        isBehind = false
      }
      source.onmessage = ({ data }: MessageEvent<string>) => {
        const things: unknown = JSON.parse(data)
        const isMine = of === undefined || (Array.isArray(things) && things.some((thing) => thing === of))
        if (isMine || data.includes('everything')) refresh.current()
      }
      source.onerror = () => {
        isBehind = true
        if (source?.readyState !== EventSource.CLOSED) return
        setOn(false)
        retry = window.setTimeout(listen, RETRY_MS)
      }
    }
    const look = () => {
      if (document.visibilityState === 'hidden') leave()
      else if (!source) listen()
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => {
      document.removeEventListener('visibilitychange', look)
      leave()
    }
  }, [companyId, of])

  return (
    <p className="as-of no-print" data-live={isOn ? 'on' : 'off'}>
      {isOn ? <span className="live-dot" aria-hidden="true" /> : null}
      {isOn ? t('overview:live.on') : <a href={here}>{t('overview:live.refresh')}</a>}
    </p>
  )
}
