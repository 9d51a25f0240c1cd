import { useState } from 'react'
import { useHydrated } from '#app/ui/layout/hydrated.ts'
import { Icon } from '#app/ui/layout/icon.tsx'
import { useWords } from '#app/ui/layout/words.ts'

export interface ToastMessage {
  /** `noun:path.to.words` */
  key: string
  params: Record<string, string | number>
}

/**
 * Says once what has just been done. The region is always there, so that screen readers notice what comes into
 * it; the message stays until it is closed or the page is left, since people read at their own pace.
 */
export function Toast({ toast }: { toast: ToastMessage | null | undefined }) {
  const { t, say } = useWords()
  const hydrated = useHydrated()
  const [closed, setClosed] = useState<ToastMessage>()
  const shown = toast && toast !== closed ? toast : undefined
  // What was refused never looks like what was done.
  const refused = shown?.key.split(':')[0] === 'errors'
  return (
    <div role="status" className={shown ? `alert alert-${refused ? 'warn' : 'ok'} toast` : undefined}>
      {shown ? (
        <>
          <Icon name={refused ? 'alert' : 'success'} />
          <p className="alert-body">{say(shown.key, shown.params)}</p>
          {hydrated ? (
            <button
              type="button"
              className="toast-close"
              aria-label={t('common:closeMessage')}
              onClick={() => setClosed(shown)}
            >
              <Icon name="close" className="icon-sm" />
            </button>
          ) : null}
        </>
      ) : null}
    </div>
  )
}
