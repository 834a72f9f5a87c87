import type { NewPicture } from './outbox'

/** The longer side of what is sent, in dots; a phone's own pictures are several times that. */
const MOST = 1600
const SMALL = 160

export interface Taken extends NewPicture { /** For looking at here. */ small: string }

function draw(image: CanvasImageSource & { width: number; height: number }, most: number): HTMLCanvasElement {
  const by = Math.min(1, most / Math.max(image.width, image.height))
  const canvas = Object.assign(document.createElement('canvas'), { width: Math.max(1, Math.round(image.width * by)), height: Math.max(1, Math.round(image.height * by)) })
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height)
  return canvas
}
export const bytesOf = (canvas: HTMLCanvasElement, type: string) => new Promise<ArrayBuffer>((done, fail) =>
  canvas.toBlob(blob => (blob ? done(blob.arrayBuffer()) : fail(new Error('no picture'))), type, 0.82))

/** A picture as it is sent: upright, small enough, and without what the camera wrote into it. */
export async function shrink(file: Blob): Promise<Taken> {
  const image = await createImageBitmap(file, { imageOrientation: 'from-image' })
  try {
    const bytes = await bytesOf(draw(image, MOST), 'image/jpeg')
    return { kind: 'photo', type: 'image/jpeg', bytes, small: draw(image, SMALL).toDataURL('image/jpeg', 0.6) }
  } finally {
    image.close()
  }
}
