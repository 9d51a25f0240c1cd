import { useCallback, useState } from 'react'
import { useHydrated } from '#app/ui/layout/hydrated.ts'
import { Icon } from '#app/ui/layout/icon.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { CameraView } from './camera-view.tsx'

/** The camera is on again for the next client, until the cashier turns it off. */
let isWanted = false

/**
 * Reads a QR code with the camera into the form's field and sends the form. Without JavaScript, and where there is no
 * camera, the form stands alone.
 */
export function Scanner({ field }: { field: string }) {
  const { t } = useWords()
  const hydrated = useHydrated()
  const [isOn, setOn] = useState(isWanted)
  const [isMissing, setMissing] = useState(false)
  const miss = useCallback(() => setMissing(true), [])
  const turn = (on: boolean) => {
    isWanted = on
    setOn(on)
  }
  if (!hydrated) return null
  if (isMissing) return <p role="status">{t('till:camera.none')}</p>
  return isOn ? (
    <CameraView field={field} onStop={() => turn(false)} onMissing={miss} />
  ) : (
    <button type="button" className="btn btn-primary btn-wide" onClick={() => turn(true)}>
      <Icon name="qr" />
      {t('till:camera.start')}
    </button>
  )
}
