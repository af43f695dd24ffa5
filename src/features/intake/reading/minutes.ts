// The meetings that minutes are of: the one held, and the next one.
import { has } from './cues.ts'
import { datesIn } from './dates.ts'
import { isWholeDay } from './days.ts'
import type { Page } from './page.ts'
import type { Told } from './retellings.ts'
import type { EventDraft, PartnerDraft } from './reading.ts'
import type { Scene } from './scenes.ts'
import { sentenceSpan, type Stage, whenOf } from './stage.ts'

/** Paragraphs of a document's head. */
const HEAD = 8
const TITLE_LINES = 4
/** Letters up to which a line of the head may say where they sat, and a line of the minutes when they will next. */
const PLACE_LINE = 110
const NEXT_LINE = 90

/** Whether a text calls itself minutes in its first lines. */
export const isMinutes = (page: Page): boolean =>
  page.paragraphs.slice(0, 2).some(({ start, end }) => end - start < 200 && has(page.language.minutes, page.language, page.fold.slice(start, end)))

/** Whether minutes are of our own council: partners are spoken of there, and not met. */
export const isOfCouncil = (page: Page): boolean =>
  page.paragraphs.slice(0, 3).some(({ start, end }) => has(page.language.councilMinutes, page.language, page.fold.slice(start, end)))

/** A sitting on a screen has no way and no place, one with a partner is there, any other at home. */
function sittingAt(where: 'screen' | 'there' | 'home', partner: PartnerDraft | undefined, homeName: string): Pick<EventDraft, 'direction' | 'place'> {
  if (where === 'screen') return { direction: 'none', place: null }
  return where === 'there' ? { direction: 'outgoing', place: partner?.name ?? null } : { direction: 'incoming', place: homeName }
}

/** The meeting that minutes are of: with whom their head names, on the first whole day, in the place it says. */
export function meetingHeld({ page, cast, scenes, published, homeName }: Stage): Told | null {
  const head = page.paragraphs.slice(0, HEAD)
  const to = head.at(-1)?.end ?? 0
  const found = head
    .flatMap(({ start, end }) => datesIn(page.fold.slice(start, end), start, page.language, published, false))
    .find(({ iso }) => isWholeDay(iso))
  const keys = [...new Set(cast.mentions.filter((one) => one.start < to).map((one) => one.key))].filter((key) =>
    cast.partners.some((one) => one.key === key && one.kind !== 'country'),
  )
  const first = scenes.find((scene) => scene.named.length > 0)
  if (!found || keys.length === 0 || !first) return null
  // the line that names one side alone says where they sat
  const sides = head
    .slice(1)
    .filter(({ start, end }) => end - start < PLACE_LINE)
    .map(({ start, end }) => {
      const inside = (one: { start: number }): boolean => one.start >= start && one.start < end
      return { ours: cast.homeMentions.some(inside), theirs: cast.mentions.some(inside) }
    })
  const where = sides.find(({ ours, theirs }) => ours !== theirs)?.theirs === true ? 'there' : 'home'
  // a long line further down tells of what was discussed
  const online = head.some(
    ({ start, end }, i) => (i < TITLE_LINES || end - start < PLACE_LINE) && has(page.language.online, page.language, page.fold.slice(start, end)),
  )
  const partner = cast.partners.find((one) => one.key === keys[0])
  return {
    ...(isOfCouncil(page)
      ? { kind: 'council_session', direction: 'none', place: homeName }
      : { kind: 'meeting', ...sittingAt(online ? 'screen' : where, partner, homeName) }),
    when: whenOf(page, found),
    with: keys,
    planned: false,
    evidence: [sentenceSpan(page, first)],
    dated: true,
  }
}

/** „Следващо заседание: 14 септември, Х.“: a line of minutes with a day to come, and where. */
export function meetingNext({ page, cast, homeName }: Stage, scene: Scene, held: EventDraft): Told | null {
  const { sentence } = scene
  const found = scene.dates.find(({ iso }) => (iso ?? '') > (held.when.iso ?? ''))
  if (held.kind === 'council_session' || !found || sentence.text.length > NEXT_LINE || !has(page.language.nextMeeting, page.language, sentence.fold))
    return null
  const inside = (one: { sentence: number }): boolean => one.sentence === sentence.index
  const theirs = cast.mentions.find((one) => inside(one) && held.with.includes(one.key))
  const ours = cast.homeMentions.some(inside)
  const online = has(page.language.online, page.language, sentence.fold)
  if (!online && ours === (theirs !== undefined)) return null
  const where = theirs ? 'there' : 'home'
  const partner = cast.partners.find(({ key }) => key === theirs?.key)
  return {
    kind: 'meeting',
    ...sittingAt(online ? 'screen' : where, partner, homeName),
    when: whenOf(page, found),
    with: held.with,
    planned: true,
    evidence: [sentenceSpan(page, scene)],
    dated: true,
  }
}
