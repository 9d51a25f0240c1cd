import { useState } from 'react'
import { useHydrated } from '#app/ui/layout/hydrated.ts'
import { Icon } from '#app/ui/layout/icon.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { withNumbersInGroups } from '#app/ui/list/number-in-groups.tsx'

export interface ToastMessage {
  /** In the person's language. */
  text: string
  /** What was refused never looks like what was done. */
  isRefusal: boolean
}

/**
 * Says once what has just been done. The region is always there, so that screen readers notice what comes into
 * it; the message stays until it is closed or the page is left, since people read at their own pace.
 */
export function Toast({ toast }: { toast: ToastMessage | null | undefined }) {
  const { t } = useWords()
  const hydrated = useHydrated()
  const [closed, setClosed] = useState<ToastMessage>()
  const shown = toast && toast !== closed ? toast : undefined
  const refused = shown?.isRefusal
  return (
    <div role="status" className={shown ? `alert alert-${refused ? 'warn' : 'ok'} toast` : undefined}>
      {shown ? (
        <>
          <Icon name={refused ? 'alert' : 'success'} />
          <p className="alert-body">{withNumbersInGroups(shown.text)}</p>
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
