// The small pictures beside kept files, and the copies of photos that citizens see: where they lie and how they come about.
import { bytesOf, type FileStore } from '#platform/files/files.ts'
import type { Media } from './media.ts'
import { copyApart, drawApart } from './picture/apart.ts'
import type { Drawn } from './picture/drawing.ts'

export const thumbnailName = (hash: string): string => `${hash}.thumb.webp`
export const publicCopyName = (hash: string): string => `${hash}.public.jpg`

/** Draws the small picture and lays it beside the file. */
export async function drawThumbnail(files: FileStore, hash: string, media: Media, bytes: Buffer): Promise<Drawn> {
  const drawn = await drawApart(media === 'pdf' ? 'pdf' : 'picture', bytes)
  if (drawn.small === null) return drawn
  const laid = await files.lay(thumbnailName(hash), drawn.small)
  return laid.ok ? drawn : { ...drawn, small: null }
}

/** The name of the copy that does not say where the photo was taken, made when it is first asked for; null when it cannot be made. */
export async function publicCopy(files: FileStore, hash: string): Promise<string | null> {
  const name = publicCopyName(hash)
  if ((await files.size(name)) !== null) return name
  const bytes = await bytesOf(files, hash)
  const copy = bytes === null ? null : await copyApart(bytes)
  if (copy === null) return null
  return (await files.lay(name, copy)).ok ? name : null
}
