import { useCallback, useState } from 'react'
import { useScripted } from '#app/ui/layout/hydrated.ts'
import { Icon } from '#app/ui/layout/icon.tsx'
import { useWords } from '#app/ui/layout/words.ts'
import { CameraView } from './camera-view.tsx'
import { ScanScreen } from './scan-screen.tsx'
import { useScans } from './use-scans.ts'

/** The camera is on again for the next client, until the cashier turns it off. */
let isWanted = false

/**
 * Reads QR codes with the camera, one client after the other, without leaving the page. Without JavaScript, and where
 * there is no camera, the form stands alone.
 */
export function Scanner() {
  const { t } = useWords()
  const scripted = useScripted('btn btn-primary btn-wide')
  const [isOn, setOn] = useState(isWanted)
  const [isMissing, setMissing] = useState(false)
  const scans = useScans(sendForm)
  const miss = useCallback(() => setMissing(true), [])
  const turn = (on: boolean) => {
    isWanted = on
    setOn(on)
  }
  if (isMissing) return <p role="status">{t('till:camera.none')}</p>
  return isOn ? (
    <>
      <CameraView
        isPaused={scans.busy || scans.answer !== null}
        onRead={scans.onRead}
        onStop={() => turn(false)}
        onMissing={miss}
      />
      {scans.answer ? (
        <ScanScreen
          answer={scans.answer}
          busy={scans.busy}
          onDeed={scans.onDeed}
          onAgain={scans.onAgain}
          onNext={scans.onNext}
        />
      ) : null}
    </>
  ) : (
    <button type="button" {...scripted} onClick={() => turn(true)}>
      <Icon name="qr" />
      {t('till:camera.start')}
    </button>
  )
}

/** Where more has to be said than the code, the form says what. */
function sendForm(code: string) {
  const input = document.querySelector('main input[name="code"]')
  if (!(input instanceof HTMLInputElement) || !input.form) return
  input.value = code
  input.form.requestSubmit()
}
