// Which way people travel: signs for coming and for going, each weighed by itself, and their sum.
import { foldLetters } from '#platform/names/transliteration.ts'
import { has } from './cues.ts'
import {
  follows,
  type Whereabouts,
  whereaboutsOf,
  hitsIn,
  isFrom,
  isLocated,
  isOfSent,
  isOurs,
  isTheirs,
  placedAt,
  type Setting,
  unparted,
} from './whereabouts.ts'
import { hanDirection } from './han/directions.ts'
import type { Stretch } from './names.ts'
import type { EventDraft } from './reading.ts'

export type Direction = EventDraft['direction']

/** Above this a score says that people come, below its negative that they go. */
export const CLEAR = 0.9
/** The way a score speaks for. */
export const directionOf = (score: number): Direction => {
  if (score > CLEAR) return 'incoming'
  return score < -CLEAR ? 'outgoing' : 'none'
}

/** An ambassador who is met comes to us, unless something says otherwise. */
export const OFFICIAL = 1.2
/** A place that is the goal of a going; and one that is somebody's whose going it is, which says the contrary. */
const GOAL = 3
const OF_POST = 2.5
/** Something takes place there. */
const PLACE = 2
/** „Общината“ is spoken of, nothing is said to be there. */
const HOME_WORD = 0.6
const INVITATION = 1.5
const HERE = 1.4
const THERE = 1.2
/** A word for coming or going. */
const VERB = 1.5
/** The same of guests: when they leave, the visit was one to us. */
const GUESTS_LEAVE = 0.2
/** They receive, or we do: the first says more. */
const THEY_HOST = 4
const WE_HOST = 2
const OWN_EMBASSY = 3
const OUR_PEOPLE_GO = 2
const THEIR_PEOPLE = 1.5
/** A delegation for the way of the town it is of. */
const ENVOYS = 1.2
/** People of ours: they are the ones who travel, unless more is said. */
const OURS = 1.2
const GUEST = 3

/** Where a clause ends for good; the full stops of „3. Juni“ and „зам.-кмета“ are none. */
const STOP = /[;:!?]|(?<!\d)\.(?=\s|$)/u
/** What parts two words less surely: a full stop or a colon, a colon only, or any comma. */
const POINT = /[.;:]/
const COLON = /[;:]/
const COMMA = /[,.;:]/

type Sided = { start: number; ours: boolean }
const sided = (all: readonly Stretch[], ours: boolean): Sided[] => all.map(({ start }) => ({ start, ours }))

/** The first of the places behind a word, near and in its clause. */
const firstBehind = ({ page }: Whereabouts, word: { readonly end: number }, places: readonly Sided[], reach: number, stop: RegExp): Sided | undefined =>
  places.filter((one) => follows(word, one, reach) && unparted(page, word, one, stop)).sort((a, b) => a.start - b.start)[0]

const sumOf = <One>(all: readonly One[], weight: (one: One) => number): number => all.reduce((sum, one) => sum + weight(one), 0)

/** By whose invitation one goes, there one goes: „по покана на кмета на Троян“. */
function byInvitation(where: Whereabouts): number {
  const { foreign, homeNames, homeWords, homeAdjectives } = where
  const places = [...sided(foreign, false), ...sided([...homeNames, ...homeWords, ...homeAdjectives], true)]
  return sumOf(hitsIn(where, where.language.invitation), (hit) => {
    const by = firstBehind(where, hit, places, 60, POINT)
    if (!by) return 0
    return by.ours ? INVITATION : -INVITATION
  })
}

/** The goal of a going: „посетиха Ерфурт“ goes there, „посещението на кмета на Троян“ is whose visit it is. */
function byGoal(where: Whereabouts): number {
  const { page, language, shapes, homePlaces, foreign, abroad, elsewhere, foreignTowns } = where
  const places = [...sided(homePlaces, true), ...sided([...foreign, ...abroad, ...elsewhere, ...foreignTowns], false)]
  return sumOf(hitsIn(where, language.goingTo), (hit) => {
    const goal = firstBehind(where, { end: hit.end - 2 }, places, 46, STOP)
    if (!goal) return 0
    const gap = page.fold.slice(hit.end, goal.start)
    // „гости от Х“; „boravila je u petak delegacija Izmislice“: the town of those who came
    const isWhose = shapes.from.test(`${gap} `) || [language.verbs, language.invitation, language.envoys ?? []].some((cues) => has(cues, language, gap))
    if (isWhose) return 0
    const toUs = goal.ours ? 1 : -1
    return language.roles.some(({ cues }) => has(cues, language, gap)) ? -toUs * OF_POST : toUs * GOAL
  })
}

/** Something takes place at home: „в Ловеч бе открита …“; or a home word stands there at least: „общината“. */
function atHome(where: Whereabouts): number {
  if ([...where.homePlaces, ...where.domestic].some((one) => isLocated(where, one))) return PLACE
  return where.oursByWord.length > 0 ? HOME_WORD : 0
}

/** Something takes place abroad: „в германския град бе открита …“. */
function abroad(where: Whereabouts): number {
  const { page, language, shapes, foreign, foreignPlaces, foreignTowns } = where
  // „Свищов, в България“ only says where the town lies
  const behindTown = (one: Stretch): boolean =>
    foreign.some((town) => town.end < one.start && follows(town, one, 22) && shapes.lying.test(page.fold.slice(town.end, one.start)))
  // where every noun is written large, a place nothing else is said of may be no place
  const elsewhere = language.names.largeNouns ? [] : where.elsewhere
  const places = [...foreignPlaces, ...foreignTowns, ...elsewhere, ...where.abroad.filter((one) => !behindTown(one))]
  return places.some((one) => isLocated(where, one)) ? -PLACE : 0
}

/** A word for where the partner is: „там“, “over there”. */
const byThere = ({ language, fold }: Whereabouts): number => (has(language.there, language, fold) ? -THERE : 0)

/** A word for where home is, unless of something of theirs: „тук“, „у нас“. */
const byHere = (where: Whereabouts): number => (hitsIn(where, where.language.here).some((hit) => !isTheirs(where, hit)) ? HERE : 0)

/** Words for coming: „пристигнаха“, „посрещна“; two of them at most. */
const byComing = (where: Whereabouts): number => Math.min(2, hitsIn(where, where.language.incoming).filter((hit) => !isOfSent(where.page, hit)).length) * VERB

/** Who receives: „Ерфурт ще приеме“, „Ловеч прие“. */
function byHost(where: Whereabouts): number {
  const { page, language, foreign, homeNames } = where
  return sumOf(hitsIn(where, language.hosting), (hit) => {
    const isHost = (one: Stretch): boolean => {
      if (one.end > hit.start) return false
      const gap = page.text.slice(one.end, hit.start)
      // „Мустинген, също побратимен град, ще приеме“
      if (/^,\s[^,.;:!?]{2,45},\s(?:\p{Ll}{1,10}\s)?$/u.test(gap)) return has(language.relations.twinned, language, foldLetters(gap))
      return gap.length < 14 && /^[\s\p{Ll}]*$/u.test(gap) && !/^\s?\p{L}{2,}\s\p{L}/u.test(gap)
    }
    if (foreign.some(isHost)) return -THEY_HOST
    return homeNames.some(isHost) ? WE_HOST : 0
  })
}

/** By whom one is received: „бяха посрещнати от кмета на Ерфурт“. */
function byReception(where: Whereabouts): number {
  const places = [...sided([...where.foreign, ...where.abroad], false), ...sided(where.homeNames, true)]
  return sumOf(hitsIn(where, where.language.hostedBy), (hit) => {
    const host = firstBehind(where, hit, places, 70, STOP)
    if (!host) return 0
    return host.ours ? WE_HOST : -THEY_HOST
  })
}

/** Home's people stand before a word for going: „ловчани посетиха …“. */
function ourPeopleGo(where: Whereabouts): number {
  const { language, homePeople } = where
  if (homePeople.length === 0) return 0
  const going = [...hitsIn(where, language.goingTo), ...hitsIn(where, language.outgoing)]
  return homePeople.some((one) => going.some((hit) => follows(one, hit, 60))) ? -OUR_PEOPLE_GO : 0
}

/** Words for going, two at most: „заминаха“; hardly any sign where guests leave: „румънците отпътуваха“. */
const byGoing = (where: Whereabouts): number =>
  -sumOf(hitsIn(where, where.language.outgoing).slice(0, 2), (hit) =>
    where.theirPeople.some((one) => follows(one, hit, 40) && unparted(where.page, one, hit, COLON)) ? GUESTS_LEAVE : VERB,
  )

/** Another country's embassy is met here: „посланикът на Германия“. */
const byEmbassy = ({ missions }: Whereabouts): number => (missions.length > 0 ? OFFICIAL : 0)

/** Whose the delegation is, they travel: „delegacija Izmislice“. */
function byEnvoys(where: Whereabouts): number {
  const { page, language, foreign, homeNames } = where
  return sumOf(hitsIn(where, language.envoys), (hit) => {
    const areOf = (one: Stretch): boolean => follows(hit, one, 36) && /^\s(?:\p{L}{4,16}\s){0,2}$/u.test(page.fold.slice(hit.end, one.start))
    if (foreign.some(areOf)) return ENVOYS
    return homeNames.some(areOf) ? -ENVOYS : 0
  })
}

/** Our own embassy is abroad, and so is who is its guest: „посолството ни в Рим прие“. */
const byOwnEmbassy = (where: Whereabouts): number =>
  where.ownMissions.some((one) => hitsIn(where, where.language.hosting).some((hit) => follows(one, hit, 60))) ? -OWN_EMBASSY : 0

/** People who come from a town of others: „ученици от Ерфурт“, “a Dolno choir”. */
function theirPeople(where: Whereabouts): number {
  const { page, language, foreign, people } = where
  const isOf = (hit: Stretch, town: Stretch): boolean =>
    follows(hit, town, 50) &&
    unparted(page, hit, town, COMMA) &&
    // „хорът се върна от Х“
    !has(language.outgoing, language, page.fold.slice(hit.end, town.start))
  const sends = (town: Stretch): boolean =>
    !isLocated(where, town) && (isFrom(where, town) || placedAt(where, town) !== null) && people.some((hit) => isOf(hit, town))
  const owns = (town: Stretch): boolean => people.some((hit) => follows(hit, town, 30) && where.shapes.ofWhom.test(page.fold.slice(hit.end, town.start)))
  const lends = (town: Stretch): boolean => people.some((hit) => follows(town, hit, 24) && /^ (?:\p{Ll}+ ){0,2}$/u.test(page.text.slice(town.end, hit.start)))
  return foreign.some((town) => sends(town) || owns(town)) || (language.names.attributive && foreign.some(lends)) ? THEIR_PEOPLE : 0
}

/** „изложба от Ерфурт“ comes from there. */
function theirShow(where: Whereabouts): number {
  const shows = hitsIn(where, where.language.events.find(({ kind }) => kind === 'exhibition')?.cues)
  const isShown = (town: Stretch): boolean => isFrom(where, town) && shows.some((hit) => follows(hit, town, 60) && unparted(where.page, hit, town, POINT))
  return where.foreign.some(isShown) ? THEIR_PEOPLE : 0
}

/** A delegation that comes from home is one that travels: „делегация от Ловеч“. */
const ourDelegation = (where: Whereabouts): number =>
  where.homeNames.some(
    (town) =>
      isFrom(where, town) &&
      where.people.some((hit) => has(where.language.delegation, where.language, hit.text) && follows(hit, town, 40) && unparted(where.page, hit, town, COMMA)),
  )
    ? -OURS
    : 0

/** „наши ученици“: unless more is said, they travel. */
const ourPeople = (where: Whereabouts): number => (where.people.some((hit) => isOurs(where.page, hit)) ? -OURS : 0)

/** Home's people by what they are called: „delegazione modellese“, „les Exemplonnais“; not „les familles exemplonnaises“. */
const ourDemonym = ({ page, language, people, homeDemonyms }: Whereabouts): number =>
  homeDemonyms.some((hit) => {
    const who = people.find((one) => follows(one, hit, 3))
    return who ? language.hostFamilies === undefined || !has(language.hostFamilies, language, who.text) : /\p{Lu}/u.test(page.text.charAt(hit.start))
  })
    ? -OURS
    : 0

/** Who is invited comes: „ha invitato i tedeschi“, „a invité Exemplon“. */
function byGuest(where: Whereabouts): number {
  const { page, language, shapes } = where
  const places = [...sided([...where.foreign, ...where.foreignAdjectives], false), ...sided(where.homeNames, true)]
  return sumOf(hitsIn(where, language.inviting), (hit) => {
    const guest = firstBehind(where, hit, places, 50, COMMA)
    if (!guest || shapes.into.test(page.fold.slice(hit.end, guest.start))) return 0
    return guest.ours ? -GUEST : GUEST
  })
}

/** Every sign looks at the whole stretch by itself. */
const SIGNS: readonly ((where: Whereabouts) => number)[] = [
  byInvitation,
  byGoal,
  atHome,
  abroad,
  byThere,
  byHere,
  byComing,
  byHost,
  byReception,
  ourPeopleGo,
  byGoing,
  byEmbassy,
  byEnvoys,
  byOwnEmbassy,
  theirPeople,
  theirShow,
  ourDelegation,
  ourPeople,
  ourDemonym,
  byGuest,
]

/** Letters below which no stretch says who comes or goes. */
const SHORTEST = 6

/** How much a stretch says for coming (above 0) or going: by the goal of a visit and where things happen first, then by who is said to come or go. */
export function directionScore(stretch: Stretch, setting: Setting): number {
  const { page, places, home, partners } = setting
  if (page.language.code === 'zh') return hanDirection(stretch, page, places, home, partners)
  if (stretch.end - stretch.start < SHORTEST) return 0
  const where = whereaboutsOf(stretch, setting)
  return sumOf(SIGNS, (sign) => sign(where))
}
