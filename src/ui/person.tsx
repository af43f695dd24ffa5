// A person as a chip: initials, name, post, and how fresh that knowledge is.
import type { Child } from 'hono/jsx'

/** What stands before a name and is none of it. */
const TITLE = /^(?:(?:Mme|Mlle|MM|Mr|Mrs|Ms|Dr|Prof|Ing|Sig|Sig\.ra|Dott|Dott\.ssa|Hr|Fr|Г-н|Г-жа|Д-р|Доц|Проф|Инж|Арх|Акад)\.?|Herr|Frau)$/u

/** „Донка Петрова“ → „ДП“; titles and small words do not count; one name gives one letter, none „?“. */
export const initials = (name: string): string => {
  const all = name
    .trim()
    .split(/\s+/)
    .filter((word) => /^\p{Lu}|^\p{Lo}/u.test(word))
  // „M.“ before two names is Monsieur, before one it may be a name.
  const titles = all.findIndex((word, at) => !(TITLE.test(word) || (word === 'M.' && all.length - at > 2)))
  const words = titles === -1 ? all : all.slice(titles)
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words
  return letters.map((word) => [...(word ?? '')][0]?.toLocaleUpperCase('bg') ?? '').join('') || '?'
}

export type PersonChipProps = {
  readonly name: string
  readonly href?: string | undefined
  /** Post and organisation in ready words. */
  readonly role?: Child
  /** e.g. „не е потвърждаван 25 месеца“; shown in ochre. */
  readonly stale?: string | undefined
  /** A former holder: dashed ring. */
  readonly past?: boolean | undefined
  readonly lang?: string | undefined
  /** Address of a small picture; without one the initials stand in its place. */
  readonly photo?: string | undefined
}

export const PersonChip = ({ name, href, role, stale, past, lang, photo }: PersonChipProps) => (
  <div class={past ? 'person past' : 'person'}>
    <span class="av" aria-hidden="true">
      {photo === undefined ? initials(name) : <img src={photo} alt="" width="72" height="72" />}
    </span>
    <span class="nm" lang={lang}>
      {href ? (
        <a class="plain" href={href}>
          {name}
        </a>
      ) : (
        name
      )}
    </span>
    {role || stale ? (
      <span class="rl">
        {role}
        {role && stale ? ' · ' : null}
        {stale ? <span class="soon">{stale}</span> : null}
      </span>
    ) : null}
  </div>
)
