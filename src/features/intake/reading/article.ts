// A reading as one plain object for other programs: names instead of keys, the shape the intake command prints.
import { HOME, type Reading, type Span } from './reading.ts'

/**
 * The object printed by `pobratim intake --json`. Names in `with` and `of` are those of `partners`, or the home's. `spans` point into the text that was read;
 * with `text` given, a relation also quotes its sentence as `evidence`.
 */
export function toArticle(reading: Reading, text?: string) {
  const first = (spans: readonly Span[]): string | undefined => (text === undefined || !spans[0] ? undefined : text.slice(spans[0][0], spans[0][1]))
  const home = reading.home.place?.name ?? reading.home.name
  const names = new Map([[HOME, home], ...reading.partners.map((partner): [string, string] => [partner.key, partner.name])])
  const nameOf = (key: string): string => names.get(key) ?? key
  return {
    lang: reading.language,
    published: reading.published,
    home: { name: home, country_iso2: reading.home.country, kind: reading.home.place ? 'municipality' : 'state_body' },
    partners: reading.partners.map((partner) => ({
      name_in_text: partner.nameInText,
      canonical_name_en: partner.name,
      aliases: partner.aliases,
      country_iso2: partner.country,
      kind: partner.kind,
      ...(partner.placeId === undefined ? {} : { geonames_id: partner.placeId }),
      ...(partner.knownId === undefined ? {} : { known_id: partner.knownId }),
      confidence: partner.confidence,
      spans: partner.evidence,
    })),
    people: reading.people.map((person) => ({
      name: person.name,
      role: person.role,
      role_class: person.roleClass,
      of: person.of === null ? null : nameOf(person.of),
      ...(person.knownId === undefined ? {} : { known_id: person.knownId }),
      spans: person.evidence,
    })),
    events: reading.events.map((event) => ({
      kind: event.kind,
      direction: event.direction,
      date_text: event.when.text,
      date_iso_or_range: event.when.iso,
      place: event.place,
      with: event.with.map(nameOf),
      planned: event.planned,
      ...(event.occasion === undefined ? {} : { occasion: event.occasion }),
      spans: event.evidence,
    })),
    relations: reading.relations.map((relation) => ({
      with: nameOf(relation.with),
      status: relation.status,
      ...(relation.since === null ? {} : { since: relation.since }),
      ...(relation.years === null ? {} : { years: relation.years }),
      ...(relation.breakYears === null ? {} : { break_years: relation.breakYears }),
      ...(first(relation.evidence) === undefined ? {} : { evidence: first(relation.evidence) }),
      spans: relation.evidence,
    })),
    // The printed list is a closed one, in which water is no field of its own.
    fields: reading.fields.map(({ field }) => field).filter((field) => field !== 'water'),
    commitments: reading.commitments.map((promise) => ({
      text_span: promise.text,
      topic: promise.topic,
      with: promise.with.map(nameOf),
      due_text: promise.due.text,
      due_iso: promise.due.iso,
      state: promise.state,
      spans: promise.evidence,
    })),
    symbolic_acts: reading.acts.map((act) => ({ kind: act.kind, text_span: act.text, with: act.with.map(nameOf), spans: act.evidence })),
  }
}
