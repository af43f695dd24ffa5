// The briefing as a paper: one sheet of A4 with faces; set smaller where much is known, never on a second sheet.
import { crestPicture, type OfficeOnPaper, paperHead } from '#features/accounts/letterhead/paper-head.ts'
import { SIDES, type Side } from '#features/commitments/commitment.ts'
import { eventDateInWords } from '#features/events/event.ts'
import { displayName, nativeOf } from '#features/organisations/naming.ts'
import { describedOrganisation } from '#features/organisations/organisation.ts'
import { withTitle } from '#features/organisations/people/person.ts'
import { signedSteps, stepInWords } from '#features/partnerships/handover.ts'
import { milestoneTitle } from '#features/partnerships/milestones/milestone.ts'
import { m } from '#messages'
import { dayInWords } from '#platform/dates.ts'
import type { Paper, Pictures } from '#platform/documents/typesetting.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { isEmptyText, type LocalText, reading } from '#platform/texts/local-text.ts'
import type { Worded } from '#platform/texts/paper-languages.ts'
import { initials } from '#ui/person.tsx'
import { itemStateName } from '../meeting.ts'
import type { ItemRow } from '../meeting.queries.ts'
import { wordsIn } from './briefing.ts'
import { MOST_LEFT, MOST_MEETINGS, MOST_PEOPLE, MOST_POINTS, MOST_PROMISES, MOST_SIGNED } from './setting.ts'
import { type BriefingShown, dated, giftInWords, SIDE_TITLES, stands, tieInWords, wordedHistory, wordedPerson, wordedPurpose, wordedTopics } from './wording.ts'

/** Id of the document that is a person's photo → its small picture (WebP). */
export type Faces = ReadonlyMap<string, Uint8Array>

/** Letters of a text on paper; who wants the rest has it on the screen. */
const MOST_LETTERS = 105
const cut = (text: string, most = MOST_LETTERS): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= most ? line : `${line.slice(0, most).replace(/\s+\S*$/, '')} …`
}

const here = (text: string): Worded => ({ text, language: currentLanguage() })
const said = (text: LocalText, most?: number): Worded => {
  const read = reading(text)
  return { text: cut(read.text, most), language: read.language }
}

/** Letters of a purpose: there may be four. */
const MOST_OF_PURPOSE = 160

/** A section: lines with something quiet below, or the words that nobody recorded any; `more` of how many are not shown. */
type Part = {
  readonly title: Worded
  readonly lines: readonly { readonly lead: Worded | null; readonly text: readonly Worded[]; readonly below: Worded | null; readonly late: boolean }[]
  readonly none: Worded
  readonly more: Worded | null
}
type Line = Part['lines'][number]
const line = (text: readonly Worded[], below = '', late = false, lead = ''): Line => ({
  lead: lead === '' ? null : here(lead),
  text,
  below: below === '' ? null : here(below),
  late,
})
function part(title: string, lines: readonly Line[], none: string, most: number): Part {
  const rest = lines.length - most
  return { title: here(title), lines: lines.slice(0, most), none: here(none), more: rest > 0 ? here(m.meetings_briefing_more({ count: rest })) : null }
}

const promised = (side: Side, { promises, today }: BriefingShown): Part =>
  part(
    SIDE_TITLES[side](),
    promises.filter(({ owedBy }) => owedBy === side).map((promise) => line([said(promise.text)], stands(promise, today), promise.standing === 'overdue')),
    m.meetings_briefing_promised_none(),
    MOST_PROMISES,
  )

const pointWords = ({ person, minutesPlanned }: ItemRow): string =>
  [
    ...(person === null ? [] : [withTitle(person.title, displayName(person))]),
    ...(minutesPlanned === null ? [] : [m.meetings_item_length({ count: minutesPlanned })]),
  ].join(' · ')

/** The paper in the reader's language. `faces` of those whose photo is at hand. */
export function briefingPaper(shown: BriefingShown, office: OfficeOnPaper, faces: Faces, at: Date): Paper {
  const { organisation, event, agenda, purpose, partnership, milestones, pastEvents, people, gifts, left, today } = shown
  const language = currentLanguage()
  // A sheet that stays in the house needs no address.
  const head = paperHead(office, [language])
  const name = displayName(organisation)
  const native = nativeOf(organisation)
  const opposite = people.slice(0, MOST_PEOPLE)
  const pictures: Pictures = Object.fromEntries(
    opposite.flatMap(({ photo }) => (photo === null || !faces.has(photo) ? [] : [[`${photo}.webp`, faces.get(photo)!]])),
  )
  const history = wordedHistory(shown)
  const leftItems = left.flatMap((meeting) => meeting.items.map((item) => ({ ...item, date: meeting.date })))
  const owed = SIDES.map((side) => ({ side, part: promised(side, shown) })).filter(({ side, part: { lines } }) => side !== 'both' || lines.length > 0)
  const topics = wordedTopics(shown, today)
  const words = wordsIn(organisation.nativeLanguage)
  return {
    template: 'features/meetings/briefing/briefing.typ',
    title: m.meetings_briefing_title({ name }),
    language,
    at,
    pictures: { ...crestPicture(office), ...pictures },
    data: {
      head: { crest: head.crest, sides: head.sides.map(({ name: who }) => ({ name: who, lines: [] })) },
      day: here(dayInWords(today)),
      kind: here(m.meetings_briefing()),
      name: here(name),
      native: native === undefined ? null : { text: native.name, language: native.lang },
      about: here(describedOrganisation(organisation)),
      meeting:
        event === null
          ? null
          : {
              title: here(m.meetings_briefing_meeting()),
              name: said(event.event.title),
              when: here([dated(event.event.date), event.place].filter((text) => text !== '').join(' · ')),
              purpose: wordedPurpose(purpose).map(({ name: of, text }) => ({
                name: here(`${of}:`),
                text: { text: cut(text.text, MOST_OF_PURPOSE), language: text.language },
              })),
              points: part(
                m.meetings_briefing_meeting(),
                agenda.map((item) => line([said(item.title, 85)], pointWords(item))),
                m.meetings_agenda_none(),
                MOST_POINTS,
              ),
            },
      topics: {
        title: here(topics.length === 0 ? m.meetings_briefing_topics_title() : m.meetings_briefing_topics({ count: topics.length })),
        none: here(shown.promises.length + left.length === 0 ? m.meetings_briefing_topics_none() : m.meetings_briefing_topics_on_agenda()),
        rows: topics.map(({ text, why }) => ({ text: here(cut(text, 140)), why: here(cut(why)) })),
      },
      left: [
        ...owed.map(({ part: one }) => one),
        part(
          m.meetings_briefing_last(),
          pastEvents.map((one) => line([said(one.title, 80)], '', false, eventDateInWords(one.date))),
          m.meetings_briefing_last_none(),
          MOST_MEETINGS,
        ),
        ...(leftItems.length === 0
          ? []
          : [
              part(
                m.meetings_left(),
                leftItems.map(({ title, state, date }) => line([said(title)], [dated(date), itemStateName(state)].join(' · '))),
                '',
                MOST_LEFT,
              ),
            ]),
      ],
      people: {
        title: here(m.meetings_briefing_people()),
        none: here(m.meetings_briefing_people_none()),
        more: people.length > MOST_PEOPLE ? here(m.meetings_briefing_more({ count: people.length - MOST_PEOPLE })) : null,
        rows: opposite.map((one) => {
          const { role, stale } = wordedPerson(one, today)
          return {
            name: here(one.name),
            initials: initials(one.name),
            role: here(cut(role)),
            stale: stale === undefined ? null : here(stale),
            face: one.photo !== null && faces.has(one.photo) ? `${one.photo}.webp` : null,
          }
        }),
      },
      right: [
        part(
          m.meetings_briefing_standing(),
          partnership === null || shown.standing === null || shown.shown === null
            ? []
            : [line([here(tieInWords(partnership, shown.standing))], shown.shown.reason)],
          m.meetings_briefing_no_partnership(),
          1,
        ),
        part(
          m.meetings_briefing_history(),
          history.map(({ when, what }) =>
            line([typeof what === 'string' ? here(cut(what)) : { text: cut(what.text), language: what.language }], '', false, when),
          ),
          m.meetings_briefing_history_none(),
          5,
        ),
        ...(partnership === null
          ? []
          : [
              part(
                m.meetings_briefing_signed(),
                signedSteps(milestones, today)
                  .toReversed()
                  .map((step) => line([here(cut(milestoneTitle(step)))], stepInWords(step, today))),
                m.meetings_briefing_signed_none(),
                MOST_SIGNED,
              ),
            ]),
        part(
          m.meetings_briefing_gifts(),
          gifts.map((gift) => line([said(gift.what)], giftInWords(gift))),
          m.meetings_briefing_gifts_none(),
          gifts.length,
        ),
      ],
      avoid: {
        title: here(m.meetings_briefing_avoid()),
        text: partnership === null || isEmptyText(partnership.avoid) ? null : said(partnership.avoid, 200),
        none: here(m.meetings_briefing_avoid_none()),
      },
      words:
        words.length === 0
          ? null
          : {
              title: here(m.meetings_briefing_words()),
              rows: words.map(({ theirs, language: of, ours }) => ({ theirs: { text: theirs, language: of }, ours: here(ours) })),
            },
    },
  }
}
