// Letters of the reader's own machine, stretched to the measure of Sofia Sans: until ours arrive, lines break where they will break afterwards and nothing moves.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The family's name in `--font` (src/ui/tokens.css), right after Sofia Sans. */
export const NEAR_FAMILY = 'Near Sofia'

/** How often a letter stands among a thousand: the citizens' texts in Bulgarian, and in French, Italian, English and Montenegrin together; counted in November 2026. */
const OFTEN = {
  latin:
    'e118 a93 i83 n79 o76 t74 s63 r58 l39 u33 d30 c30 p27 m25 h19 v16 g16 b11 j10 k9 f9 z8 y7 é7 w7 N4 L3 C3 S3 q3 P3 T3 è2 A2 D2 I2 E2 O2 č2 š2 à1 F1 U1 J1 x1 V1 R1 W1 G1 ž1 ć1 đ1',
  cyrillic:
    'а120 е93 о91 т90 и84 н73 с51 р47 в40 к33 д29 п27 л23 з23 м19 ъ19 б16 я16 г14 ч11 ж9 у9 щ8 й6 ц6 ь4 П4 Н3 К3 С3 ф2 х2 В2 ш2 Д2 О2 А2 И2 Б1 Т1 З1 Г1 Р1 ю1 У1 Е1',
}

/** What each stretch is for: fonts differ most in how wide a space they leave. Ranges as in `unicode-range`. */
const KINDS = { space: 'U+20,U+A0', latin: 'U+21-9F,U+A1-2FF,U+1E00-1EFF,U+2000-202E,U+2030-22FF', cyrillic: 'U+400-4FF' }

/**
 * Fonts that devices have, the likeliest last: of several that are there the browser takes the last. `wide`: how wide a space, a Latin and a Cyrillic letter are
 * on the mean of OFTEN, in em, regular and bold. Measured in November 2026 from the fonts' own tables (hmtx): DejaVu 2.37, Noto Sans and Roboto as Google Fonts
 * give them, and for Arial from Arimo and Liberation Sans, which were made to its measure. Open Sans is a sister of Noto Sans. Android has Roboto, Windows and Apple have Arial.
 */
const OWN_LETTERS = [
  {
    regular: ['DejaVu Sans'],
    bold: ['DejaVu Sans Bold'],
    wide: { regular: { space: 0.3179, latin: 0.5451, cyrillic: 0.6277 }, bold: { space: 0.3481, latin: 0.6169, cyrillic: 0.6843 } },
  },
  {
    regular: ['Noto Sans', 'Noto Sans Regular', 'Open Sans', 'Open Sans Regular'],
    bold: ['Noto Sans Bold', 'Open Sans Bold'],
    wide: { regular: { space: 0.26, latin: 0.514, cyrillic: 0.5756 }, bold: { space: 0.26, latin: 0.5498, cyrillic: 0.6158 } },
  },
  {
    regular: ['Arial', 'Liberation Sans', 'Arimo', 'Arimo Regular'],
    bold: ['Arial Bold', 'Liberation Sans Bold', 'Arimo Bold'],
    wide: { regular: { space: 0.2778, latin: 0.4797, cyrillic: 0.5464 }, bold: { space: 0.2778, latin: 0.5206, cyrillic: 0.5875 } },
  },
  {
    regular: ['Roboto', 'Roboto Regular'],
    bold: ['Roboto Bold'],
    wide: { regular: { space: 0.248, latin: 0.4849, cyrillic: 0.5605 }, bold: { space: 0.2485, latin: 0.4921, cyrillic: 0.565 } },
  },
]
/** Weights as the pages use them (src/ui/DESIGN.md): text 400, headings 650, display 750; ours of that weight is half-way between the cuts named, `own` which of the reader's stands in. */
const WEIGHTS = [
  { range: '1 599', cuts: ['400Regular'], own: 'regular' },
  { range: '600 724', cuts: ['600SemiBold', '700Bold'], own: 'bold' },
  { range: '725 1000', cuts: ['700Bold', '800ExtraBold'], own: 'bold' },
]

/** Reads of a TrueType file what is needed here, in em: height above and below the line, and how far each letter moves on (tables head, hhea, hmtx, cmap format 4). */
function measuresOf(file) {
  const bytes = readFileSync(file)
  const tables = new Map()
  for (let at = 12; at < 12 + bytes.readUInt16BE(4) * 16; at += 16) tables.set(bytes.toString('latin1', at, at + 4), bytes.readUInt32BE(at + 8))
  const [head, hhea, hmtx, cmap] = ['head', 'hhea', 'hmtx', 'cmap'].map((name) => tables.get(name))
  const em = bytes.readUInt16BE(head + 18)
  const lastMeasured = bytes.readUInt16BE(hhea + 34) - 1
  const maps = Array.from({ length: bytes.readUInt16BE(cmap + 2) }, (_, index) => cmap + bytes.readUInt32BE(cmap + 8 + index * 8))
  const map = maps.find((at) => bytes.readUInt16BE(at) === 4)
  if (map === undefined) throw new Error(`${file} has no table of letters of format 4`)
  const parts = bytes.readUInt16BE(map + 6)
  const glyphOf = (code) => {
    for (let at = map + 14; at < map + 14 + parts; at += 2) {
      if (code > bytes.readUInt16BE(at)) continue
      const [start, delta, offset] = [at + parts + 2, at + 2 * parts + 2, at + 3 * parts + 2]
      if (code < bytes.readUInt16BE(start)) break
      const far = bytes.readUInt16BE(offset)
      const glyph = far === 0 ? code : bytes.readUInt16BE(offset + far + (code - bytes.readUInt16BE(start)) * 2)
      return (glyph + bytes.readInt16BE(delta)) & 0xffff
    }
    throw new Error(`${file} lacks the letter ${String.fromCodePoint(code)}`)
  }
  return {
    above: bytes.readInt16BE(hhea + 4) / em,
    below: -bytes.readInt16BE(hhea + 6) / em,
    wide: (letter) => bytes.readUInt16BE(hmtx + Math.min(glyphOf(letter.codePointAt(0)), lastMeasured) * 4) / em,
  }
}

function meanOf({ wide }, often) {
  let [sum, count] = [0, 0]
  for (const entry of often.split(' ')) {
    sum += wide(entry[0]) * Number(entry.slice(1))
    count += Number(entry.slice(1))
  }
  return sum / count
}

const percent = (share) => `${Math.round(share * 1000) / 10}%`

/** The `@font-face` rules of NEAR_FAMILY; `modules` is the folder in which @expo-google-fonts/sofia-sans lies. Throws when its files cannot be read. */
export function nearFaces(modules) {
  const half = (values) => values.reduce((sum, value) => sum + value, 0) / values.length
  const weights = WEIGHTS.map(({ range, cuts, own }) => {
    const measures = cuts.map((cut) => measuresOf(join(modules, `@expo-google-fonts/sofia-sans/${cut}/SofiaSans_${cut}.ttf`)))
    const wide = {
      space: half(measures.map(({ wide }) => wide(' '))),
      latin: half(measures.map((one) => meanOf(one, OFTEN.latin))),
      cyrillic: half(measures.map((one) => meanOf(one, OFTEN.cyrillic))),
    }
    return { range, own, wide, above: measures[0].above, below: measures[0].below }
  })
  return OWN_LETTERS.flatMap((font) =>
    weights.flatMap(({ range, own, wide, above, below }) =>
      Object.entries(KINDS).map(([kind, letters]) => {
        const stretch = wide[kind] / font.wide[own][kind]
        // Heights are stretched along with the letters; ours are to come out.
        const heights = `ascent-override:${percent(above / stretch)};descent-override:${percent(below / stretch)};line-gap-override:0%`
        const src = font[own].map((name) => `local('${name}')`).join(',')
        return `@font-face{font-family:'${NEAR_FAMILY}';font-weight:${range};size-adjust:${percent(stretch)};${heights};src:${src};unicode-range:${letters}}`
      }),
    ),
  )
}
