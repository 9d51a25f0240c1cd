/** Finds a QR code in a picture of the camera: by the browser's own detector, else by one in plain JavaScript. */
export interface Decoder {
  /** Null: no code is to be seen. */
  read(video: HTMLVideoElement): Promise<string | null>
}

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>
}

interface DetectorClass {
  new (options: { formats: string[] }): Detector
  getSupportedFormats(): Promise<string[]>
}

declare global {
  interface Window {
    BarcodeDetector?: DetectorClass
  }
}

/** The library is loaded by browsers that need it, and when they do. */
export async function loadDecoder(): Promise<Decoder> {
  const detector = await ownDetector()
  if (detector) {
    return { read: async (video) => (await detector.detect(video))[0]?.rawValue ?? null }
  }
  const { default: jsQR } = await import('jsqr')
  const canvas = document.createElement('canvas')
  const drawing = canvas.getContext('2d', { willReadFrequently: true })
  return {
    read: async (video) => {
      const { videoWidth: width, videoHeight: height } = video
      if (!drawing || width === 0) return null
      canvas.width = width
      canvas.height = height
      drawing.drawImage(video, 0, 0)
      const { data } = drawing.getImageData(0, 0, width, height)
      return jsQR(data, width, height, { inversionAttempts: 'dontInvert' })?.data || null
    },
  }
}

async function ownDetector(): Promise<Detector | null> {
  const { BarcodeDetector } = window
  if (!BarcodeDetector) return null
  const formats = await BarcodeDetector.getSupportedFormats().catch((): string[] => [])
  return formats.includes('qr_code') ? new BarcodeDetector({ formats: ['qr_code'] }) : null
}
