// The share pictures already drawn: each costs a tenth of a second and changes only when its words do.
import { createHash } from 'node:crypto'
import { shareImage, type ShareImageProps } from '#ui/share-image.ts'

const MOST_KEPT = 48
const kept = new Map<string, Promise<Uint8Array>>()

export type SharePicture = { readonly png: Uint8Array; readonly etag: string }

/** The PNG for these words, drawn at most once at a time; the ones longest unasked for are forgotten. */
export async function sharePicture(props: ShareImageProps): Promise<SharePicture> {
  const key = createHash('sha256')
    .update(JSON.stringify({ ...props, plate: props.plate === undefined ? null : { ...props.plate, texts: props.plate.texts.title } }))
    .digest('base64url')
    .slice(0, 27)
  const known = kept.get(key)
  const drawing = known ?? shareImage(props)
  kept.delete(key)
  kept.set(key, drawing)
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value ?? '')
  try {
    return { png: await drawing, etag: `"${key}"` }
  } catch (error) {
    kept.delete(key)
    throw error
  }
}
