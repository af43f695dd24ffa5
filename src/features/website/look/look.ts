// How the citizens' site of an office looks: the accent colour it chose, mended until it can be read, the letters, and whether the crest stands in the head.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { m } from '#messages'
import type { FieldWords } from '#platform/activity/changes.ts'
import { tickField, versionField } from '#platform/http/form-fields.ts'

/** sofia: the house's · system: those of the reader's device · serif: with feet, as in a book · wide: wide and open, easy for weak eyes. All but the first weigh nothing. */
export const LETTERS = ['sofia', 'system', 'serif', 'wide'] as const
export type Letters = (typeof LETTERS)[number]

const letterNames: Readonly<Record<Letters, () => string>> = {
  sofia: () => m.website_look_letters_sofia(),
  system: () => m.website_look_letters_system(),
  serif: () => m.website_look_letters_serif(),
  wide: () => m.website_look_letters_wide(),
}
export const lettersName = (letters: Letters): string => letterNames[letters]()

/** Fonts that devices have with both Cyrillic and Latin letters; what one lacks, the next draws. */
const STACKS: Readonly<Record<Exclude<Letters, 'sofia'>, string>> = {
  system: `system-ui,'Segoe UI',Roboto,'Noto Sans',sans-serif`,
  serif: `Georgia,'Noto Serif','Times New Roman',serif`,
  wide: `Verdana,'DejaVu Sans','Noto Sans',sans-serif`,
}

/**
 * How much smaller the names on the map are in these letters: there is room for so many of Sofia Sans, which is narrower than all of them. Sizes as in
 * ui/plate.css; none under 13 units.
 */
const NARROWED: Readonly<Record<Exclude<Letters, 'sofia'>, number>> = { system: 0.92, serif: 0.86, wide: 0.79 }
const PLATE_SIZES = [
  ['.plate .lab', 16.5],
  ['.plate .us', 19],
  ['.plate.one .lab', 27],
  ['.plate.one .us', 25],
] as const
const plateSheet = (letters: Exclude<Letters, 'sofia'>): string =>
  PLATE_SIZES.map(([which, size]) => `${which}{font-size:${Math.round(size * NARROWED[letters] * 10) / 10}px}`).join('')

/** `accent` as `#rrggbb`; null: the house's cobalt. `crest`: shown where the office has one (accounts/letterhead). */
export type Look = { readonly accent: string | null; readonly letters: Letters; readonly crest: boolean }
export const USUAL_LOOK: Look = { accent: null, letters: 'sofia', crest: true }

const HEX = /^#[0-9a-f]{6}$/
/** The cobalt of ui/theme.css: chosen, it is no choice. */
export const HOUSE_ACCENT = '#1f478f'

/** „#A5331F“, „a5331f“, „#a31“; the house's colour and '' are no choice. */
const accentField = z
  .string()
  .trim()
  .toLowerCase()
  .transform((typed) => (/^#?[0-9a-f]{3}$/.test(typed) ? typed.replace(/[0-9a-f]/g, '$&$&') : typed).replace(/^(?=[0-9a-f]{6}$)/, '#'))
  .refine((typed) => typed === '' || HEX.test(typed), { error: () => `m:${m.website_look_accent_wrong()}` })
  .transform((typed) => (typed === '' || typed === HOUSE_ACCENT ? null : typed))

export const lookForm = z.object({
  accent: accentField,
  letters: z.enum(LETTERS),
  crest: tickField,
  version: z.union([z.literal('0').transform(() => 0), versionField]),
})

export const lookSnapshot = z.object({ accent: z.string().regex(HEX).nullable(), letters: z.enum(LETTERS).catch('sofia'), crest: z.boolean() })

export const lookFieldWords = (): FieldWords[] => [
  {
    name: 'accent',
    label: m.website_look_accent(),
    show: (value) => (value === null ? m.website_look_accent_usual() : String(value)),
    object: m.website_look_object_accent(),
  },
  {
    name: 'letters',
    label: m.website_look_letters(),
    show: (value) => lettersName(z.enum(LETTERS).catch('sofia').parse(value)),
    object: m.website_look_object_letters(),
  },
  { name: 'crest', label: m.website_look_crest(), show: (value) => (value === true ? m.website_yes() : m.website_no()), object: m.website_look_object_crest() },
]

// ---- colours -------------------------------------------------------------------------------------------------------------

type Rgb = readonly [number, number, number]
/** Lightness 0–1 and two opponent axes: Oklab, https://bottosson.github.io/posts/oklab/, in which steps look alike to the eye. */
type Lab = readonly [number, number, number]

const rgbOf = (hex: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255) as unknown as Rgb
const hexOf = (rgb: Rgb): string =>
  `#${rgb
    .map((part) =>
      Math.round(Math.min(1, Math.max(0, part)) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
const linear = (part: number): number => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
const gamma = (part: number): number => (part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055)

function labOf(hex: string): Lab {
  const [r, g, b] = rgbOf(hex).map(linear) as unknown as Rgb
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const mm = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * mm - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * mm + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * mm - 0.808675766 * s,
  ]
}

function hexOfLab([lightness, a, b]: Lab): string {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const mm = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return hexOf([
    gamma(4.0767416621 * l - 3.3077115913 * mm + 0.2309699292 * s),
    gamma(-1.2684380046 * l + 2.6097574011 * mm - 0.3413193965 * s),
    gamma(-0.0041960863 * l - 0.7034186147 * mm + 1.707614701 * s),
  ])
}

const luminance = (hex: string): number => {
  const [r, g, b] = rgbOf(hex).map(linear) as unknown as Rgb
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** How far two colours stand apart, 1 to 21 (WCAG 2.2, contrast ratio). */
export function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (high + 0.05) / (low + 0.05)
}

/** What text must reach against what it stands on: WCAG 2.2, 1.4.3 (AA); EN 301 549, 9.1.4.3. */
export const LEAST_CONTRAST = 4.5
/** The papers of the site on which links stand, as in ui/theme.css: the default, the tinted, the sheet and the wash. */
export const PAPERS = { light: ['#fbf9f5', '#f5f1ea', '#ffffff', '#f1ece4'], dark: ['#171310', '#1d1814', '#211b17', '#2a231d'] } as const
const STEP = 0.004

/** The colour itself where it can be read on every paper, else the nearest darker (in the dark: lighter) one of the same hue that can. */
function mended(hex: string, scheme: 'light' | 'dark'): string {
  const [lightness, a, b] = labOf(hex)
  const towards = scheme === 'light' ? -STEP : STEP
  for (let at = lightness; at >= 0 && at <= 1; at += towards) {
    // Towards black and white there is less and less room for a hue.
    const room = scheme === 'light' ? Math.min(1, at / Math.max(lightness, 0.01)) : Math.min(1, (1 - at) / Math.max(1 - lightness, 0.01))
    const tried = at === lightness ? hex : hexOfLab([at, a * room, b * room])
    if (PAPERS[scheme].every((paper) => contrast(tried, paper) >= LEAST_CONTRAST)) return tried
  }
  return scheme === 'light' ? '#000000' : '#ffffff'
}

/** The accent as it is used on light and on dark paper. `own`: as it was chosen. */
export type Accent = { readonly own: string; readonly light: string; readonly dark: string }
export const accentOf = (hex: string): Accent => ({ own: hex, light: mended(hex, 'light'), dark: mended(hex, 'dark') })

const mixed = (hex: string, paper: string, share: number): string => {
  const [one, other] = [labOf(hex), labOf(paper)]
  return hexOfLab(one.map((part, index) => part * share + other[index]! * (1 - share)) as unknown as Lab)
}
const shifted = (hex: string, by: number): string => {
  const [lightness, a, b] = labOf(hex)
  return hexOfLab([Math.min(1, Math.max(0, lightness + by)), a, b])
}

/** The roles of Designsystemet's accent colour that the site uses. */
function rolesOf(hex: string, scheme: 'light' | 'dark'): string {
  const [paper] = PAPERS[scheme]
  const [away, ink] = scheme === 'light' ? ([-1, '#ffffff'] as const) : ([1, '#000000'] as const)
  const roles: readonly (readonly [string, string])[] = [
    ['background-tinted', mixed(hex, paper, 0.06)],
    ['surface-tinted', mixed(hex, paper, 0.12)],
    ['surface-hover', mixed(hex, paper, 0.2)],
    ['surface-active', mixed(hex, paper, 0.28)],
    ['border-subtle', mixed(hex, paper, 0.4)],
    ['border-default', mixed(hex, paper, 0.75)],
    ['border-strong', hex],
    ['text-subtle', hex],
    ['text-default', shifted(hex, away * 0.12)],
    ['base-default', hex],
    ['base-hover', shifted(hex, away * 0.06)],
    ['base-active', shifted(hex, away * 0.12)],
    ['base-contrast-subtle', ink],
    ['base-contrast-default', ink],
  ]
  return roles.map(([role, value]) => `--ds-color-accent-${role}:${value}`).join(';')
}

/** The sheet of a look, less than a kilobyte; '' where the house's own look holds. */
export function sheetOf({ accent, letters }: Pick<Look, 'accent' | 'letters'>): string {
  const parts: string[] = []
  if (letters !== 'sofia') parts.push(`:root{--font:${STACKS[letters]}}${plateSheet(letters)}`)
  if (accent !== null) {
    const { light, dark } = accentOf(accent)
    parts.push(`:root,[data-color-scheme]{${rolesOf(light, 'light')}}@media (prefers-color-scheme:dark){[data-color-scheme='auto']{${rolesOf(dark, 'dark')}}}`)
  }
  return parts.join('\n')
}

/**
 * The name of a look's sheet in its address: what it is made of and a mark of what came out, so that it may be kept for ever and needs no question to the
 * database. null where there is nothing to say.
 */
export function sheetName(look: Pick<Look, 'accent' | 'letters'>): string | null {
  const sheet = sheetOf(look)
  if (sheet === '') return null
  return `${look.accent === null ? 'own' : look.accent.slice(1)}-${look.letters}-${createHash('sha256').update(sheet).digest('hex').slice(0, 8)}.css`
}

/** The look an address of a sheet names; null for any other name. */
export function lookOfSheet(name: string): Pick<Look, 'accent' | 'letters'> | null {
  const match = /^(own|[0-9a-f]{6})-([a-z]+)-[0-9a-f]{8}\.css$/.exec(name)
  const letters = LETTERS.find((one) => one === match?.[2])
  if (match === null || letters === undefined) return null
  const accent = match[1] === 'own' ? null : `#${match[1]}`
  return accent === null && letters === 'sofia' ? null : { accent, letters }
}
