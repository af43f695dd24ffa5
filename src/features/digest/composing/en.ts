// How the month is told in English, British spelling.
import { capitalised, lowered } from '#platform/texts/sentences.ts'
import { before, type Form, ofAll, ofEach, type Tongue } from './tongue.ts'

/** Bodies that take the article in running text: “the Embassy of Italy”. Names of towns, companies and schools take none. */
const BODY =
  /^(embassy|consulate|ministry|council|region|association|committee|chamber|federation|foundation|union|university of|institute of|agency|department|municipality|society)\b|\b(embassy|consulate|council|committee|chamber|association|foundation|federation|union|ministry|twinning committee)$/iu
const called = (text: string): string => (/^the\s/iu.test(text) || !BODY.test(text) ? text : `the ${text}`)

/** “the United Kingdom”, “the Netherlands”. */
const country = (name: string): string => (/^(?:United|Netherlands|Philippines)/u.test(name) ? `the ${name}` : name)

const IS_PHRASE = /^(in|on|at|for|by|before|after|during|under|with|from|as|to mark|near|outside|behind|over|among|between|within|inside)\s/iu
const ON = /^(the )?([\p{L}’'-]+ )*(square|street|bridge|avenue|boulevard|bank|island|stage|beach)$/iu
/** Where it was: a phrase stands as it is written, a building is “at”, a square “on”; a town is “in”. */
const IN = (text: string): string => {
  if (IS_PHRASE.test(text)) return lowered(text, 'en')
  if (ON.test(text)) return `on ${text}`
  return /^the\s/iu.test(text) || /\b(hall|park|museum|school|theatre|centre|library|church|stadium|hotel|gallery|airport|station|university)\b/iu.test(text)
    ? `at ${/^the\s/iu.test(text) ? lowered(text, 'en') : text}`
    : `in ${text}`
}

/** An occasion that is a phrase already stands as it is written, an invitation names who invited; anything else stands in quotation marks. */
const occasion: Form = ({ items }) => {
  const text = items[0]?.text ?? ''
  if (IS_PHRASE.test(text)) return lowered(text, 'en')
  const invited = /^(?:an )?invitation (?:from|of|by) (.+)$/iu.exec(text)
  return invited === null ? `on the occasion of “${text}”` : `at the invitation of ${invited[1]}`
}

/** “of Doiran’s”: s after anything but a plural. */
const possessive = (text: string): string => (/s$/iu.test(text) ? `${text}’` : `${text}’s`)

/** Letters from which on words are a sentence of somebody's rather than the name of a thing. */
const LONG = 90
const said: Form = ({ items }) => {
  const text = items[0]?.text ?? ''
  return (text.length > LONG && !text.includes('; ')) || /^\p{Lu}\p{Ll}/u.test(text) ? `“${capitalised(text, 'en')}”` : text
}

const forms = {
  in: ofAll(IN),
  within: ofEach((text) => (IS_PHRASE.test(text) ? lowered(text, 'en') : `in ${text}`)),
  theirs: ({ items, join }) => possessive(join(items.map(({ text }) => text))),
  a: ofAll(
    before([
      [/^(?:[aeio]|un(?!i)|u[^n])/iu, 'an '],
      [/^/, 'a '],
    ]),
  ),
  until: ofAll((text) => text.replace(/^by /u, 'until ')),
  said,
  occasion,
} as const satisfies Record<string, Form>

const ROLES = {
  mayor: 'Mayor',
  deputy_mayor: 'Deputy Mayor',
  council_chair: 'Chair of the Council',
  councillor: 'Councillor',
  ambassador: 'Ambassador',
  consul: 'Consul',
  diplomat: 'diplomat',
  minister: 'Minister',
  head_of_state: 'head of state',
  head_of_government: 'head of government',
  governor: 'Governor',
  official: '',
  business: '',
  academic: '',
  culture: '',
  clergy: '',
  association: '',
  other: '',
} as const
/** Posts that take “of” and whose they are: “Ango Angov (Mayor of Dojran)”; an ambassador is not one of the embassy. */
const OF: ReadonlySet<string> = new Set(['mayor', 'deputy_mayor', 'council_chair', 'governor'])

/** Whoever is sent speaks for the country, not for the house. */
const ENVOYS: ReadonlySet<string> = new Set(['ambassador', 'consul', 'diplomat'])
/** What each kind of mission is called. */
const MISSIONS = { embassy: 'Embassy', consulate: 'Consulate', general_consulate: 'Consulate General' } as const

export const ENGLISH: Tongue = {
  language: 'en',
  tag: 'en-GB',
  yearMark: '',
  monthOnce: 'first',
  between: ' ',
  when: {
    day: 'on {a}',
    days: 'from {a} to {b}',
    month: 'in {a}',
    year: 'in {a}',
    between: 'between {a} and {b}',
    betweenAbout: 'roughly between {a} and {b}',
    either: 'in {a} or {b}',
    about: 'around {a}',
    dueDay: 'by {a}',
    duePeriod: 'by the end of {a}',
    dueAbout: 'by around {a}',
  },
  numbers: {
    m: ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
    f: ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
    n: ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'],
  },
  whole: /^(?!To )\p{Lu}[^,]+ (?:promised|undertook|invited|plans?|planned|proposed|answered|agreed|will)(?=[ ,])/u,
  clause: /^to \p{L}/iu,
  called,
  types: { twinning: 'twinning', friendship: 'friendship', project: 'project partnership', contact: 'contact', honorary: 'honorary partnership' },
  forms,
  roles: ROLES,
  // In brackets behind the name: a list of people and posts set off by commas leaves open who is who.
  person: ({ name, words, role, of }) => {
    const post = words === '' ? ROLES[role] : words
    if (post === '') return name
    const sent = ENVOYS.has(role) && words === '' ? /^(?:the )?(?:Embassy|Consulate|Consulate General) of (.+)$/u.exec(of ?? '') : null
    if (sent !== null) return `${name} (${post} of ${sent[1]})`
    return OF.has(role) && of !== null && !/\sof\s/iu.test(post) ? `${name} (${post} of ${of})` : `${name} (${post})`
  },
  fields: {
    administration: 'local government',
    agriculture: 'agriculture',
    business: 'business',
    crafts: 'crafts',
    culture: 'culture',
    education: 'education',
    energy: 'energy',
    environment: 'the environment',
    eu_projects: 'European projects',
    health: 'health',
    heritage: 'cultural heritage',
    humanitarian: 'humanitarian aid',
    infrastructure: 'infrastructure',
    science: 'science',
    security: 'security',
    social: 'social work',
    sport: 'sport',
    tourism: 'tourism',
    water: 'water resources',
    youth: 'youth work',
  },
  topics: {
    agreement: 'agreement',
    aid: 'aid',
    business: 'business',
    cooperation: 'cooperation',
    event: 'event',
    exchange: 'exchange',
    project: 'project',
    visit: 'visit',
    other: '',
  },
  occasions: { town_day: 'the town day', festival: 'a festival' },
  mission: (kind, sent, host) => `the ${MISSIONS[kind]} of ${country(sent)}${host === null ? '' : ` in ${country(host)}`}`,
  kinds: {
    visit: 'visit',
    meeting: 'meeting',
    forum: 'forum',
    festival: 'festival',
    signing: 'signing',
    celebration: 'celebration',
    ceremony: 'ceremony',
    exhibition: 'exhibition',
    exchange: 'exchange',
    council_session: 'session of the municipal council',
    letter: 'letter',
    call: 'call',
    other: 'event',
  },
  patterns: {
    title: ['{home} and its partners: {month}', '{home} abroad and at home: {month}'],
    lead: [
      'In {month} the international calendar of {home} held {counts}.',
      '{counts}: such was {month} in the international life of {home}.',
      'The month in figures: in {month} {home} recorded {counts}.',
    ],
    'lead.quiet': ['In {month} no international event was recorded in {home}.', 'For {month} the international calendar of {home} records no event.'],
    'lead.countries': ['The contacts were with {countries}.', 'This month’s ties were with {countries}.'],
    'count.visit.incoming': ['{count|#n visit by guests|#n visits by guests}'],
    'count.visit.outgoing': ['{count|#n visit to partners|#n visits to partners}'],
    'count.visit.none': ['{count|#n visit|#n visits}'],
    'count.meeting': ['{count|#n meeting|#n meetings}'],
    'count.forum.incoming': ['{count|#n forum at home|#n forums at home}'],
    'count.forum.outgoing': ['{count|#n forum away|#n forums away}'],
    'count.forum.none': ['{count|#n forum|#n forums}'],
    'count.festival': ['{count|#n festival|#n festivals}'],
    'count.signing': ['{count|#n signing|#n signings}'],
    'count.celebration': ['{count|#n celebration with guests|#n celebrations with guests}'],
    'count.ceremony': ['{count|#n ceremony|#n ceremonies}'],
    'count.exhibition.incoming': ['{count|#n visiting exhibition|#n visiting exhibitions}'],
    'count.exhibition.outgoing': ['{count|#n exhibition shown to partners|#n exhibitions shown to partners}'],
    'count.exhibition.none': ['{count|#n exhibition|#n exhibitions}'],
    'count.exchange.incoming': ['{count|#n group received on an exchange|#n groups received on exchanges}'],
    'count.exchange.outgoing': ['{count|#n group sent on an exchange|#n groups sent on exchanges}'],
    'count.exchange.none': ['{count|#n exchange|#n exchanges}'],
    'count.council_session': ['{count|#n session of the municipal council|#n sessions of the municipal council}'],
    'count.letter.incoming': ['{count|#n letter received|#n letters received}'],
    'count.letter.outgoing': ['{count|#n letter sent|#n letters sent}'],
    'count.letter.none': ['{count|#n letter|#n letters}'],
    'count.call': ['{count|#n call|#n calls}'],
    'count.other': ['{count|#n other event|#n other events}'],
    'count.act': ['{count|#n symbolic act|#n symbolic acts}'],
    'count.promise.agreed': ['{count|#n undertaking agreed|#n undertakings agreed}'],
    'count.promise.planned': ['{count|#n plan|#n plans}'],
    'count.promise.proposed': ['{count|#n proposal|#n proposals}'],
    'count.promise.invited': ['{count|#n invitation|#n invitations}'],
    'heading.revival': ['A tie revived with {partners}', 'Together again with {partners}', '{partners}: the friendship resumes'],
    'heading.signing': ['A new signature with {partners}', 'An agreement with {partners}'],
    'heading.decision': ['A decision on the partnership with {partners}'],
    'heading.first_contact': ['A new acquaintance: {partners}', 'First steps with {partners}'],
    'heading.incoming': ['Guests from {partners}', '{partners} in {home}', 'Welcoming {partners}'],
    'heading.outgoing': ['{home} on the road: {partners}', 'A visit to {partners}'],
    'heading.anniversary': ['An anniversary with {partners}', '{partners}: years of friendship'],
    'heading.exchange': ['An exchange with {partners}'],
    'heading.act': ['A sign of friendship with {partners}'],
    'heading.promise': ['Agreed with {partners}'],
    'heading.plan': ['Looking ahead with {partners}'],
    'heading.other': ['Contacts with {partners}', '{partners}: what happened', 'Also this month'],
    'happened.visit.incoming': [
      '[{when} ]{home} welcomed a delegation from {partners}[ {occasion:occasion}][, together with {others}].',
      'A delegation from {partners} visited {home}[ {when}][ {occasion:occasion}][, together with {others}].',
      '[{when} ]guests from {partners} came to {home}[ {occasion:occasion}][, together with {others}].',
      '{home} was host to representatives of {partners}[ {when}][ {occasion:occasion}][, together with {others}].',
      '[{when} ]{home} received a visit[ {occasion:occasion}].',
    ],
    'happened.visit.outgoing': [
      '[{when} ]a delegation from {home} visited {partners}[ {occasion:occasion}][, with the participation of {others}].',
      'Representatives of {home} paid a visit to {partners}[ {when}][ {occasion:occasion}][, with the participation of {others}].',
      '{partners} received a delegation from {home}[ {when}][ {occasion:occasion}][, with the participation of {others}].',
      '[{when} ]a delegation from {home} went on a visit[ {place:in}][ {occasion:occasion}].',
    ],
    'happened.visit.none': [
      '[{when} ]there was a visit between {all}[ {place:in}][ {occasion:occasion}][, with the participation of {others}].',
      '[{when} ]a visit took place[ {place:in}][ {occasion:occasion}].',
    ],
    'happened.meeting': [
      '[{when} ]representatives of {home} and {partners} held a meeting[ {place:in}][ {occasion:occasion}][, with the participation of {others}].',
      '{home} had a meeting with {partners}[ {when}][ {place:in}][ {occasion:occasion}][, with the participation of {others}].',
      'A meeting brought together {all}[ {when}][ {place:in}][ {occasion:occasion}][, with the participation of {others}].',
      '[{when} ]a meeting took place[ {place:in}][ {occasion:occasion}].',
    ],
    'happened.forum.incoming': [
      '[{when} ]{home} was host to a forum with participants from {partners}[ {occasion:occasion}][, together with {others}].',
      'Participants from {partners} came to a forum in {home}[ {when}][ {occasion:occasion}][, together with {others}].',
      '[{when} ]a forum was held in {home}[ {occasion:occasion}].',
    ],
    'happened.forum.outgoing': [
      '[{when} ]{home} took part in a forum {partners:within}[ {occasion:occasion}][, together with {others}].',
      'Representatives of {home} attended a forum {partners:within}[ {when}][ {occasion:occasion}][, together with {others}].',
      '[{when} ]{home} took part in a forum[ {place:in}][ {occasion:occasion}].',
    ],
    'happened.forum.none': [
      '[{when} ]{all} took part in a joint forum[ {place:in}][ {occasion:occasion}][, together with {others}].',
      '[{when} ]a forum was held[ {place:in}][ {occasion:occasion}].',
    ],
    'happened.festival': [
      '[{when} ]{all} met at a festival[ {place:in}][ {occasion:occasion}][, together with {others}].',
      'A festival brought together {all}[ {when}][ {place:in}][ {occasion:occasion}][, together with {others}].',
      '[{when} ]a festival was held[ {place:in}][ {occasion:occasion}].',
    ],
    'happened.signing': [
      '[{when} ]{all} put their signatures to a document[ {place:in}][ {occasion:occasion}][, with the participation of {others}].',
      'A document was signed by {all}[ {when}][ {place:in}][ {occasion:occasion}][, with the participation of {others}].',
      '[{when} ]a document was signed[ {place:in}][ {occasion:occasion}].',
    ],
    'happened.celebration': [
      '[{when} ]{all} celebrated together[ {place:in}][ {occasion:occasion}][, with {others}].',
      'A celebration brought together {all}[ {when}][ {place:in}][ {occasion:occasion}][, with {others}].',
      '[{when} ]a celebration was held[ {place:in}][ {occasion:occasion}].',
    ],
    'happened.ceremony': [
      '[{when} ]a ceremony was held with {partners}[ {place:in}][ {occasion:occasion}][, with the participation of {others}].',
      'A ceremony brought together {all}[ {when}][ {place:in}][ {occasion:occasion}][, with the participation of {others}].',
      '[{when} ]a ceremony was held[ {place:in}][ {occasion:occasion}].',
    ],
    'happened.exhibition.incoming': [
      '[{when} ]{home} was host to an exhibition from {partners}[ {occasion:occasion}][, together with {others}].',
      'An exhibition from {partners} was on show in {home}[ {when}][ {occasion:occasion}][, together with {others}].',
      '[{when} ]an exhibition was on show in {home}[ {occasion:occasion}].',
    ],
    'happened.exhibition.outgoing': [
      '[{when} ]{home} presented an exhibition {partners:within}[ {occasion:occasion}][, together with {others}].',
      '[{when} ]{home} presented an exhibition[ {place:in}][ {occasion:occasion}].',
    ],
    'happened.exhibition.none': [
      '[{when} ]{all} presented a joint exhibition[ {place:in}][ {occasion:occasion}][, together with {others}].',
      '[{when} ]an exhibition was on show[ {place:in}][ {occasion:occasion}].',
    ],
    'happened.exchange.incoming': [
      '[{when} ]a group from {partners} came to {home} on an exchange[ {occasion:occasion}][, together with {others}].',
      '{home} received a group from {partners} on an exchange[ {when}][ {occasion:occasion}][, together with {others}].',
      '[{when} ]{home} received a group on an exchange[ {occasion:occasion}].',
    ],
    'happened.exchange.outgoing': [
      '[{when} ]a group from {home} went to {partners} on an exchange[ {occasion:occasion}][, together with {others}].',
      '[{when} ]a group from {home} went on an exchange[ {place:in}][ {occasion:occasion}].',
    ],
    'happened.exchange.none': [
      '[{when} ]an exchange took place between {all}[ {place:in}][ {occasion:occasion}][, with the participation of {others}].',
      '[{when} ]an exchange took place[ {place:in}][ {occasion:occasion}].',
    ],
    'happened.council_session': [
      '[{when} ]the municipal council held a session with {partners}[ {place:in}][ {occasion:occasion}][, with the participation of {others}].',
      '[{when} ]the municipal council held a session[ {place:in}][ {occasion:occasion}].',
    ],
    'happened.letter.incoming': [
      '[{when} ]{home} received a letter from {partners}[ {occasion:occasion}][, together with {others}].',
      'A letter from {partners} reached {home}[ {when}][ {occasion:occasion}][, together with {others}].',
      '[{when} ]{home} received a letter[ {occasion:occasion}].',
    ],
    'happened.letter.outgoing': [
      '[{when} ]{home} wrote to {partners}[ {occasion:occasion}][, together with {others}].',
      'A letter went from {home} to {partners}[ {when}][ {occasion:occasion}][, together with {others}].',
      '[{when} ]{home} sent a letter[ {occasion:occasion}].',
    ],
    'happened.letter.none': [
      '[{when} ]{all} exchanged letters[ {occasion:occasion}][, together with {others}].',
      '[{when} ]letters were exchanged[ {occasion:occasion}].',
    ],
    'happened.call': [
      '[{when} ]{all} spoke at a distance[ {occasion:occasion}][, with the participation of {others}].',
      '[{when} ]a call was held[ {occasion:occasion}].',
    ],
    'happened.other': [
      '[{when} ]{all} took part in a joint event[ {place:in}][ {occasion:occasion}][, together with {others}].',
      '[{when} ]an event with international participation was held[ {place:in}][ {occasion:occasion}].',
    ],
    'occasion.invitation': ['at the invitation of {partners}', 'by invitation'],
    'occasion.feast': ['on the occasion of a celebration'],
    'happened.titled': ['The event was “{title}”.', 'It stands in the calendar as “{title}”.'],
    people: ['Among those taking part {people|was|were} {people}.', '{people} took part.'],
    'people.both': ['Those taking part were {theirs}, and {ours}.', '{theirs} met {ours}.'],
    fields: [
      'The {fields|subject|subjects} of the contacts {fields|was|were} {fields}.',
      'The contacts concerned {fields}.',
      'Among the subjects {fields|was|were} {fields}.',
    ],
    'act.tree_planting': [
      '[{when} ]{all} planted a tree of friendship[ {place:in}].',
      'A tree of friendship was planted by {all}[ {when}][ {place:in}].',
      '[{when} ]a tree of friendship was planted[ {place:in}].',
    ],
    'act.gift': ['[{when} ]a symbolic gift was made between {all}[ {place:in}].', '[{when} ]a symbolic gift was made[ {place:in}].'],
    'act.award': ['[{when} ]an award was presented to mark the ties with {partners}[ {place:in}].', '[{when} ]an award was presented[ {place:in}].'],
    'act.monument': ['[{when} ]a memorial was unveiled to mark the ties with {partners}[ {place:in}].', '[{when} ]a memorial was unveiled[ {place:in}].'],
    'act.wreath': ['[{when} ]{all} laid a wreath[ {place:in}].', '[{when} ]a wreath was laid[ {place:in}].'],
    'act.guest_book': ['[{when} ]the guest book was signed to mark the ties with {partners}[ {place:in}].', '[{when} ]the guest book was signed[ {place:in}].'],
    'act.flag': ['[{when} ]a flag was raised to mark the ties with {partners}[ {place:in}].', '[{when} ]a flag was raised[ {place:in}].'],
    'act.other': ['[{when} ]{all} made a symbolic gesture[ {place:in}].', '[{when} ]a symbolic gesture was made[ {place:in}].'],
    'act.titled': ['The gesture is recorded as “{title}”.'],
    'step.first_contact': [
      '[{when} ]first contact was made with {partners}.',
      'First contact with {partners} was made[ {when}].',
      '[{when} ]{all} were in touch for the first time.',
    ],
    'step.intent.us': ['[{when} ]{home} declared its intention of closer ties with {partners}.'],
    'step.intent.them': ['[{when} ]{partners} declared {partners|its|their} intention of closer ties with {home}.'],
    'step.intent.both': ['[{when} ]{all} declared their intention of closer ties.', 'An intention of closer ties was declared by {all}[ {when}].'],
    'step.memorandum': [
      '[{when} ]{all} signed a memorandum[ (no. {number})][, valid {until:until}].',
      'A memorandum[ (no. {number})] was signed by {all}[ {when}][, valid {until:until}].',
    ],
    'step.council_decision.us': ['[{when} ]the municipal council of {home} took a decision[ (no. {number})] on the partnership with {partners}[ ({body})].'],
    'step.council_decision.them': ['[{when} ]the council of {partners} took a decision[ (no. {number})] on the partnership with {home}[ ({body})].'],
    'step.council_decision.both': ['[{when} ]the councils of {home} and {partners} took decisions[ (no. {number})] on the partnership[ ({body})].'],
    'step.state_notice': ['[{when} ]the State was notified of the partnership with {partners}[ (document no. {number})][ ({body})].'],
    'step.regional_approval': ['[{when} ]the partnership with {partners} was approved at regional level[ (document no. {number})][ ({body})].'],
    'step.state_approval': ['[{when} ]the partnership with {partners} was approved at State level[ (document no. {number})][ ({body})].'],
    'step.signing.us': ['[{when} ]{home} signed the agreement with {partners}[ (no. {number})][, valid {until:until}].'],
    'step.signing.them': ['[{when} ]{partners} signed the agreement with {home}[ (no. {number})][, valid {until:until}].'],
    'step.signing.both': [
      '[{when} ]{all} signed an agreement[ (no. {number})][, valid {until:until}].',
      'An agreement[ (no. {number})] was signed by {all}[ {when}][, valid {until:until}].',
    ],
    'step.renewal': ['[{when} ]{all} renewed their agreement[ (document no. {number})][, valid {until:until}].'],
    'step.lapse': ['[{when} ]contacts with {partners} ceased.'],
    'step.revival_letter.us': ['[{when} ]{home} proposed to {partners} that the tie be revived.'],
    'step.revival_letter.them': ['[{when} ]{partners} proposed to {home} that the tie be revived.'],
    'step.revival_letter.both': ['[{when} ]{all} proposed that the tie be revived.'],
    'step.revival_consent.us': ['[{when} ]{home} agreed that the tie with {partners} be revived.'],
    'step.revival_consent.them': ['[{when} ]{partners} agreed that the tie with {home} be revived.'],
    'step.revival_consent.both': ['[{when} ]{all} agreed that the tie be revived.'],
    'step.revival_plan': ['[{when} ]{all} adopted a plan for reviving the tie[ (no. {number})][, valid {until:until}].'],
    'step.revival': [
      '[{when} ]relations between {all} were resumed[ (document no. {number})][, valid {until:until}].',
      '{all} resumed their relations[ {when}][ (document no. {number})][, valid {until:until}].',
      '[{when} ]{home} resumed its relations with {partners}[ (document no. {number})][, valid {until:until}].',
    ],
    'step.type_change': [
      '[{when} ]the partnership with {partners} changed from {from:a} to {to:a}.',
      '[{when} ]the partnership with {partners} became one of another kind.',
    ],
    'step.end': ['[{when} ]the partnership with {partners} was ended[ (document no. {number})][ ({body})].'],
    'step.other': ['[{when} ]a further step was recorded in the partnership with {partners}[ (document no. {number})][ ({body})].'],
    'meaning.break': ['This ended a break of {years|#n year|#n years}.', 'It came after a break of {years|#n year|#n years}.'],
    'meaning.break.about': ['This ended a break of about {years|#n year|#n years}.', 'It came after a break of about {years|#n year|#n years}.'],
    'meaning.anniversary': [
      'This year marks {years|#n year|#n years} since the signing with {partners} in {since}.',
      'The signing with {partners} dates from {since}, {years|#n year|#n years} ago.',
    ],
    'meaning.contact': [
      '{all} have known each other for {years|#n year|#n years}, since {since}.',
      'The tie with {partners} dates from {since}, {years|#n year|#n years} ago.',
    ],
    'meaning.known': [
      'The signing with {partners} dates from {since}, {years|#n year|#n years} ago.',
      'It is {years|#n year|#n years} since the signing with {partners} in {since}.',
    ],
    'meaning.anniversary.about': ['The signing with {partners} dates from around {since}, about {years|#n year|#n years} ago.'],
    'meaning.contact.about': ['The tie with {partners} dates from around {since}, about {years|#n year|#n years} ago.'],
    'meaning.known.about': ['The signing with {partners} dates from around {since}, about {years|#n year|#n years} ago.'],
    'meaning.fields': ['Cooperation with {partners} covers {fields}.', 'The {fields|field|fields} shared with {partners} {fields|is|are} {fields}.'],
    'meaning.stage.prospect': ['The tie with {partners} is still to begin.'],
    'meaning.stage.contact': ['{all} are now in contact.'],
    'meaning.stage.intent': ['Between {all} an intention has now been declared.'],
    'meaning.stage.deciding': ['The partnership with {partners} is now at the stage of official decisions.'],
    'meaning.stage.signed': ['The agreement with {partners} has now been signed by one side.'],
    'meaning.stage.active': ['The partnership with {partners} is now signed by both sides.'],
    'meaning.stage.expired': ['The term of what was signed with {partners} has run out.'],
    'meaning.stage.lapsed': ['The tie with {partners} has lapsed.'],
    'meaning.stage.reviving': ['It has been proposed to revive the tie with {partners}.'],
    'meaning.stage.renewed': ['The tie with {partners} is thus renewed.'],
    'meaning.stage.ended': ['The partnership with {partners} has ended.'],
    'promise.agreed.us': ['{home} undertook {clause}[ {due}].', '{home} gave an undertaking[ {due}]: {thing:said}.'],
    'promise.agreed.them': ['{partners} undertook {clause}[ {due}].', '{partners} gave an undertaking[ {due}]: {thing:said}.'],
    'promise.agreed.both': [
      '{all} agreed {clause}[ {due}].',
      'It was agreed between {all} {clause}[ {due}].',
      '{all} agreed[ {due}]: {thing:said}.',
      'What {all} agreed[ {due}]: {thing:said}.',
    ],
    'promise.planned.us': ['{home} plans {clause}[ {due}].', '{home} has a plan[ {due}]: {thing:said}.'],
    'promise.planned.them': ['{partners} {partners|plans|plan} {clause}[ {due}].', '{partners} {partners|has|have} a plan[ {due}]: {thing:said}.'],
    'promise.planned.both': ['{all} plan {clause}[ {due}].', '{all} have a plan[ {due}]: {thing:said}.', 'Planned between {all}[ {due}]: {thing:said}.'],
    'promise.proposed.us': ['{home} proposed {clause}[ {due}].', '{home} made a proposal[ {due}]: {thing:said}.'],
    'promise.proposed.them': ['{partners} proposed {clause}[ {due}].', '{partners} made a proposal[ {due}]: {thing:said}.'],
    'promise.proposed.both': [
      'It was proposed between {all} {clause}[ {due}].',
      'Proposed between {all}[ {due}]: {thing:said}.',
      'Between {all} a proposal was made[ {due}]: {thing:said}.',
    ],
    'promise.invited.us': ['{home} extended an invitation {clause}[ {due}].', '{home} extended an invitation[ {due}]: {thing:said}.'],
    'promise.invited.them': ['{partners} extended an invitation {clause}[ {due}].', '{partners} extended an invitation[ {due}]: {thing:said}.'],
    'promise.invited.both': ['{all} invited each other {clause}[ {due}].', '{all} invited each other[ {due}]: {thing:said}.'],
    'given.agreed.us': ['{home} gave {count|an undertaking|#n undertakings}[ to {partners}][ ({topics})][, due {due}].'],
    'given.agreed.them': ['{partners} gave {count|an undertaking|#n undertakings} to {home}[ ({topics})][, due {due}].'],
    'given.agreed.both': ['{all} agreed on {count|an undertaking|#n undertakings}[ ({topics})][, due {due}].'],
    'given.planned.us': ['{home} has {count|a plan|#n plans}[ with {partners}][ ({topics})][, due {due}].'],
    'given.planned.them': ['{partners} {partners|has|have} {count|a plan|#n plans} with {home}[ ({topics})][, due {due}].'],
    'given.planned.both': ['{all} share {count|a plan|#n plans}[ ({topics})][, due {due}].'],
    'given.proposed.us': ['{home} made {count|a proposal|#n proposals}[ to {partners}][ ({topics})][, due {due}].'],
    'given.proposed.them': ['{partners} made {count|a proposal|#n proposals} to {home}[ ({topics})][, due {due}].'],
    'given.proposed.both': ['Between {all} {count|a proposal was|#n proposals were} made[ ({topics})][, due {due}].'],
    'given.invited.us': ['{home} extended {count|an invitation|#n invitations}[ to {partners}][ ({topics})][, due {due}].'],
    'given.invited.them': ['{partners} extended {count|an invitation|#n invitations} to {home}[ ({topics})][, due {due}].'],
    'given.invited.both': ['{all} exchanged {count|an invitation|#n invitations}[ ({topics})][, due {due}].'],
    'kept.us': [
      '[{when} ]{home} kept its word to {partners}[: “{thing}”].',
      'The promise to {partners} was kept by {home}[ {when}][: “{thing}”].',
      '[{when} ]{home} kept its word[: “{thing}”].',
    ],
    'kept.them': ['[{when} ]{partners} kept {partners|its|their} word[: “{thing}”].', '[{when} ]a promise was kept[: “{thing}”].'],
    'kept.both': ['[{when} ]{all} did as they had agreed[: “{thing}”].', '[{when} ]an agreement was carried out[: “{thing}”].'],
    'ahead.event': [
      '[{when} ]there is to be {kind:a} with {partners}[ {place:in}]: “{title}”.',
      '{kind:a} with {partners} is expected[ {when}][ {place:in}]: “{title}”.',
      '[{when} ]there is to be {kind:a} with {partners}[ {place:in}].',
      '{kind:a} with {partners} is expected[ {when}][ {place:in}].',
      '[{when} ]there is to be {kind:a}[ {place:in}]: “{title}”.',
      '[{when} ]there is to be {kind:a}[ {place:in}].',
    ],
    'ahead.promise.agreed': [
      '[{due} ]there is a promise to keep with {partners}[: “{thing}”].',
      'The promise shared with {partners} is due {due}[: “{thing}”].',
      '[{due} ]there is a promise to keep[: “{thing}”].',
    ],
    'ahead.promise.planned': ['What is planned with {partners} is due {due}[: “{thing}”].', 'A plan is due {due}[: “{thing}”].'],
    'ahead.promise.proposed': ['What is proposed with {partners} is due {due}[: “{thing}”].', 'A proposal is due {due}[: “{thing}”].'],
    'ahead.promise.invited': ['The invitation shared with {partners} is due {due}[: “{thing}”].', 'An invitation is due {due}[: “{thing}”].'],
    'ahead.occasion': ['{name} ({partners}) falls {when}.', '{when} comes {name} ({partners}).', '{name} falls {when}.'],
    'ahead.anniversary': ['{when} it will be {years|#n year|#n years} since the signing with {partners}.'],
    closing: [
      'At the end of the month {home} has {partnerships|#n partnership|#n partnerships} in {countries|#n country|#n countries}.',
      '{partnerships|#n partnership|#n partnerships} in {countries|#n country|#n countries}: that is where {home} stands at the end of the month.',
    ],
    'closing.promises': [
      '{count|#n undertaking is still to be carried out|#n undertakings are still to be carried out}.',
      'Of what was agreed, {count|#n undertaking is|#n undertakings are} still open.',
    ],
    'closing.plans': ['Also open: {counts}.'],
  },
}
