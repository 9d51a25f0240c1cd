import { useEffect, useState } from 'react'
import { useScripted } from '#app/ui/layout/hydrated.ts'
import { Icon } from '#app/ui/layout/icon.tsx'
import { useWords } from '#app/ui/layout/words.ts'

const SAID_FOR_MS = 2_000

/** Copies a text; only there when the browser can. */
export function CopyButton({ text }: { text: string }) {
  const { t } = useWords()
  const scripted = useScripted('btn btn-quiet btn-sm no-print')
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), SAID_FOR_MS)
    return () => clearTimeout(timer)
  }, [copied])
  if (!scripted.disabled && !navigator.clipboard) return null
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  return (
    <button type="button" {...scripted} onClick={copy}>
      <Icon name={copied ? 'check' : 'copy'} className="icon-sm" />
      <span aria-live="polite">{t(copied ? 'common:copied' : 'common:action.copy')}</span>
    </button>
  )
}
