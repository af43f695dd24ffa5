// Small marks: a state's tag, the dot of a list, a country's flag, a place in the reader's script with its native name.
import type { Child } from 'hono/jsx'

export type TagTone = 'neutral' | 'accent' | 'late' | 'soon' | 'kept' | 'plum' | 'outline'
const TAG_COLOURS = { neutral: 'neutral', accent: 'accent', late: 'danger', soon: 'warning', kept: 'success', plum: 'plum', outline: 'neutral' } as const

export const Tag = ({ tone = 'neutral', children }: { readonly tone?: TagTone; readonly children: Child }) => (
  <span class="ds-tag" data-color={TAG_COLOURS[tone]} data-variant={tone === 'outline' ? 'outline' : undefined}>
    {children}
  </span>
)

/** Shape and colour together: diamond overdue, ring open, half disc asleep, full disc the rest. Words must stand beside it. */
export type DotState = 'late' | 'soon' | 'kept' | 'open' | 'sleep' | 'draft'
export const Dot = ({ state }: { readonly state: DotState }) => <span class="dot" data-s={state} aria-hidden="true"></span>

/** Drawn in pieces.css, in Designsystemet-free CSS: bands and three hand-made pictures. */
const DRAWN: ReadonlySet<string> = new Set([
  'at',
  'be',
  'bg',
  'cn',
  'de',
  'ee',
  'eu',
  'fr',
  'hu',
  'ie',
  'it',
  'jp',
  'lt',
  'me',
  'mk',
  'nl',
  'pl',
  'ro',
  'rs',
  'ru',
  'ua',
])

/** The flag of any country (ISO 3166-1 alpha-2, any case); those not drawn show their two letters. Decoration: the country's name stands in words. */
export const Flag = ({ country }: { readonly country: string }) => {
  const code = country.toLowerCase()
  return DRAWN.has(code) ? (
    <span class="flag" data-c={code} aria-hidden="true"></span>
  ) : (
    <span class="iso" aria-hidden="true">
      {country.toUpperCase()}
    </span>
  )
}

export type PlaceProps = {
  /** In the reader's script. */
  readonly name: string
  /** As its own people write it; left out when the same. */
  readonly native?: { readonly name: string; readonly lang: string } | undefined
  readonly country?: string | undefined
  readonly href?: string | undefined
}

/** „Джиндъджън · 景德镇“ with flag. Inside h1 the page head makes it large by itself. */
export const Place = ({ name, native, country, href }: PlaceProps) => (
  <span class="place">
    {country ? <Flag country={country} /> : null}
    {href ? (
      <a class="plain strong" href={href}>
        {name}
      </a>
    ) : (
      <span>{name}</span>
    )}
    {native && native.name !== name ? (
      <>
        {/* Copied or read aloud, the two are two words. */}{' '}
        <span class="native" lang={native.lang}>
          {native.name}
        </span>
      </>
    ) : null}
  </span>
)
