import { useNavigate, useRevalidator } from '@remix-run/react'
import { useCallback, useRef, useState } from 'react'
import { useRoot } from '#app/ui/layout/root-data.ts'
import { askTill, newNonce } from './asking.ts'
import type { ScanScreenProps } from './scan-screen.tsx'
import type { FillView, TillAnswer } from './till-view.ts'

/** What the camera reads and what becomes of it, on a page that stays open. */
export function useScans(fillIn: (code: string) => void) {
  const { drawnFor } = useRoot()
  const navigate = useNavigate()
  const { revalidate } = useRevalidator()
  const [answer, setAnswer] = useState<ScanScreenProps['answer'] | null>(null)
  const [busy, setBusy] = useState(false)
  const last = useRef<[path: string, fields: Record<string, string>]>()
  const send = useCallback(
    async (path: string, fields: Record<string, string>): Promise<TillAnswer> => {
      last.current = [path, fields]
      setBusy(true)
      const told = await askTill(path, fields)
      setBusy(false)
      if (told.kind === 'away') navigate(told.to)
      else setAnswer(told)
      return told
    },
    [navigate],
  )
  const ask = useCallback(
    (path: string, fields: Record<string, string>) => send(path, { ...fields, nonce: newNonce(), drawnFor }),
    [drawnFor, send],
  )
  const onRead = useCallback(
    async (code: string) => {
      const told = await ask('/till/scan', { code })
      // The form asks for what is missing, as the fuel of a card for several.
      if (told.kind === 'refused' && told.errors.some(({ field }) => field !== '')) {
        setAnswer(null)
        fillIn(code)
      }
    },
    [ask, fillIn],
  )
  const onDeed = (fill: FillView, deed: Record<string, string>) => {
    if (!busy) void ask(`/till/scan/${fill.id}`, deed)
  }
  // With the same nonce: what arrived after all has one effect.
  const onAgain = () => {
    if (last.current && !busy) void send(...last.current)
  }
  const onNext = () => {
    setAnswer(null)
    revalidate()
  }
  return { answer, busy, onRead, onDeed, onAgain, onNext }
}
