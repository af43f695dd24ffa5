// Draws small pictures of photos and of the first pages of PDFs, a copy of a photo that does not say where it was taken, and crests.
import { PDFiumLibrary } from '@hyzyla/pdfium'
import sharp, { type Metadata, type Sharp } from 'sharp'

/** `width` and `height` in pixels, as a person sees the picture; `pages` of a PDF. `small` is WebP, null when nothing could be drawn. */
export type Drawn = { readonly small: Uint8Array | null; readonly width: number | null; readonly height: number | null; readonly pages: number | null }
/** Sizes in pixels. */
export type DrawnCrest = { readonly png: Uint8Array; readonly width: number; readonly height: number }
export const NOTHING_DRAWN: Drawn = { small: null, width: null, height: null, pages: null }

/** Longer edge in pixels: twice what the lists show, for sharp screens. */
const SMALL = 480
const COPY = 2400
/** Cameras make 200 million; a JPEG is shrunk while it is read, the others are unpacked whole (four bytes a pixel). */
const MOST_PIXELS_JPEG = 250_000_000
const MOST_PIXELS = 60_000_000

sharp.cache(false)
sharp.concurrency(1)
// Only the readers of the kinds we keep: the library knows many more, each a way in.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Tiff'].map((kind) => `VipsForeignLoad${kind}Buffer`) })

/** The picture ready for drawing, or null when its own words make it larger than anything a camera takes. */
async function opened(bytes: Uint8Array): Promise<{ picture: Sharp; about: Metadata } | null> {
  const about = await sharp(bytes, { limitInputPixels: false }).metadata()
  const most = about.format === 'jpeg' ? MOST_PIXELS_JPEG : MOST_PIXELS
  if (about.width * about.height > most) return null
  return { picture: sharp(bytes, { limitInputPixels: most, sequentialRead: true, failOn: 'none' }).rotate(), about }
}

// Orientations 5 to 8 lie on their side (Exif 3.0, tag 274).
const turned = ({ orientation }: Metadata): boolean => orientation !== undefined && orientation >= 5

export async function drawPicture(bytes: Uint8Array): Promise<Drawn> {
  const found = await opened(bytes)
  if (found === null) return NOTHING_DRAWN
  const { picture, about } = found
  const [width, height] = turned(about) ? [about.height, about.width] : [about.width, about.height]
  const small = await picture.resize(SMALL, SMALL, { fit: 'inside', withoutEnlargement: true }).flatten({ background: '#fff' }).webp({ quality: 78 }).toBuffer()
  return { small, width, height, pages: null }
}

/** A JPEG for citizens: turned upright, at most 2400 pixels, and without anything the camera wrote beside the picture. */
export async function copyWithoutPlace(bytes: Uint8Array): Promise<Uint8Array | null> {
  const found = await opened(bytes)
  if (found === null) return null
  return found.picture
    .resize(COPY, COPY, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .jpeg({ quality: 84, mozjpeg: true })
    .toBuffer()
}

/** A crest for the head of papers: drawn anew as a PNG that keeps what is transparent, at most this many pixels on its longer edge; the empty rim is cut off. */
const CREST = 640

/** null for what is no picture, or one too small to be printed: 20 mm at 150 dots an inch are 120 pixels. */
export async function drawCrest(bytes: Uint8Array): Promise<DrawnCrest | null> {
  const found = await opened(bytes)
  if (found === null || Math.max(found.about.width, found.about.height) < 120) return null
  const { data, info } = await found.picture
    .resize(CREST, CREST, { fit: 'inside', withoutEnlargement: true })
    .trim({ threshold: 8 })
    .toColourspace('srgb')
    .png({ compressionLevel: 9 })
    .toBuffer({ resolveWithObject: true })
  return { png: new Uint8Array(data), width: info.width, height: info.height }
}

/** Twice as high as it stands in the head of the citizens' pages. Pixels. */
const MARK = 80

const MOST_MARK_BYTES = 2_500
/** Height and colours, the finer first. */
const MARK_WAYS = [
  [MARK, 64],
  [MARK, 24],
  [60, 24],
  [MARK / 2, 24],
] as const

/** A crest as small as the head of a page and a browser's tab need it, few kilobytes; null when it cannot be read. */
export async function drawMark(bytes: Uint8Array): Promise<DrawnCrest | null> {
  const found = await opened(bytes)
  if (found === null) return null
  const drawn = async ([height, colours]: readonly [number, number]) => {
    const { data, info } = await found.picture
      .clone()
      .resize(2 * height, height, { fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .png({ palette: true, colours, dither: 0.5, compressionLevel: 9, effort: 10 })
      .toBuffer({ resolveWithObject: true })
    return { png: new Uint8Array(data), width: info.width, height: info.height }
  }
  // A page with everything on it has 60 kB; of a crest full of detail nobody sees the last in the size of a thumbnail.
  for (const way of MARK_WAYS) {
    const mark = await drawn(way)
    if (mark.png.length <= MOST_MARK_BYTES) return mark
  }
  return drawn([MARK / 2, 8])
}

export async function drawPdf(bytes: Uint8Array): Promise<Drawn> {
  const library = await PDFiumLibrary.init()
  const document = await library.loadDocument(bytes)
  const pages = document.getPageCount()
  const page = document.getPage(0)
  const { originalWidth, originalHeight } = page.getOriginalSize()
  const longer = Math.max(originalWidth, originalHeight)
  if (!(longer > 0) || Math.min(originalWidth, originalHeight) * (SMALL / longer) < 1) return { ...NOTHING_DRAWN, pages }
  const drawn = await page.render({ scale: SMALL / longer, render: 'bitmap' })
  const raw = { width: drawn.width, height: drawn.height, channels: 4 as const }
  return { small: await sharp(drawn.data, { raw }).removeAlpha().webp({ quality: 78 }).toBuffer(), width: null, height: null, pages }
}
