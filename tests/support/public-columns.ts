// What of the register citizens may see, column by column, each with the reason; whatever is not named here is private, also a column that comes tomorrow.

/**
 * `private`: what inside a public column is private all the same, replaced by the secret. `chooses`: pages look for their rows by it, so private rows keep it too:
 * with the secret in it no page would ever meet them.
 */
export type PublicColumn = { readonly why: string; readonly private?: (value: unknown, secret: string) => unknown; readonly chooses?: true }

const NAME = 'the name things are called by on the site'
const CLOSED = 'one of a closed list: it is shown by its word or decides what is shown'
const DAY = 'when it was'
const WRITTEN = 'written for citizens: the officer marked the record public'
const COUNTS = 'is not shown; public numbers are counted by it'
const ORDER = 'is not shown; it only puts the shown in order'

type SourceLike = { url?: unknown; title?: unknown }
/** Of a source whoever has its address may read it: title, address, day. The office’s words about it, and sources without an address, are its own. */
const openSource = (source: SourceLike, secret: string) => ({
  ...source,
  quote: secret,
  says: secret,
  ...(typeof source.url === 'string' && /^https?:/.test(source.url) ? {} : { title: secret }),
})
const SOURCES: PublicColumn = {
  why: 'title, address and day of sources that anybody can open',
  private: (value, secret) => [
    ...(value as SourceLike[]).map((source) => openSource(source, secret)),
    { title: secret, url: null, date: null, textId: null, quote: secret },
  ],
}

/** Beside the languages that are public one in which the text is still a draft. */
const draftBeside = (value: unknown, secret: string): unknown => {
  const text = value as { in: Record<string, unknown> }
  return { ...text, in: { ...text.in, de: { text: secret, at: '2026-10-10T00:00:00.000Z', checked: true } } }
}

export const PUBLIC_COLUMNS: Readonly<Record<string, Readonly<Record<string, PublicColumn>>>> = {
  office: {
    name: { why: NAME },
    slug: { why: 'is not shown; names the office’s files of open data' },
    country: { why: 'whose law and whose plate it is' },
    languages: { why: 'in which languages the office writes' },
    site_languages: { why: 'in which languages its site is read' },
    time_zone: { why: 'which day it is there' },
    public_host: { why: 'the address of the site itself' },
  },
  organisation: {
    name: { why: NAME },
    native_name: { why: 'the name as its own people write it' },
    native_language: { why: 'the language of that name' },
    kind: { why: CLOSED },
    country: { why: 'which country it lies in' },
    wikidata_id: { why: 'its public number in Wikidata, for the open data' },
    sort_key: { why: ORDER },
  },
  partnership: {
    type: { why: CLOSED },
    slug: { why: 'the address of its page' },
    fields: { why: CLOSED },
    summary: { why: WRITTEN },
  },
  milestone: {
    kind: { why: CLOSED },
    side: { why: CLOSED },
    from_type: { why: CLOSED },
    to_type: { why: CLOSED },
    date: { why: DAY },
    until: { why: 'until when the paper holds' },
    note: { why: WRITTEN },
    document_number: { why: 'the number of a decision or an agreement is public' },
    readings: {
      why: 'that sources say another day, and in which words',
      private: (value, secret) =>
        (value as { sources?: SourceLike[] }[]).map((reading) => ({
          ...reading,
          sources: (reading.sources ?? []).map((source) => ({ ...source, title: secret, quote: secret })),
        })),
    },
    sources: SOURCES,
  },
  event: {
    kind: { why: CLOSED },
    direction: { why: CLOSED },
    title: { why: WRITTEN },
    date: { why: DAY },
    place_text: { why: WRITTEN },
    occasion: { why: WRITTEN },
    summary: { why: WRITTEN },
    fields: { why: CLOSED },
    sources: SOURCES,
  },
  symbolic_act: { kind: { why: CLOSED }, title: { why: WRITTEN }, date: { why: DAY }, place_text: { why: WRITTEN }, sources: SOURCES },
  commitment: {
    owed_by: { why: CLOSED },
    text: { why: WRITTEN },
    topic: { why: CLOSED },
    state: { why: CLOSED },
    due: { why: 'by when it is promised' },
    moves: {
      why: 'the days it was put off to decide when it counts; why it was is not told',
      private: (value, secret) => (value as object[]).map((move) => ({ ...move, why: secret })),
    },
    sources: SOURCES,
  },
  occasion: {
    kind: { why: CLOSED },
    name: { why: WRITTEN },
    repeats: { why: CLOSED },
    date: { why: DAY },
  },
  site_look: { accent: { why: 'how the site looks' }, letters: { why: 'how the site looks' } },
  accessibility_statement: Object.fromEntries(
    ['conformance', 'method', 'law', 'gaps', 'burden', 'outside', 'contact', 'email', 'phone', 'enforcement'].map((name) => [
      name,
      { why: 'the statement the law asks for is written for citizens, with whom to turn to' },
    ]),
  ),
  wanted_profile: {
    ...Object.fromEntries(['about', 'offers', 'seeks', 'regions', 'contact'].map((name) => [name, { why: WRITTEN, private: draftBeside }])),
    types: { why: CLOSED },
    fields: { why: CLOSED },
    countries: { why: CLOSED },
    email: { why: 'the office’s own, written for whoever wants to answer' },
    phone: { why: 'the office’s own, written for whoever wants to answer' },
    published_in: { why: 'in which languages it is public, and since when', chooses: true },
  },
  // How the office is reached, as it prints it on its papers: where a page of the site asks people to write to it.
  letterhead: {
    address: { why: 'the office’s own address' },
    phone: { why: 'the office’s own' },
    email: { why: 'the office’s own' },
    web: { why: 'the office’s own' },
  },
  document: {
    title: { why: WRITTEN },
    kind: { why: CLOSED },
    language: { why: 'the language of the paper' },
    date: { why: DAY },
    hash: { why: 'names the file to be handed out' },
    file_name: { why: 'the name it is saved under' },
    media: { why: CLOSED },
    text_state: { why: CLOSED },
  },
  document_place: { thing: { why: CLOSED, chooses: true } },
  digest_publication: {
    month: { why: 'which month it tells of', chooses: true },
    language: { why: 'in which language it is', chooses: true },
    title: { why: WRITTEN },
    lead: { why: WRITTEN },
    blocks: { why: WRITTEN },
  },
  impact_year: { opening: { why: WRITTEN }, measures: { why: 'which of its numbers are shown', chooses: true } },
  // What the numbers of a year are counted by; nothing of these is shown.
  post: { from_date: { why: COUNTS, chooses: true }, to_date: { why: COUNTS, chooses: true } },
  visit: { host_zone: { why: COUNTS, chooses: true } },
  visit_arrangement: {
    kind: { why: COUNTS, chooses: true },
    payer: { why: COUNTS, chooses: true },
    currency: { why: 'of which money the number is', chooses: true },
  },
  visit_delegate: { side: { why: COUNTS, chooses: true }, room: { why: COUNTS, chooses: true } },
  trip: {
    legs: {
      why: COUNTS,
      chooses: true,
      private: (value, secret) =>
        (value as { from: object; to: object }[]).map((leg) => ({
          ...leg,
          from: { ...leg.from, text: secret },
          to: { ...leg.to, text: secret },
          transport: secret,
        })),
    },
  },
  trip_cost: { payer: { why: COUNTS, chooses: true }, spent_currency: { why: 'of which money the number is', chooses: true } },
  impact_figure: { measure: { why: CLOSED, chooses: true }, currency: { why: 'of which money the number is', chooses: true } },
  programme_item: {
    kind: { why: CLOSED },
    time: { why: 'when citizens may come' },
    fold: { why: CLOSED },
    zone: { why: 'by which clock' },
    end_zone: { why: 'by which clock' },
    title: { why: WRITTEN },
    place: { why: WRITTEN },
    address: { why: WRITTEN },
  },
}

/** Tables whose rows are only as public as their neighbour says: a row is public when this is true of it (`t`). */
export const PUBLIC_ROWS: Readonly<Record<string, string>> = {
  office: 'true',
  // The look and the statement of the site itself.
  site_look: 'true',
  accessibility_statement: 'true',
  // Since when it is public stands with the language.
  wanted_profile: `t.published_in <> '{}'::jsonb and t.deleted_at is null`,
  letterhead: 'true',
  // A partner is named where its partnership is shown; every other organisation of the register is the office’s own business.
  organisation: `exists (select 1 from partnership p where p.office_id = t.office_id and p.organisation_id = t.id and p.published_at is not null and p.deleted_at is null)`,
  // What was published stays so until it is withdrawn.
  digest_publication: 't.withdrawn_at is null',
  // Who is tied to what; the document decides.
  document_place: 'true',
}
