// Saves what the officer accepted: organisations, people, partnerships, steps, events, acts and promises in one transaction, each with the words it rests on.
import { and, eq, isNull } from 'drizzle-orm'
import type { Officer } from '#features/accounts/account.ts'
import { createCommitment } from '#features/commitments/commitment.actions.ts'
import { createEvent } from '#features/events/event.actions.ts'
import { composedTitle, type EventValues } from '#features/events/event.ts'
import { createSymbolicAct } from '#features/events/symbolic-act.actions.ts'
import { createOrganisation } from '#features/organisations/organisation.actions.ts'
import { organisations } from '#features/organisations/organisation.table.ts'
import { createPerson } from '#features/organisations/people/person.actions.ts'
import { postsOfPeople } from '#features/organisations/people/person.queries.ts'
import { addPost } from '#features/organisations/people/post.actions.ts'
import type { Field } from '#features/partnerships/field.ts'
import { addMilestone } from '#features/partnerships/milestones/milestone.actions.ts'
import { changePartnership, openPartnership } from '#features/partnerships/partnership.actions.ts'
import { partnershipById } from '#features/partnerships/partnership.queries.ts'
import { tellBeginning } from '#features/partnerships/milestones/reading.actions.ts'
import { m } from '#messages'
import type { OfficeTx } from '#platform/database/door.ts'
import { type Here, within } from '#platform/here.ts'
import { scriptOf } from '#platform/names/transliteration.ts'
import { ok, refuse, type Refusal, type Result } from '#platform/result.ts'
import type { Citation } from '#platform/texts/citation.ts'
import { LANGUAGES } from '#platform/texts/language.ts'
import { asTyped } from '#platform/texts/local-text.ts'
import { capitalised } from '#platform/texts/sentences.ts'
import { type Draft, type DraftKind, type DraftOf, HOME_REF, isKind, isName } from './draft.ts'
import { draftsOf } from './draft.queries.ts'
import { drafts } from './draft.table.ts'
import { around, quoteOf } from './marks.ts'
import { isLasting, raises, type RelationStatus, stepOf, typeOf } from './relation.ts'
import {
  endOthers,
  postStays,
  settleAct,
  settleEvent,
  settleOrganisation,
  settlePerson,
  settlePromise,
  settleStep,
  type Settling,
  stepSpokenOf,
} from './settling.actions.ts'
import { recordText, snapshotOfText } from './text.actions.ts'
import { homeOffice, type HomeOffice, textHeld } from './text.queries.ts'
import { PARTNER_KINDS, standingRecord, waitingOf } from './waiting.ts'
import { spoken, stepNote, titlePartners } from './wording.ts'
import { texts, type IntakeText } from './text.table.ts'

/** Whether the citizens see what is saved: partnerships with towns, their steps, events and acts; promises apart. */
export type Showing = { readonly published: boolean; readonly publishedPromises: boolean }

/** `made` counts by kind what is new, `confirmed` what the register had; `waiting` are accepted drafts that could not be saved yet, each with the reason in words. */
export type Saved = {
  readonly activityId: string
  readonly made: Readonly<Record<DraftKind, number>>
  readonly confirmed: number
  readonly waiting: readonly { readonly draft: Draft; readonly why: string }[]
}

/** Everything accepted and not yet saved, or nothing. Refuses when there is nothing that can be saved. */
export const saveDecided = (here: Here, by: Officer, textId: string, showing: Showing): Promise<Result<Saved>> =>
  here.db.inOffice(by.officeId, async (tx) => {
    const text = await textHeld(tx, textId)
    if (text === null) return refuse('missing', m.intake_missing())
    // Nor does the merging of two records, which knows no text, move them while they are being saved.
    await tx
      .select({ id: drafts.id })
      .from(drafts)
      .where(and(eq(drafts.officeId, tx.officeId), eq(drafts.textId, textId)))
      .for('update')
    const all = await draftsOf(tx, textId)
    const wanted = all.filter((draft) => (draft.decision === 'accepted' || draft.decision === 'same') && draft.savedAt === null)
    const waiting = waitingOf(all, wanted)
    const able = wanted.filter((draft) => !waiting.some((one) => one.draft.id === draft.id))
    if (able.length === 0) return refuse('nothing', waiting[0]?.why ?? m.intake_nothing_to_save())
    const before = await snapshotOfText(tx, text)
    const saving = new Saving(tx, within(here, tx), by, text, await homeOffice(tx), all, showing)
    const saved = await saving.all(able)
    if (!saved.ok) return saved
    const now = here.clock.now()
    for (const draft of able) {
      await tx
        .update(drafts)
        .set({ recordId: saving.records.get(draft.key) ?? null, savedAt: now, version: draft.version + 1, updatedAt: now })
        .where(and(eq(drafts.officeId, tx.officeId), eq(drafts.id, draft.id)))
    }
    await tx
      .update(texts)
      .set({ version: text.version + 1, updatedAt: now })
      .where(and(eq(texts.officeId, tx.officeId), eq(texts.id, textId)))
    const made = Object.fromEntries(
      (['organisation', 'person', 'event', 'relation', 'commitment', 'symbolic_act', 'fields'] as const).map((kind) => [
        kind,
        able.filter((draft) => draft.kind === kind && draft.decision !== 'same').length,
      ]),
    ) as Saved['made']
    return ok({
      activityId: await recordText(tx, here, by, 'intake_text.saved', textId, before),
      made,
      confirmed: able.filter(({ decision }) => decision === 'same').length,
      waiting,
    })
  })

// ---- the saving itself ------------------------------------------------------------------------------------------------------

type Step = Refusal | null

/** One saving: knows what it has made so far, so that later drafts can point to it. */
class Saving {
  /** Draft's key → the record it became or is. */
  readonly records = new Map<string, string>()
  readonly tx: OfficeTx
  readonly here: Here
  readonly by: Officer
  readonly text: IntakeText
  readonly office: HomeOffice
  readonly drafts: readonly Draft[]
  readonly showing: Showing
  private homeId: string | null = null

  constructor(tx: OfficeTx, here: Here, by: Officer, text: IntakeText, office: HomeOffice, all: readonly Draft[], showing: Showing) {
    this.tx = tx
    this.here = here
    this.by = by
    this.text = text
    this.office = office
    this.drafts = all
    this.showing = showing
    for (const draft of all) {
      const record = standingRecord(draft)
      if (record !== null) this.records.set(draft.key, record)
    }
  }

  async all(able: readonly Draft[]): Promise<Result<null>> {
    const of = <Kind extends DraftKind>(kind: Kind): DraftOf<Kind>[] => able.filter((draft): draft is DraftOf<Kind> => isKind(draft, kind))
    const steps: (() => Promise<Step>)[] = [
      ...of('organisation').map((draft) => () => this.organisation(draft)),
      ...of('person').map((draft) => () => this.person(draft)),
      () => this.partnerships(of('organisation'), of('relation'), of('fields')),
      ...of('relation').map((draft) => () => this.relation(draft)),
      ...of('event').map((draft) => () => this.event(draft)),
      ...of('symbolic_act').map((draft) => () => this.act(draft)),
      ...of('commitment').map((draft) => () => this.promise(draft)),
    ]
    for (const step of steps) {
      const refused = await step()
      if (refused !== null) return { ok: false, refusal: refused }
    }
    return ok(null)
  }

  private citation(draft: Draft): Citation {
    return {
      title: this.text.title.slice(0, 500),
      url: this.text.sourceUrl,
      date: this.text.published,
      textId: this.text.id,
      quote: quoteOf(this.text.body, isName(draft.kind) ? around(this.text.body, draft.spans) : draft.spans, 5000),
    }
  }

  private settling(draft: Draft): Settling {
    return { tx: this.tx, here: this.here, by: this.by, source: this.citation(draft), body: this.text.body }
  }

  /** The language people's words in this text are kept under. */
  private get language(): string {
    return this.text.language !== null && /^[a-z]{2}$/.test(this.text.language) ? this.text.language : 'bg'
  }

  private resolved(keys: readonly string[]): string[] {
    return [...new Set(keys.flatMap((key) => this.records.get(key) ?? []))]
  }

  private async organisation(draft: DraftOf<'organisation'>): Promise<Step> {
    const { data } = draft
    if (draft.decision === 'same' && draft.recordId !== null) {
      this.records.set(draft.key, draft.recordId)
      return settleOrganisation(this.settling(draft), draft, draft.recordId)
    }
    const made = await createOrganisation(this.here, this.by, {
      name: data.name,
      kind: data.kind,
      country: data.country,
      placeId: data.placeId,
      nativeName: data.nativeName,
      aliases: data.aliases,
      sources: [this.citation(draft)],
    })
    if (!made.ok) return made.refusal
    this.records.set(draft.key, made.value.id)
    return null
  }

  /** Our own municipality as an organisation, entered when the first of our people is. */
  private async home(): Promise<Result<string>> {
    if (this.homeId !== null) return ok(this.homeId)
    const [known] = await this.tx
      .select({ id: organisations.id })
      .from(organisations)
      .where(
        and(
          eq(organisations.officeId, this.tx.officeId),
          eq(organisations.placeId, this.office.placeId),
          eq(organisations.kind, 'municipality'),
          isNull(organisations.deletedAt),
        ),
      )
      .limit(1)
    if (known === undefined) {
      const made = await createOrganisation(this.here, this.by, {
        name: asTyped(this.office.name),
        kind: 'municipality',
        country: this.office.country,
        placeId: this.office.placeId,
      })
      if (!made.ok) return made
      this.homeId = made.value.id
    } else this.homeId = known.id
    return ok(this.homeId)
  }

  private async person(draft: DraftOf<'person'>): Promise<Step> {
    const { data } = draft
    const source = this.citation(draft)
    let id = draft.decision === 'same' ? draft.recordId : null
    if (id === null) {
      const made = await createPerson(this.here, this.by, {
        name: { [scriptOf(data.name) === 'cyrillic' ? 'bg' : 'en']: data.name },
        aliases: [...(data.aliases ?? [])],
        sources: [source],
      })
      if (!made.ok) return made.refusal
      id = made.value.id
    } else {
      const refused = await settlePerson(this.settling(draft), draft, id)
      if (refused !== null) return refused
    }
    this.records.set(draft.key, id)
    if (data.of === null) return null
    const home = data.of === HOME_REF ? await this.home() : null
    if (home !== null && !home.ok) return home.refusal
    const organisationId = home === null ? this.records.get(data.of) : home.value
    if (organisationId === undefined) return null
    if (await postStays(this.tx, draft, id, organisationId)) return null
    if (draft.resolution === 'text') {
      const refused = await endOthers(this.settling(draft), id, organisationId, data)
      if (refused !== null) return refused
    }
    const held = (await postsOfPeople(this.tx, [id])).get(id) ?? []
    if (held.some(({ post }) => post.organisationId === organisationId && post.roleClass === data.roleClass && post.toDate === null)) return null
    const post = await addPost(this.here, this.by, id, {
      organisationId,
      roleClass: data.roleClass,
      role: data.role === '' ? {} : { [this.language]: data.role },
      confirmedOn: this.text.published,
      sources: [source],
    })
    return post.ok ? null : post.refusal
  }

  private readonly partnershipIds = new Map<string, string>()

  /** One partnership for each town, region or country that is a partner now: of the closest tie stated, with the fields spoken of. */
  private async partnerships(
    newOnes: readonly DraftOf<'organisation'>[],
    relations: readonly DraftOf<'relation'>[],
    fieldDrafts: readonly DraftOf<'fields'>[],
  ): Promise<Step> {
    const wanted = new Set([
      ...newOnes.map(({ key }) => key),
      ...relations.flatMap(({ data }) => data.partners),
      ...fieldDrafts.flatMap(({ data }) => data.partners),
    ])
    for (const draft of this.drafts) {
      const organisationId = this.records.get(draft.key)
      if (!wanted.has(draft.key) || draft.kind !== 'organisation' || organisationId === undefined) continue
      if (!PARTNER_KINDS.has(draft.data.kind) || (draft.data.country === this.office.country && draft.data.kind !== 'country')) continue
      const own = relations.filter(({ data }) => data.partners.includes(draft.key))
      const statuses: RelationStatus[] = own.map(({ data }) => data.status)
      const spoken = fieldDrafts.filter(({ data }) => data.partners.includes(draft.key))
      const fields: Field[] = [...new Set(spoken.flatMap(({ data }) => data.fields))]
      // One source is enough for the tie as a whole: the words about it, else the sentence that names the town.
      const sources = [...own, draft, ...spoken].slice(0, 1).map((one) => this.citation(one))
      const opened = await openPartnership(this.here, this.by, {
        organisationId,
        type: draft.data.kind === 'country' ? 'contact' : typeOf(statuses),
        fields,
        published: this.showing.published && PARTNER_KINDS.has(draft.data.kind),
        sources,
      })
      if (!opened.ok) return opened.refusal
      this.partnershipIds.set(draft.key, opened.value.id)
      if (opened.value.created) continue
      const partnership = await partnershipById(this.tx, opened.value.id)
      // What the tie is called stays where the officer said so, and is the text's where they took it over.
      const taken = own.filter(({ data, resolution }) => resolution === 'text' && isLasting(data.status)).map(({ data }) => data.status)
      const closer =
        partnership === null
          ? null
          : taken.length > 0 && typeOf(taken) !== partnership.type
            ? typeOf(taken)
            : raises(
                partnership.type,
                own.filter(({ resolution }) => resolution !== 'record').map(({ data }) => data.status),
              )
      if (partnership === null || closer === null) continue
      const raised = await changePartnership(this.here, this.by, partnership.id, partnership.version, { type: closer })
      if (!raised.ok) return raised.refusal
    }
    for (const draft of fieldDrafts) {
      const first = this.partnershipIds.get(draft.data.partners.find((key) => this.partnershipIds.has(key)) ?? '')
      if (first !== undefined) this.records.set(draft.key, first)
    }
    return null
  }

  private async relation(draft: DraftOf<'relation'>): Promise<Step> {
    const source = this.citation(draft)
    const words = source.quote ?? ''
    const known = draft.decision === 'same' || draft.resolution !== null
    for (const key of draft.data.partners) {
      const partnershipId = this.partnershipIds.get(key)
      if (partnershipId === undefined) continue
      const spoken = known ? await stepSpokenOf(this.tx, partnershipId, draft.data, words, draft.recordId) : null
      if (spoken !== null) {
        const refused = await settleStep(this.settling(draft), draft, spoken, words)
        if (refused !== null) return refused
        if (!this.records.has(draft.key)) this.records.set(draft.key, spoken.id)
        continue
      }
      const refused = draft.resolution === 'record' ? null : await this.newStep(draft, key, partnershipId, source)
      if (refused !== null) return refused
    }
    if (draft.decision === 'same' && !this.records.has(draft.key)) return { code: 'missing', message: m.intake_same_missing() }
    return null
  }

  private async newStep(draft: DraftOf<'relation'>, key: string, partnershipId: string, source: Citation): Promise<Step> {
    const step = stepOf(draft.data, source.quote ?? '')
    if (step === null) return null
    const told = isLasting(draft.data.status) ? await tellBeginning(this.here, this.by, partnershipId, step, source) : null
    if (told !== null) {
      if (!told.ok) return told.refusal
      if (!this.records.has(draft.key)) this.records.set(draft.key, told.value.id)
      return null
    }
    const town = this.drafts.some((one) => one.key === key && one.kind === 'organisation' && PARTNER_KINDS.has(one.data.kind))
    const made = await addMilestone(this.here, this.by, partnershipId, {
      ...step,
      note: stepNote(draft.data, source.quote ?? ''),
      published: this.showing.published && town,
      sources: [source],
    })
    if (!made.ok) return made.refusal
    if (!this.records.has(draft.key)) this.records.set(draft.key, made.value.id)
    return null
  }

  private async event(draft: DraftOf<'event'>): Promise<Step> {
    const { data } = draft
    const source = this.citation(draft)
    const partners = this.resolved(data.partners)
    const people = this.resolved(data.participants).map((personId) => ({ personId, asRole: null }))
    if (draft.decision === 'same' && draft.recordId !== null) {
      this.records.set(draft.key, draft.recordId)
      return settleEvent(this.settling(draft), draft, draft.recordId, { partners, people, occasion: this.occasion(draft).occasion ?? '' })
    }
    const made = await createEvent(this.here, this.by, {
      kind: data.kind,
      direction: data.direction,
      title: data.title === '' ? this.eventTitle(draft) : { [this.language]: data.title },
      date: data.date,
      placeId: data.placeId,
      placeText: data.placeId === null ? data.place : '',
      ...this.occasion(draft),
      fields: data.fields,
      partners,
      participants: people,
      published: this.showing.published && this.withTown(data.partners),
      sources: [source],
    })
    if (!made.ok) return made.refusal
    this.records.set(draft.key, made.value.id)
    return null
  }

  /** The record has the occasion in Bulgarian; what a text says of it in another language describes the event in that language. */
  private occasion({ data: { occasion = '' } }: DraftOf<'event'>): Pick<EventValues, 'occasion' | 'summary'> {
    if (occasion === '') return {}
    const isLatin = this.language !== 'bg' && this.language !== 'mk' && this.language !== 'sr'
    return this.language === 'bg' || (isLatin && scriptOf(occasion) === 'cyrillic')
      ? { occasion }
      : { summary: { [this.language]: `${capitalised(occasion, this.language)}.` } }
  }

  /** Composed as the desk showed it, in the languages in which every partner it names has a name. */
  private eventTitle({ data }: DraftOf<'event'>): Record<string, string> {
    const byKey = new Map(this.drafts.map((draft) => [draft.key, draft]))
    const organisation = (key: string) => {
      const draft = byKey.get(key)
      return draft?.kind === 'organisation' && this.records.has(key) ? draft.data : null
    }
    const named = titlePartners(
      data.partners.filter((key) => organisation(key) !== null),
      (key) => organisation(key)?.kind ?? null,
    ).flatMap((key) => organisation(key) ?? [])
    if (named.length === 0) return {}
    const inLanguage = LANGUAGES.filter((language) => named.every(({ name }) => name[language] !== undefined))
    return Object.fromEntries(
      inLanguage.map((language) => [
        language,
        composedTitle(
          data,
          named.map(({ name }) => spoken(name[language]!, language)),
          language,
        ),
      ]),
    )
  }

  /** Whether a partner town takes part: only then is it the citizens' business by default. */
  private withTown(keys: readonly string[]): boolean {
    return this.drafts.some((one) => keys.includes(one.key) && one.kind === 'organisation' && PARTNER_KINDS.has(one.data.kind) && this.records.has(one.key))
  }

  private async act(draft: DraftOf<'symbolic_act'>): Promise<Step> {
    const { data } = draft
    const source = this.citation(draft)
    if (draft.decision === 'same' && draft.recordId !== null) {
      this.records.set(draft.key, draft.recordId)
      return settleAct(this.settling(draft), draft, draft.recordId)
    }
    const made = await createSymbolicAct(this.here, this.by, {
      kind: data.kind,
      title: { [this.language]: data.title },
      date: data.date,
      eventId: data.event === null ? null : (this.records.get(data.event) ?? null),
      placeText: this.language === 'bg' ? (data.place ?? '') : '',
      partners: this.resolved(data.partners),
      published: this.showing.published && this.withTown(data.partners),
      sources: [source],
    })
    if (!made.ok) return made.refusal
    this.records.set(draft.key, made.value.id)
    return null
  }

  private async promise(draft: DraftOf<'commitment'>): Promise<Step> {
    const { data } = draft
    const source = this.citation(draft)
    if (draft.decision === 'same' && draft.recordId !== null) {
      this.records.set(draft.key, draft.recordId)
      return settlePromise(this.settling(draft), draft, draft.recordId, this.resolved(data.partners))
    }
    const made = await createCommitment(this.here, this.by, {
      owedBy: data.owedBy,
      text: { [this.language]: data.text },
      topic: data.topic,
      state: data.state,
      due: data.due,
      eventId: data.event === null ? null : (this.records.get(data.event) ?? null),
      partners: this.resolved(data.partners),
      published: this.showing.publishedPromises,
      sources: [source],
    })
    if (!made.ok) return made.refusal
    this.records.set(draft.key, made.value.id)
    return null
  }
}
