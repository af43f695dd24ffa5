// Documents as pages: the list over everything, one document, its form.
import { addresses } from '#addresses'
import { languageChoices, languageName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import type { HistoryLine } from '#platform/activity/changes.ts'
import type { Page } from '#platform/database/key-paging.ts'
import { boxesOf, dateInWords } from '#platform/dates.ts'
import { type FieldFault, type FormBody, typed, typedBoxes, typedList } from '#platform/http/form.ts'
import type { Snippet } from '#platform/search/texts.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { asTyped, reading } from '#platform/texts/local-text.ts'
import { Tag } from '#ui/badges.tsx'
import { ConflictPanel, type ConflictPanelProps } from '#ui/conflict.tsx'
import { DateOfAnyPrecision } from '#ui/date-field.tsx'
import { Checkboxes, errorOf, ErrorSummary, HiddenVersion, Select, SubmitRow } from '#ui/fields.tsx'
import { History } from '#ui/history.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { LocalTextField, textBoxes } from '#ui/local-text-field.tsx'
import { Fact, PublicBox, Removal } from '#ui/record.tsx'
import type { Shell } from '#ui/shell.ts'
import { EmptyState, Filters, Pager, Section } from '#ui/tables.tsx'
import { TypeAhead } from '#ui/type-ahead.tsx'
import { DOCUMENT_KINDS, DOCUMENT_THINGS, documentKindName, placeKey, sizeInWords, thingName } from './document.ts'
import type { DocumentFilters, DocumentLine, DocumentWhole } from './document.queries.ts'
import { hasThumbnail, isInline, mediaName, namedOtherwise, tellsPlace, textFormat } from './media.ts'
import { extensionOf } from './extraction/kinds.ts'
import type { NamedPlace } from './place.queries.ts'
import { DocumentItem, UploadForm } from './upload.pages.tsx'

// ---- the list ------------------------------------------------------------------------------------------------------------

const Around = ({ snippet }: { readonly snippet: Snippet | undefined }) =>
  snippet === undefined || snippet.length === 0 ? null : <p class="around">{snippet.map(({ text, hit }) => (hit ? <mark>{text}</mark> : text))}</p>

const PlacesInLine = ({ places }: { readonly places: readonly NamedPlace[] }) =>
  places.length === 0 ? null : (
    <p class="sub">
      {places.map(({ thing, title, href }, index) => (
        <>
          {index > 0 ? '; ' : null}
          {places[index - 1]?.thing === thing ? null : `${thingName(thing)}: `}
          {href === null ? title : <a href={href}>{title}</a>}
        </>
      ))}
    </p>
  )

export type DocumentsPageProps = {
  readonly shell: Shell
  readonly asked: DocumentFilters
  /** The thing the list is narrowed to, in words. */
  readonly onThing: string | null
  readonly page: Page<DocumentLine> & { readonly snippets: ReadonlyMap<string, Snippet> }
  readonly languages: readonly string[]
  readonly any: boolean
}

/** The filters as they stand in the address. */
export const askedQuery = ({ q, kind, thing, thingId, language, public: seen }: DocumentFilters) => ({ q, kind, thing, on: thingId, language, public: seen })

export const DocumentsPage = ({ shell, asked, onThing, page, languages, any }: DocumentsPageProps) => {
  const mayWrite = shell.role === 'officer'
  const filtered = Object.values(asked).some((value) => value !== undefined)
  return (
    <OfficePage shell={shell} title={m.documents_title()} nav="documents" lead={onThing === null ? m.documents_lead() : m.documents_on({ title: onThing })}>
      {any || filtered ? (
        <>
          <Filters
            action={addresses.documents()}
            filters={[
              { kind: 'search', name: 'q', label: m.documents_filter_q(), value: asked.q },
              {
                kind: 'select',
                name: 'kind',
                label: m.documents_field_kind(),
                value: asked.kind,
                options: [{ value: '', label: m.documents_filter_any() }, ...DOCUMENT_KINDS.map((value) => ({ value, label: documentKindName(value) }))],
              },
              {
                kind: 'select',
                name: 'thing',
                label: m.documents_filter_thing(),
                value: asked.thing,
                options: [{ value: '', label: m.documents_filter_anything() }, ...DOCUMENT_THINGS.map((value) => ({ value, label: thingName(value) }))],
              },
              {
                kind: 'select',
                name: 'language',
                label: m.documents_field_language(),
                value: asked.language,
                options: [{ value: '', label: m.documents_filter_any() }, ...languageChoices(languages)],
              },
              {
                kind: 'select',
                name: 'public',
                label: m.documents_field_public(),
                value: asked.public,
                options: [
                  { value: '', label: m.documents_filter_all() },
                  { value: 'yes', label: m.documents_public_only() },
                  { value: 'no', label: m.documents_private_only() },
                ],
              },
            ]}
            keep={asked.thingId === undefined ? {} : { on: asked.thingId }}
            clear={filtered ? addresses.documents() : undefined}
          />
          {page.rows.length === 0 ? (
            <EmptyState title={m.documents_none_title()} text={m.documents_none_text()} />
          ) : (
            <ul class="documents" data-keys="li">
              {page.rows.map((document) => (
                <DocumentItem
                  document={document}
                  beside={
                    <>
                      <PlacesInLine places={document.places} />
                      <Around snippet={page.snippets.get(document.id)} />
                    </>
                  }
                />
              ))}
            </ul>
          )}
          <Pager href={addresses.documents(askedQuery(asked))} after={page.next ?? undefined} before={page.previous ?? undefined} />
        </>
      ) : (
        <EmptyState title={m.documents_empty_title()} text={mayWrite ? m.documents_empty_text() : m.documents_empty_reader()} />
      )}
      {mayWrite ? (
        <div class="documents-more">
          <Section id="upload" title={m.documents_upload()}>
            <UploadForm on={[]} />
          </Section>
        </div>
      ) : null}
    </OfficePage>
  )
}

// ---- one document --------------------------------------------------------------------------------------------------------

export type DocumentPageProps = { readonly shell: Shell; readonly found: DocumentWhole; readonly history: readonly HistoryLine[]; readonly added: string }

/** Whether its words are found by the search, and if not, why. */
function textWords({ media, readAt, textState, attempts }: DocumentWhole['document']): string {
  if (textFormat(media) === null) return m.documents_text_none()
  if (readAt === null) return attempts >= 3 ? m.documents_text_failed() : m.documents_text_waiting()
  switch (textState) {
    case 'read':
      return m.documents_text_read()
    case 'scanned':
    case 'no-text':
      return m.documents_text_scanned()
    case 'password':
      return m.documents_text_password()
    default:
      return m.documents_text_failed()
  }
}

export const DocumentPage = ({ shell, found, history, added }: DocumentPageProps) => {
  const { document, places } = found
  const { id, media, fileName } = document
  const title = reading(document.title)
  const mayWrite = shell.role === 'officer'
  const drawn = hasThumbnail(media) && (document.drawnAt !== null || document.readAt === null)
  return (
    <OfficePage
      shell={shell}
      title={title.text}
      nav="documents"
      crumbs={[
        { text: m.documents_title(), href: addresses.documents() },
        { text: documentKindName(document.kind), href: addresses.documents({ kind: document.kind }) },
      ]}
      heading={<span lang={title.language === currentLanguage() ? undefined : title.language}>{title.text}</span>}
      lead={
        <>
          <Tag tone="neutral">{documentKindName(document.kind)}</Tag> {[mediaName(media), sizeInWords(document.bytes)].join(' · ')}
        </>
      }
      actions={
        <>
          {mayWrite ? (
            <a class="ds-button" data-variant="secondary" href={addresses.documentEdit({ id })}>
              {m.documents_edit()}
            </a>
          ) : null}
          <a class="ds-button" href={addresses.documentFile({ id })}>
            {isInline(media) ? m.documents_open() : m.documents_save()}
          </a>
        </>
      }
    >
      <div class="cols">
        <div class="stack-lg">
          {namedOtherwise(fileName, media) ? (
            <p class="note">{m.documents_named_otherwise({ ending: extensionOf(fileName), media: mediaName(media) })}</p>
          ) : null}
          {drawn ? (
            <a class="sheet" href={addresses.documentFile({ id })} aria-label={m.documents_open_named({ title: title.text })}>
              <img src={addresses.documentThumbnail({ id })} alt="" />
            </a>
          ) : null}
          <Section id="places" title={m.documents_field_places()} count={places.length === 0 ? null : places.length}>
            {places.length === 0 ? (
              <p class="sub">{m.documents_places_none()}</p>
            ) : (
              <ul>
                {places.map(({ thing, title: name, href }) => (
                  <li>
                    <span class="sub">{thingName(thing)}:</span> {href === null ? name : <a href={href}>{name}</a>}
                  </li>
                ))}
              </ul>
            )}
          </Section>
          <Section id="history" title={m.documents_history()}>
            <History entries={history} />
          </Section>
        </div>
        <aside class="stack" aria-label={m.documents_about()}>
          <Section id="about" title={m.documents_about()}>
            <dl class="facts2">
              <Fact name={m.documents_field_kind()}>{documentKindName(document.kind)}</Fact>
              {document.date === null ? null : <Fact name={m.documents_field_date()}>{dateInWords(document.date)}</Fact>}
              {document.language === '' ? null : <Fact name={m.documents_field_language()}>{languageName(document.language)}</Fact>}
              <Fact name={m.documents_field_file()}>{fileName}</Fact>
              <Fact name={m.documents_field_size()}>
                {[
                  sizeInWords(document.bytes),
                  ...(document.pages === null ? [] : [m.documents_pages({ count: document.pages })]),
                  ...(document.width === null || document.height === null ? [] : [`${document.width} × ${document.height}`]),
                ].join(', ')}
              </Fact>
              <Fact name={m.documents_field_search()}>{textWords(document)}</Fact>
              <Fact name={m.documents_field_added()}>{added}</Fact>
              <Fact name={m.documents_field_public()}>{document.publishedAt === null ? m.documents_public_no() : m.documents_public_yes()}</Fact>
            </dl>
          </Section>
          {isInline(media) ? (
            <p>
              <a href={addresses.documentFile({ id }, { save: 1 })}>{m.documents_save()}</a>
            </p>
          ) : null}
        </aside>
      </div>
    </OfficePage>
  )
}

// ---- the form ------------------------------------------------------------------------------------------------------------

export type DocumentFormProps = {
  readonly shell: Shell
  readonly found: DocumentWhole
  /** The version the form was opened with. */
  readonly version: number
  readonly body: FormBody
  readonly faults?: readonly FieldFault[]
  readonly conflict?: ConflictPanelProps
  readonly languages: readonly string[]
}

export const DocumentFormPage = ({ shell, found, version, body, faults = [], conflict, languages }: DocumentFormProps) => {
  const { document, places } = found
  const name = reading(document.title).text
  const back = addresses.document({ id: document.id })
  return (
    <OfficePage
      shell={shell}
      title={m.documents_edit_title({ title: name })}
      nav="documents"
      failed={faults.length > 0 || conflict !== undefined}
      crumbs={[{ text: m.documents_title(), href: addresses.documents() }, { text: name, href: back }, { text: m.documents_edit() }]}
    >
      {conflict === undefined ? null : <ConflictPanel {...conflict} />}
      <ErrorSummary errors={faults} />
      <form class="form" method="post" action={back} novalidate>
        <HiddenVersion version={version} />
        <LocalTextField
          name="title"
          label={m.documents_field_title()}
          hint={m.documents_hint_title()}
          texts={textBoxes(body, 'title', languages, document.title)}
          errors={faults}
        />
        <Select
          name="kind"
          label={m.documents_field_kind()}
          value={typed(body, 'kind')}
          options={DOCUMENT_KINDS.map((value) => ({ value, label: documentKindName(value) }))}
          error={errorOf(faults, 'kind')}
        />
        <DateOfAnyPrecision
          name="date"
          label={m.documents_field_date()}
          hint={m.documents_hint_date()}
          optional
          value={typedBoxes(body, 'date')}
          error={errorOf(faults, 'date')}
        />
        <Select
          name="language"
          label={m.documents_field_language()}
          optional
          value={typed(body, 'language')}
          empty={m.documents_language_unknown()}
          options={languageChoices()}
        />
        {places.length === 0 ? null : (
          <Checkboxes
            name="places"
            label={m.documents_field_places()}
            hint={m.documents_hint_places()}
            optional
            values={typedList(body, 'places')}
            options={places.map((place) => ({ value: placeKey(place), label: `${thingName(place.thing)}: ${place.title}` }))}
          />
        )}
        <TypeAhead
          name="more"
          label={m.documents_field_more()}
          hint={m.documents_hint_more()}
          optional
          source={addresses.documentThings()}
          value={{ id: typed(body, 'more.id'), text: typed(body, 'more.text') }}
          error={errorOf(faults, 'more')}
        />
        {tellsPlace(document.media) ? (
          <p class="note">{m.documents_tells_place()}</p>
        ) : (
          <PublicBox checked={typed(body, 'published') !== ''} label={m.documents_field_published()} hint={m.documents_hint_published()} />
        )}
        <SubmitRow cancel={back} />
      </form>
      <Removal action={addresses.documentRemoval({ id: document.id })} version={document.version} text={m.documents_remove()} />
    </OfficePage>
  )
}

/** What the form shows for a document that is to be changed. */
export const bodyOfDocument = ({ document, places }: DocumentWhole): FormBody => ({
  title: asTyped(document.title),
  kind: document.kind,
  language: document.language,
  date: Object.fromEntries(Object.entries(boxesOf(document.date)).map(([box, value]) => [box, value ?? ''])),
  places: places.map(placeKey),
  more: { text: '', id: '' },
  published: document.publishedAt === null ? '' : 'yes',
})
