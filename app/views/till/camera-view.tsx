import { type RefObject, useEffect, useRef, useState } from 'react'
import { useWords } from '#app/ui/layout/words.ts'
import { beep, hasTorch, openCamera, setTorch } from './camera.ts'
import { newSince } from './last-read.ts'
import { type Decoder, loadDecoder } from './qr-decoder.ts'

/** Often enough that nobody waits, seldom enough that a cheap phone stays cool. */
const EVERY_MS = 150

interface CameraViewProps {
  /** Looks at nothing while an answer is on the screen; the camera stays on. */
  isPaused: boolean
  onRead: (text: string) => void
  onStop: () => void
  onMissing: () => void
}

export function CameraView({ isPaused, onRead, onStop, onMissing }: CameraViewProps) {
  const { t } = useWords()
  const video = useRef<HTMLVideoElement>(null)
  const [stream, setStream] = useState<MediaStream>()
  const [isLit, setLit] = useState(false)
  useEffect(() => {
    let isOver = false
    let opened: MediaStream | undefined
    openCamera().then(
      (camera) => {
        opened = camera
        if (isOver) stop(camera)
        else setStream(camera)
      },
      () => (isOver ? undefined : onMissing()),
    )
    return () => {
      isOver = true
      if (opened) stop(opened)
    }
  }, [onMissing])
  useReading(video, stream, { isPaused, onRead })
  const light = async () => {
    if (stream && (await setTorch(stream, !isLit))) setLit(!isLit)
  }
  return (
    <div className="till-camera">
      <video ref={video} muted playsInline aria-label={t('till:camera.hint')} />
      <p>{t('till:camera.hint')}</p>
      {stream && hasTorch(stream) ? (
        <button type="button" className="btn" aria-pressed={isLit} onClick={light}>
          {t('till:camera.torch')}
        </button>
      ) : null}
      <button type="button" className="btn" onClick={onStop}>
        {t('till:camera.stop')}
      </button>
    </div>
  )
}

function stop(camera: MediaStream) {
  for (const track of camera.getTracks()) track.stop()
}

/** Looks at one picture after the other; each code that comes before the camera is told once. */
function useReading(
  video: RefObject<HTMLVideoElement>,
  stream: MediaStream | undefined,
  { isPaused, onRead }: Pick<CameraViewProps, 'isPaused' | 'onRead'>,
) {
  const now = useRef({ isPaused, onRead })
  now.current = { isPaused, onRead }
  useEffect(() => {
    const element = video.current
    if (!stream || !element) return
    let timer: ReturnType<typeof setTimeout>
    let isOver = false
    element.srcObject = stream
    const look = async (decoder: Decoder) => {
      const isPaused = now.current.isPaused
      const text = isPaused ? null : await decoder.read(element).catch(() => null)
      if (isOver) return
      if (!isPaused && newSince(text) && text) {
        navigator.vibrate?.(80)
        beep()
        now.current.onRead(text)
      }
      timer = setTimeout(look, EVERY_MS, decoder)
    }
    Promise.all([loadDecoder(), element.play()]).then(
      ([decoder]) => (isOver ? undefined : look(decoder)),
      () => undefined,
    )
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [video, stream])
}
