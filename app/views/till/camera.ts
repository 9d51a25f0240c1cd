/** The phone's camera at the back. */

/** @throws where there is none, or the cashier does not allow it */
export function openCamera(): Promise<MediaStream> {
  if (!navigator.mediaDevices) return Promise.reject(new Error('no camera'))
  return navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } },
  })
}

/** The light beside the camera is in no standard type yet. */
interface WithTorch {
  torch?: boolean
}

export function hasTorch(stream: MediaStream): boolean {
  const capabilities: (MediaTrackCapabilities & WithTorch) | undefined = stream
    .getVideoTracks()[0]
    ?.getCapabilities?.()
  return capabilities?.torch === true
}

/** @returns whether the light did as it was told */
export async function setTorch(stream: MediaStream, torch: boolean): Promise<boolean> {
  const wish: MediaTrackConstraintSet & WithTorch = { torch }
  try {
    await stream.getVideoTracks()[0]?.applyConstraints({ advanced: [wish] })
    return true
  } catch {
    return false
  }
}

/** So that the cashier, who looks at the car, hears that the code was read. */
export function beep(): void {
  const context = new AudioContext()
  const tone = context.createOscillator()
  tone.frequency.value = 880
  tone.connect(context.destination)
  tone.onended = () => context.close()
  tone.start()
  tone.stop(context.currentTime + 0.12)
}
