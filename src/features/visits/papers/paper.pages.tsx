// The page of everything that is printed for a visit: in which languages, what is still untranslated, whose badges are missing or wrong.
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { m } from '#messages'
import { Tag } from '#ui/badges.tsx'
import { Select } from '#ui/fields.tsx'
import { Icon } from '#ui/icons.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section } from '#ui/tables.tsx'
import type { BadgeState } from './badge.ts'

/** A language with its name in the reader's: „френски“. */
export type LanguageChoice = { readonly value: string; readonly label: string }

export type PapersPageProps = {
  readonly shell: Shell
  readonly id: string
  readonly title: string
  readonly languages: readonly LanguageChoice[]
  readonly first: LanguageChoice
  /** null: papers in one language. */
  readonly second: LanguageChoice | null
  readonly items: number
  readonly gaps: readonly { readonly language: LanguageChoice; readonly missing: number; readonly stale: number }[]
  readonly seatings: readonly { readonly id: string; readonly title: string }[]
  /** Languages by their names. */
  readonly letters: readonly {
    readonly id: string
    readonly title: string
    readonly languages: readonly string[]
    /** Something is said in one of its languages only, or a translation is older than the original. */
    readonly uneven: boolean
    readonly stale: boolean
  }[]
  readonly badges: {
    readonly coming: number
    /** Of these, who has a name that can be printed. */
    readonly printable: number
    readonly current: number
    readonly toPrint: number
    /** „12 октомври 2026 г., 11:40“; null while none was printed. */
    readonly last: string | null
    readonly wrong: readonly WrongBadge[]
    /** Who comes and has no name yet, by their posts. */
    readonly nameless: readonly { readonly id: string; readonly name: string }[]
  }
}

const Paper = ({ title, hint, note, children }: { readonly title: string; readonly hint: string; readonly note?: Child; readonly children: Child }) => (
  <li>
    <div>
      <h3>{title}</h3>
      <p class="sub">{hint}</p>
      {note}
    </div>
    <div class="row">{children}</div>
  </li>
)

const File = ({ href, text, what }: { readonly href: string; readonly text: string; readonly what: string }) => (
  <a class="ds-button" data-variant="secondary" data-size="sm" href={href} aria-label={`${text}: ${what}`}>
    {text}
  </a>
)

export const PapersPage = (props: PapersPageProps) => {
  const { shell, id, title, languages, first, second, items, gaps, badges } = props
  const chosen = { first: first.value, second: second?.value ?? 'none' }
  const href = (paper: string, query: Record<string, string> = {}): string => addresses.visitPaper({ id, paper }, { ...chosen, ...query })
  const programmeTitle =
    second === null ? m.papers_programme_one({ language: first.label }) : m.papers_programme_both({ first: first.label, second: second.label })
  return (
    <OfficePage
      shell={shell}
      title={m.papers_title({ title })}
      nav="events"
      crumbs={[{ text: m.visits_title(), href: addresses.visits() }, { text: title, href: addresses.visit({ id }) }, { text: m.papers_crumb() }]}
    >
      <div class="stack-lg papers">
        <form class="filters" method="get" action={addresses.visitPapers({ id })} aria-label={m.papers_languages()}>
          <Select name="first" label={m.papers_first_language()} options={languages} value={first.value} />
          <Select
            name="second"
            label={m.papers_second_language()}
            options={[{ value: 'none', label: m.papers_one_language() }, ...languages]}
            value={chosen.second}
          />
          <button class="ds-button" data-variant="secondary">
            {m.papers_choose()}
          </button>
        </form>
        <Section id="programme" title={m.papers_programme()}>
          {items === 0 ? (
            <p>
              {m.papers_empty_programme()} <a href={addresses.programme({ id })}>{m.papers_empty_programme_link()}</a>
            </p>
          ) : (
            <ul class="paper-list">
              <Paper
                title={programmeTitle}
                hint={second === null ? m.papers_programme_hint_one() : m.papers_programme_hint()}
                note={gaps.flatMap(({ language, missing, stale }) => [
                  missing === 0 ? null : (
                    <p class="note">
                      {m.papers_gap_missing({ count: missing, language: language.label })} <a href={addresses.programme({ id })}>{m.papers_gap_link()}</a>
                    </p>
                  ),
                  stale === 0 ? null : (
                    <p class="note">
                      {m.papers_gap_stale({ count: stale, language: language.label })} <a href={addresses.programme({ id })}>{m.papers_gap_link()}</a>
                    </p>
                  ),
                ])}
              >
                <File href={href('programme.pdf')} text={m.papers_pdf()} what={programmeTitle} />
                <File href={href('programme.docx')} text={m.papers_word()} what={programmeTitle} />
              </Paper>
              {[first, ...(second === null ? [] : [second])].map((language) => {
                const what = m.papers_pocket({ language: language.label })
                return (
                  <Paper title={what} hint={m.papers_pocket_hint()}>
                    <File href={href('pocket.pdf', { first: language.value })} text={m.papers_pocket_pages()} what={what} />
                    <File href={href('booklet.pdf', { first: language.value })} text={m.papers_pocket_folded()} what={what} />
                  </Paper>
                )
              })}
            </ul>
          )}
        </Section>
        <Section id="people" title={m.papers_people()}>
          {badges.coming === 0 && badges.wrong.length === 0 ? (
            <p>
              {m.papers_nobody()} <a href={addresses.visitDelegations({ id })}>{m.papers_nobody_link()}</a>
            </p>
          ) : (
            <PeoplePapers {...props} href={href} />
          )}
        </Section>
        <Section id="protocol" title={m.papers_protocol()}>
          <ul class="paper-list">
            <Paper title={m.papers_flags()} hint={m.papers_flags_hint()}>
              <File href={addresses.visitFlags({ id }, chosen)} text={m.papers_pdf()} what={m.papers_flags()} />
            </Paper>
            {props.seatings.map((seating) => {
              const what = m.papers_seating({ title: seating.title })
              return (
                <Paper title={what} hint={m.papers_seating_hint()}>
                  <File href={addresses.seatingPlan({ id, seating: seating.id }, chosen)} text={m.papers_pdf()} what={what} />
                </Paper>
              )
            })}
            {props.letters.map((letter) => (
              <Paper
                title={m.papers_letter({ title: letter.title })}
                hint={letter.languages.join(', ')}
                note={
                  letter.uneven || letter.stale ? (
                    <p class="note">
                      {[letter.uneven ? m.papers_letter_uneven() : '', letter.stale ? m.papers_letter_stale() : ''].filter((part) => part !== '').join(' ')}{' '}
                      <a href={`${addresses.visitLetter({ id, letter: letter.id })}#gaps`}>{m.papers_letter_look()}</a>
                    </p>
                  ) : null
                }
              >
                <LetterFiles id={id} letter={letter.id} title={letter.title} several={letter.languages.length > 1} />
              </Paper>
            ))}
          </ul>
        </Section>
      </div>
    </OfficePage>
  )
}

/** In the head of a dossier. */
export const PapersButton = ({ href }: { readonly href: string }) => (
  <a class="ds-button" data-variant="secondary" href={href}>
    <Icon name="print" />
    {m.papers_open()}
  </a>
)

export type WrongBadge = { readonly id: string; readonly name: string; readonly state: BadgeState }

/** Badges that were printed and no longer say what is true; nothing where all do. `more` leads on. */
export const WrongBadges = ({ wrong, more }: { readonly wrong: readonly WrongBadge[]; readonly more?: Child }) =>
  wrong.length === 0 ? null : (
    <div class="note">
      <p>
        {m.papers_badges_to_mend()} {more}
      </p>
      <ul>
        {wrong.map(({ name, state }) => (
          <li>
            {name} <Tag tone={state === 'gone' ? 'late' : 'soon'}>{state === 'gone' ? m.papers_badges_gone() : m.papers_badges_changed()}</Tag>
          </li>
        ))}
      </ul>
    </div>
  )

const PeoplePapers = ({ shell, id, first, second, badges, href }: PapersPageProps & { readonly href: (paper: string) => string }) => (
  <ul class="paper-list">
    <Paper
      title={m.papers_badges()}
      hint={m.papers_badges_hint()}
      note={
        <>
          <p>
            {m.papers_badges_counts({ printed: badges.current, all: badges.coming })}{' '}
            {badges.toPrint === 0 ? null : m.papers_badges_missing_count({ count: badges.toPrint })}{' '}
            {badges.last === null ? null : m.papers_badges_last({ when: badges.last })}
          </p>
          <WrongBadges wrong={badges.wrong} />
          {badges.nameless.length === 0 ? null : (
            <div class="note">
              <p>{m.papers_badges_nameless({ count: badges.nameless.length })}</p>
              <ul>
                {badges.nameless.map((one) => (
                  <li>{shell.role === 'officer' ? <a href={addresses.delegateEdit({ id, delegate: one.id })}>{one.name}</a> : one.name}</li>
                ))}
              </ul>
            </div>
          )}
          {shell.role === 'officer' && badges.printable > 0 ? <p class="sub">{m.papers_badges_marks()}</p> : null}
        </>
      }
    >
      {badges.printable === 0 ? null : (
        <>
          {shell.role === 'officer' ? (
            <form method="post" action={addresses.visitBadges({ id })} target="_blank" class="row">
              <input type="hidden" name="first" value={first.value} />
              <input type="hidden" name="second" value={second?.value ?? 'none'} />
              {badges.toPrint > 0 && badges.toPrint < badges.printable ? (
                <button class="ds-button" data-size="sm" name="which" value="missing">
                  <Icon name="print" />
                  {m.papers_badges_print_missing({ count: badges.toPrint })}
                </button>
              ) : null}
              <button class="ds-button" data-size="sm" data-variant={badges.toPrint === badges.printable ? undefined : 'secondary'} name="which" value="all">
                {badges.toPrint === badges.printable ? <Icon name="print" /> : null}
                {m.papers_badges_print_all({ count: badges.printable })}
              </button>
            </form>
          ) : null}
          <File href={href('badges.pdf')} text={m.papers_badges_look()} what={m.papers_badges()} />
        </>
      )}
    </Paper>
    {badges.coming === 0 ? null : (
      <>
        {badges.printable === 0 ? null : (
          <Paper title={m.papers_cards()} hint={m.papers_cards_hint()}>
            <File href={href('table-cards.pdf')} text={m.papers_pdf()} what={m.papers_cards()} />
          </Paper>
        )}
        <Paper title={m.papers_delegations()} hint={m.papers_delegations_hint()}>
          <File href={href('delegations.pdf')} text={m.papers_pdf()} what={m.papers_delegations()} />
        </Paper>
        <Paper title={m.papers_rooms()} hint={m.papers_rooms_hint()}>
          <File href={href('rooms.pdf')} text={m.papers_pdf()} what={m.papers_rooms()} />
        </Paper>
        {shell.role === 'officer' ? (
          <Paper title={m.papers_rooms_special()} hint={m.papers_rooms_special_hint()}>
            <File
              href={addresses.visitRoomsSpecial({ id }, { first: first.value, second: second?.value ?? 'none' })}
              text={m.papers_pdf()}
              what={m.papers_rooms_special()}
            />
          </Paper>
        ) : null}
      </>
    )}
  </ul>
)

/** A letter as it is printed: side by side where it is in two languages, or one after the other. */
export const LetterFiles = ({
  id,
  letter,
  title,
  several,
}: {
  readonly id: string
  readonly letter: string
  readonly title: string
  readonly several: boolean
}) => {
  const href = (paper: string): string => addresses.visitLetterPaper({ id, letter, paper })
  return (
    <>
      {several ? <File href={href('beside.pdf')} text={m.papers_letter_beside()} what={title} /> : null}
      <File href={href('after.pdf')} text={several ? m.papers_letter_after() : m.papers_pdf()} what={title} />
      <File href={href(several ? 'beside.docx' : 'after.docx')} text={m.papers_word()} what={title} />
    </>
  )
}
