/** Enough for a code that fills a third of the picture; a tenth of what a phone saves. */
const SIDE = 1_600

/** Puts a smaller picture in the place of a photo that was taken, since a phone's takes half a minute to send. */
export async function shrinkPhoto(input: HTMLInputElement): Promise<void> {
  const file = input.files?.[0]
  if (!file) return
  try {
    const small = await smaller(file)
    // Meanwhile another one may have been chosen.
    if (!small || input.files?.[0] !== file) return
    const files = new DataTransfer()
    files.items.add(new File([small], 'photo.jpg', { type: small.type }))
    input.files = files.files
  } catch {
    // The photo goes as it is.
  }
}

async function smaller(file: File): Promise<Blob | null> {
  const picture = await createImageBitmap(file)
  const scale = SIDE / Math.max(picture.width, picture.height)
  if (scale >= 1) return null
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(picture.width * scale)
  canvas.height = Math.round(picture.height * scale)
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85))
}
