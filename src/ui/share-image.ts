// The picture that stands beside a shared link: title at the left, the plate at the right, the glaze band above. 1200 × 630 PNG.
import { createRequire } from 'node:module'
import { renderAsync } from '@resvg/resvg-js'
import { escaped } from '#platform/texts/markup.ts'
import { plateSvg, type PlateProps } from './plate.tsx'

export type ShareImageProps = {
  readonly title: string
  readonly subtitle?: string | undefined
  /** The name as its own people write it; left out when the letters at hand do not cover its script. */
  readonly native?: string | undefined
  readonly siteName: string
  readonly plate?: PlateProps | undefined
}

const WIDTH = 1200
const HEIGHT = 630
const COLUMN = 575
const files = createRequire(import.meta.url)
const FONTS = ['700Bold/SofiaSans_700Bold', '400Regular/SofiaSans_400Regular', '600SemiBold/SofiaSans_600SemiBold'].map((name) =>
  files.resolve(`@expo-google-fonts/sofia-sans/${name}.ttf`),
)

// Ten megabytes each: only a picture with Chinese on it is given them.
const CHINESE_FONTS = ['400Regular/NotoSansSC_400Regular', '700Bold/NotoSansSC_700Bold'].map((name) =>
  files.resolve(`@expo-google-fonts/noto-sans-sc/${name}.ttf`),
)
const HAN = /\p{Script=Han}/u

/** Sofia Sans has Latin, Greek and Cyrillic, Noto Sans the Chinese characters; anything else would come out as boxes. */
export const drawable = (text: string): boolean =>
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Common}\p{Script=Inherited}]*$/u.test(text) &&
  !/\p{Extended_Pictographic}/u.test(text)

/** Chinese characters and their marks are as wide as they are high. */
const isWide = (sign: string): boolean => /[\p{Script=Han}\u3000-\u303f\uff00-\uff60]/u.test(sign)
/** What a line may not begin with. */
const CLOSES = /^[，。：；！？、）”》」]/u
/** Where a line may be broken: at blanks, and between Chinese characters. The blank stays with the piece before it. */
const piecesOf = (text: string): string[] =>
  text.split(/(?<=\s)|(?<=[\p{Script=Han}，。：；！？、）”》」])|(?=\p{Script=Han})/u).reduce<string[]>((pieces, piece) => {
    if (CLOSES.test(piece) && pieces.length > 0) pieces[pieces.length - 1] += piece
    else if (piece !== '') pieces.push(piece)
    return pieces
  }, [])

/** A line with Chinese in it is wholly in Noto Sans, so that its weight is the one asked for. */
const family = (text: string): string => (HAN.test(text) ? ' font-family="Noto Sans SC"' : '')

/** Breaks a text into lines of at most `width` pixels at `size`, at most `most` lines, the last with an ellipsis when words remain. `letter` is the mean width of a letter in em. */
export function brokenInto(text: string, width: number, size: number, letter: number, most: number): string[] {
  // Counted in letters; a Chinese character counts as many as it is wide.
  const fits = Math.max(1, Math.floor(width / (size * letter)))
  const long = (line: string): number => [...line].reduce((sum, sign) => sum + (isWide(sign) ? 1 / letter : 1), 0)
  const lines: string[] = []
  let line = ''
  for (const piece of piecesOf(text.trim().replace(/\s+/g, ' '))) {
    if (long((line + piece).trimEnd()) <= fits || line === '') line += piece
    else {
      lines.push(line.trimEnd())
      line = piece
    }
  }
  if (line !== '') lines.push(line.trimEnd())
  const shortened = (one: string): string => {
    let kept = one
    while (long(kept) > fits - 1) kept = [...kept].slice(0, -1).join('')
    return `${kept}…`
  }
  const cut = lines.slice(0, most).map((one) => (long(one) > fits ? shortened(one) : one))
  if (lines.length > most) {
    const last = cut[most - 1] ?? ''
    const kept = long(last) < fits || !last.includes(' ') ? last : last.slice(0, last.lastIndexOf(' '))
    cut[most - 1] = `${kept.replace(/[\s.,;:–…，。：；、-]*$/, '')}…`
  }
  return cut
}

const GLAZE =
  '<pattern id="g" width="42" height="32" patternUnits="userSpaceOnUse" y="88"><path fill="#4b2f1f" d="M0 0h42v4H0z"/><path fill="#cf9234" d="M4 3C11.6 11.1 10.5 18.7 10.5 19.5a10.5 10.5 0 0 0 21 0C31.5 18.7 30.4 11.1 38 3z"/><path fill="#f4e8d0" d="M9 3C14.4 9.6 13.6 15.8 13.6 17.6a7.4 7.4 0 0 0 14.8 0C28.4 15.8 27.6 9.6 33 3z"/><path fill="#66804a" d="M12.5 3C16.3 8.1 15.7 12.9 15.7 14.7a5.3 5.3 0 0 0 10.6 0C26.3 12.9 25.7 8.1 29.5 3z"/><path fill="#244f9b" d="M16 3C18.2 6 17.9 8.8 17.9 9.9a3.1 3.1 0 0 0 6.2 0C24.1 8.8 23.8 6 26 3z"/></pattern>'
const MARK =
  '<circle cx="20" cy="20" r="20" fill="#4b2f1f"/><circle cx="20" cy="20" r="16.5" fill="#f4e8d0"/><path d="M15.2 7.5c2.6 5 5.8 9.3 5.8 14a5.8 5.8 0 0 1-11.6 0c0-4.7 3.2-9 5.8-14Z" fill="#cf9234"/><path d="M24.8 32.5c-2.6-5-5.8-9.3-5.8-14a5.8 5.8 0 0 1 11.6 0c0 4.7-3.2 9-5.8 14Z" fill="#244f9b"/>'
// The renderer knows no style sheet: the plate's colours from site.css once more.
const PLATE_STYLE =
  '<style>.land{fill:#dfc796}.borders{fill:none;stroke:#f4e8d0;stroke-width:.9}.ring{fill:none;stroke:#4b2f1f;stroke-width:.7;stroke-dasharray:1 4;opacity:.65}.km{font-size:13px;fill:#5f4433;text-anchor:middle}.leader{stroke:#4b2f1f;stroke-width:.8}.arc{fill:none;stroke:#1f478f;stroke-width:2}.dot{fill:#1f478f;stroke:#f4e8d0;stroke-width:2}.home{fill:#a5331f;stroke:#f4e8d0;stroke-width:2.5}.lab{font-size:17px;font-weight:600;fill:#2b1f17;paint-order:stroke;stroke:#f0dfbd;stroke-width:4px;stroke-linejoin:round}.us{font-size:20px;font-weight:700}</style>'

export function shareSvg({ title, subtitle, native, siteName, plate }: ShareImageProps): string {
  const letters = [...title].reduce((sum, sign) => sum + (isWide(sign) ? 2 : 1), 0)
  const size = letters > 44 ? 46 : letters > 26 ? 54 : letters > 14 ? 62 : 68
  const heading = brokenInto(title, COLUMN, size, 0.53, 4)
  const words = subtitle && drawable(subtitle) ? brokenInto(subtitle, COLUMN, 28, 0.5, 3) : []
  const own = native && native !== title && drawable(native) ? native : undefined
  const height = heading.length * size * 1.08 + (own ? 52 : 0) + (words.length > 0 ? 24 + words.length * 40 : 0)
  let y = 120 + (HEIGHT - 120 - height) / 2 + size * 0.72
  const lines: string[] = []
  for (const line of heading) {
    lines.push(
      `<text x="56" y="${y.toFixed(1)}" font-size="${size}" font-weight="700" fill="#2b1f17" letter-spacing="-.8"${family(line)}>${escaped(line)}</text>`,
    )
    y += size * 1.08
  }
  if (own) {
    lines.push(`<text x="56" y="${(y - size * 0.2).toFixed(1)}" font-size="38" fill="#7e5511">${escaped(own)}</text>`)
    y += 52
  }
  y += 4
  for (const line of words) {
    lines.push(`<text x="56" y="${y.toFixed(1)}" font-size="28" fill="#2b1f17">${escaped(line)}</text>`)
    y += 40
  }
  const disc = plate
    ? plateSvg(plate)
        .replace(/<\/?a\b[^>]*>/g, '')
        .replace('<svg ', '<svg x="634" y="132" width="548" height="548" ')
    : ''
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="Sofia Sans">${PLATE_STYLE}<defs>${GLAZE}</defs><rect width="${WIDTH}" height="${HEIGHT}" fill="#fbf9f5"/><g transform="translate(56 24)">${MARK}</g><text x="110" y="53" font-size="26" font-weight="700" fill="#2b1f17"${family(siteName)}>${escaped(siteName)}</text>${disc}<rect y="88" width="${WIDTH}" height="32" fill="url(#g)"/>${lines.join('')}</svg>`
}

/** PNG bytes, 1200 × 630. Costs about a third of a second, with Chinese more: keep the answer or serve it with a long cache. */
export async function shareImage(props: ShareImageProps): Promise<Uint8Array> {
  const svg = shareSvg(props)
  const fontFiles = HAN.test(svg) ? [...FONTS, ...CHINESE_FONTS] : FONTS
  const picture = await renderAsync(svg, { font: { fontFiles, loadSystemFonts: false, defaultFontFamily: 'Sofia Sans' }, logLevel: 'off' })
  return picture.asPng()
}
