// The lists of a visit: delegations by precedence, who sleeps where, flags and anthems.
import { crestPicture, type OfficeOnPaper, paperHead } from '#features/accounts/letterhead/paper-head.ts'
import { dayIn } from '#platform/clock.ts'
import type { PaperHead } from '#platform/documents/head.ts'
import type { Paper } from '#platform/documents/typesetting.ts'
import { hourOnPaper, type Worded } from '#platform/texts/paper-languages.ts'
import { isNameless, type PaperDelegate } from './name-cards.ts'
import { nativeLanguageOf, type Tongue, tongueOf, type Words } from './tongue.ts'

export type ListHead = {
  readonly office: OfficeOnPaper
  /** The visit. */
  readonly title: Words
  /** YYYY-MM-DD. */
  readonly from: string
  readonly until: string
  readonly languages: readonly [string] | readonly [string, string]
  /** IANA, of the office: for the moment the paper was made and for arrivals. */
  readonly zone: string
  readonly at: Date
}

export type PaperMember = PaperDelegate & {
  readonly isHead: boolean
  readonly arrivesAt: Date | null
  /** As told: flight, train, by car. */
  readonly arrival: string
  readonly leavesAt: Date | null
  readonly departure: string
  readonly room: '' | 'single' | 'double' | 'suite' | 'none'
  readonly lodging: string
  readonly roomWith: string
  /** What they eat and need: special data, only on papers for officers. */
  readonly diet: string
  readonly needs: string
}

export type Head = {
  /** In the first language. */
  readonly head: PaperHead
  readonly heading: readonly Worded[]
  readonly name: readonly Worded[]
  readonly span: readonly Worded[]
  readonly asOf: Worded
}

/** What every list says at its head, in each of its languages. */
export function headOf({ office, title, from, until, zone, at }: ListHead, tongues: readonly Tongue[], heading: (tongue: Tongue) => string): Head {
  const first = tongues[0]!
  return {
    head: paperHead(office, [first.language]),
    heading: tongues.map((tongue) => tongue.word(heading(tongue))),
    name: tongues.flatMap((tongue) => tongue.said(title) ?? []),
    span: tongues.map((tongue) => tongue.days(from, until)),
    asOf: first.word(`${first.labels.asOf} ${first.day(dayIn(at, zone)).text}${first.comma}${hourOnPaper(at, zone)}`),
  }
}

/** The name as its bearer writes it and as each language reads it, none twice; who has no name yet is called by their post, as on the screen. */
export function namesOf(delegate: PaperDelegate, tongues: readonly Tongue[]): Worded[] {
  if (isNameless(delegate)) {
    const post = linesOf(delegate.role, tongues)
    return post.length > 0 ? post : [tongues[0]!.word(UNKNOWN)]
  }
  const native = delegate.nativeName.trim()
  const all = [...tongues.map((tongue) => tongue.named(delegate)), ...(native === '' ? [] : [{ text: native, language: nativeLanguageOf(delegate) }])]
  const title = delegate.title.trim()
  return all
    .filter(({ text }, index) => all.findIndex((one) => one.text === text) === index)
    .map((name, index) => (index === 0 && title !== '' ? { ...name, text: `${title} ${name.text}` } : name))
}

/** Nomen nescio: the name is not known, in the language of no side. */
const UNKNOWN = 'N. N.'

/** The texts of a line in each language; where none of these was written, in the one there is. */
export function linesOf(words: Words, tongues: readonly Tongue[]): Worded[] {
  const said = tongues.flatMap((tongue) => tongue.said(words) ?? [])
  if (said.length > 0) return said
  const any = tongues[0]!.saidSomehow(words)
  return any === null ? [] : [any]
}

export type DelegationsInput = ListHead & { readonly hosts: readonly PaperMember[]; readonly guests: readonly PaperMember[]; readonly guestsFirst?: boolean }

/** Both delegations, each in its order of precedence as given, in the languages of the visit. */
export function delegationsPaper(input: DelegationsInput): Paper {
  const tongues = input.languages.map((language) => tongueOf(language))
  const head = headOf(input, tongues, ({ labels }) => labels.delegations)
  const side = (name: (tongue: Tongue) => string, members: readonly PaperMember[]) => ({
    names: tongues.map((tongue) => tongue.word(name(tongue))),
    members: members.map((member) => ({
      names: namesOf(member, tongues),
      marks: [
        ...(member.isHead ? [tongues.map(({ word, labels }) => word(labels.head))] : []),
        ...(member.isInterpreter ? [tongues.map(({ word, labels }) => word(labels.interpreter))] : []),
      ],
      role: isNameless(member) ? [] : linesOf(member.role, tongues),
      from: [...linesOf(member.organisation, tongues), ...(Object.keys(member.organisation).length > 0 ? [] : linesOf(member.town, tongues))],
    })),
  })
  const sides = [side(({ labels }) => labels.guests, input.guests), side(({ labels }) => labels.hosts, input.hosts)].filter(({ members }) => members.length > 0)
  return {
    template: 'features/visits/papers/delegations.typ',
    title: titleOf(head),
    language: input.languages[0],
    at: input.at,
    pictures: crestPicture(input.office),
    data: { ...head, heads: { name: wordOf(tongues, 'name'), post: wordOf(tongues, 'post'), from: wordOf(tongues, 'organisation') }, sides },
  }
}

export const titleOf = ({ heading, name }: Head): string => [heading[0], name[0]].flatMap((one) => one?.text ?? []).join(': ')

type Word = 'name' | 'post' | 'organisation' | 'arrival' | 'departure' | 'room' | 'sharesWith' | 'dietAndNeeds' | 'flagsOnly' | 'anthemsOnly' | 'whose'
const wordOf = (tongues: readonly Tongue[], label: Word): Worded[] => tongues.map(({ word, labels }) => word(labels[label]))

/** `12.10., 14:30 · FB 432`: short, in a column. */
function journeyOf(moment: Date | null, told: string, zone: string): string {
  const day = moment === null ? '' : dayIn(moment, zone)
  const short = moment === null ? '' : `${day.slice(8)}.${day.slice(5, 7)}., ${hourOnPaper(moment, zone)}`
  return [short, told.trim()].filter((part) => part !== '').join('\n')
}

export type RoomsInput = ListHead & {
  readonly members: readonly PaperMember[]
  /** Whether what people eat and need is shown: never on a paper that goes to all. */
  readonly special: boolean
}

/** Who sleeps where: by house, then in the given order; those who need no room stand last. Across the sheet. */
export function roomListPaper(input: RoomsInput): Paper {
  const tongues = input.languages.map((language) => tongueOf(language))
  const [tongue] = tongues
  const { labels, word } = tongue!
  const head = headOf(input, tongues, (one) => one.labels.accommodation)
  const houseOf = ({ room, lodging }: PaperMember): string => (room === 'none' ? labels.rooms.none : lodging.trim())
  const rank = (house: string): number => (house === labels.rooms.none ? 2 : house === '' ? 1 : 0)
  const houses = [...Map.groupBy(input.members, houseOf)].sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b, tongue!.language))
  return {
    template: 'features/visits/papers/rooms.typ',
    title: titleOf(head),
    language: input.languages[0],
    at: input.at,
    pictures: crestPicture(input.office),
    data: {
      ...head,
      special: input.special,
      heads: {
        name: word(labels.name),
        arrival: word(labels.arrival),
        departure: word(labels.departure),
        room: word(labels.room),
        sharesWith: word(labels.sharesWith),
        dietAndNeeds: word(labels.dietAndNeeds),
      },
      houses: houses.map(([house, members]) => ({
        name: word(house === '' ? labels.notLodged : house),
        count: String(members.length),
        members: members.map((member) => ({
          names: namesOf(member, tongues),
          arrival: journeyOf(member.arrivesAt, member.arrival, input.zone),
          departure: journeyOf(member.leavesAt, member.departure, input.zone),
          room: word(labels.rooms[member.room]),
          sharesWith: member.roomWith.trim(),
          special: input.special ? [member.diet, member.needs].map((text) => text.trim()).filter((text) => text !== '') : [],
        })),
      })),
    },
  }
}

export type FlagsInput = ListHead & {
  /** Whose flags stand, in their order: states, the Union, towns. */
  readonly flags: readonly Words[]
  /** Whose anthems are played, in their order. */
  readonly anthems: readonly Words[]
}

/** Flags and anthems, each in its order. */
export function flagsPaper(input: FlagsInput): Paper {
  const tongues = input.languages.map((language) => tongueOf(language))
  const head = headOf(input, tongues, ({ labels }) => labels.flags)
  const part = (label: 'flagsOnly' | 'anthemsOnly', whose: readonly Words[]) => ({
    names: wordOf(tongues, label),
    rows: whose.map((words) => linesOf(words, tongues)),
  })
  return {
    template: 'features/visits/papers/flags.typ',
    title: titleOf(head),
    language: input.languages[0],
    at: input.at,
    pictures: crestPicture(input.office),
    data: {
      ...head,
      whose: wordOf(tongues, 'whose'),
      parts: [part('flagsOnly', input.flags), part('anthemsOnly', input.anthems)].filter(({ rows }) => rows.length > 0),
    },
  }
}
