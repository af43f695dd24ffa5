// How documents come in: the form with its box for files, the section on any record's page, and the page that says what was not kept.
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { m } from '#messages'
import { dateInWords } from '#platform/dates.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import { reading, textIn } from '#platform/texts/local-text.ts'
import { assetPath } from '#ui/assets.ts'
import { Tag } from '#ui/badges.tsx'
import { ErrorSummary, fieldId, type FieldError } from '#ui/fields.tsx'
import { Icon } from '#ui/icons.tsx'
import { OfficePage } from '#ui/layout.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section } from '#ui/tables.tsx'
import { languageName } from '#features/organisations/naming.ts'
import { DOCUMENT_KINDS, documentKindName, MOST_BYTES, placeKey, sizeInWords, thingName, type Place } from './document.ts'
import type { DocumentLine } from './document.queries.ts'
import { ACCEPTED, hasThumbnail, mediaName } from './media.ts'
import type { NamedPlace } from './place.queries.ts'

export type UploadFormProps = {
  /** What the files are to hang on; several offer a choice, the first is chosen. None: the office's own documents. */
  readonly on: readonly { readonly key: string; readonly title: string }[]
  /** Distinguishes two forms on one page. */
  readonly name?: string
  readonly error?: string | undefined
}

/** A plain form with a box for files; the island adds dropping, a bar for each file, and errors beside their file. */
export const UploadForm = ({ on, name = 'files', error }: UploadFormProps) => {
  const id = fieldId(name)
  return (
    <>
      <form
        class="upload"
        method="post"
        action={addresses.documents()}
        enctype="multipart/form-data"
        data-upload={JSON.stringify({
          drop: m.documents_drop(),
          waiting: m.documents_waiting(),
          sent: m.documents_sent(),
          failed: m.documents_sending_failed(),
          show: m.documents_show_kept(),
          tooLarge: m.platform_files_too_large({ most: MOST_BYTES / 1024 / 1024 }),
          most: MOST_BYTES,
        })}
      >
        {on.length === 1 ? <input type="hidden" name="on" value={on[0]!.key} /> : null}
        <div class="upload-fields">
          {on.length > 1 ? (
            <label>
              {m.documents_upload_on()}
              <select class="ds-input" name="on">
                {on.map(({ key, title }) => (
                  <option value={key}>{title}</option>
                ))}
              </select>
            </label>
          ) : null}
          <label>
            {m.documents_field_kind()}
            <select class="ds-input" name="kind">
              <option value="">{m.documents_kind_by_name()}</option>
              {DOCUMENT_KINDS.map((kind) => (
                <option value={kind}>{documentKindName(kind)}</option>
              ))}
            </select>
          </label>
        </div>
        <div class="upload-drop" data-wrong={error === undefined ? undefined : ''}>
          <label for={id}>{m.documents_field_files()}</label>
          <input
            class="file"
            type="file"
            id={id}
            name="files"
            multiple
            accept={ACCEPTED}
            aria-describedby={`${id}-hint`}
            aria-invalid={error === undefined ? undefined : 'true'}
          />
          <p class="hint" id={`${id}-hint`}>
            {m.documents_hint_files({ most: MOST_BYTES / 1024 / 1024 })}
          </p>
        </div>
        <button class="ds-button" data-size="sm">
          <Icon name="upload" />
          {m.documents_upload_do()}
        </button>
      </form>
      <script type="module" src={assetPath('upload.js')}></script>
    </>
  )
}

/** A small picture of the file, or a sheet with its ending. It is decoration: the title stands beside it. */
export const Thumbnail = ({ document }: { readonly document: Pick<DocumentLine, 'id' | 'media' | 'readAt' | 'drawnAt'> }) =>
  hasThumbnail(document.media) && (document.drawnAt !== null || document.readAt === null) ? (
    <img class="thumb" src={addresses.documentThumbnail({ id: document.id })} alt="" loading="lazy" width="56" height="56" />
  ) : (
    <span class="thumb" aria-hidden="true">
      {document.media}
    </span>
  )

/** „Решение · PDF, 3 страници, 240 KB · 12 май 2019 г. · на френски“ */
export const aboutDocument = ({
  kind,
  media,
  pages,
  bytes,
  date,
  language,
}: Pick<DocumentLine, 'kind' | 'media' | 'pages' | 'bytes' | 'date' | 'language'>): string =>
  [
    documentKindName(kind),
    [mediaName(media), ...(pages === null ? [] : [m.documents_pages({ count: pages })]), sizeInWords(bytes)].join(', '),
    ...(date === null ? [] : [dateInWords(date)]),
    ...(language === '' || language === currentLanguage() ? [] : [m.documents_in_language({ language: languageName(language) })]),
  ].join(' · ')

/** So many photos stand large above the list. */
const MOST_PICTURES = 4

/** The photos among the documents, large enough to see what is on them; each leads to itself whole. Also on paper. */
const Pictures = ({ rows }: { readonly rows: readonly DocumentLine[] }) => {
  const photos = rows.filter(({ kind, media, drawnAt }) => kind === 'photo' && hasThumbnail(media) && drawnAt !== null).slice(0, MOST_PICTURES)
  return photos.length === 0 ? null : (
    <ul class="pictures">
      {photos.map(({ id, title, date }) => {
        const told = reading(title)
        return (
          <li>
            <a href={addresses.documentFile({ id })}>
              <img src={addresses.documentThumbnail({ id })} alt={told.text} lang={told.language === currentLanguage() ? undefined : told.language} />
            </a>
            {date === null ? null : <span class="sub">{dateInWords(date)}</span>}
          </li>
        )
      })}
    </ul>
  )
}

export const DocumentItem = ({ document, beside }: { readonly document: DocumentLine; readonly beside?: Child }) => {
  const title = reading(document.title)
  return (
    <li class="document">
      <Thumbnail document={document} />
      <div>
        <a class="plain strong" href={addresses.document({ id: document.id })} lang={title.language === currentLanguage() ? undefined : title.language}>
          {title.text}
        </a>{' '}
        {document.publishedAt === null ? null : <Tag tone="kept">{m.documents_public_tag()}</Tag>}
        <p class="sub">{aboutDocument(document)}</p>
        {beside}
      </div>
      <a
        class="ds-button"
        data-variant="tertiary"
        data-size="sm"
        href={addresses.documentFile({ id: document.id })}
        aria-label={m.documents_open_named({ title: title.text })}
      >
        {m.documents_open()}
      </a>
    </li>
  )
}

export type DocumentsSectionProps = {
  /** The record whose page this is. */
  readonly place: Place
  readonly rows: readonly DocumentLine[]
  readonly all: number
  /** What new files may hang on; empty for whoever may only read. */
  readonly on: UploadFormProps['on']
  readonly mayWrite: boolean
  /** Of things one wants to see: their photos stand large above the list. */
  readonly pictured?: boolean
}

/** „Документи“ on a record's page: what hangs on it, and the box for more. */
export const DocumentsSection = ({ place, rows, all, on, mayWrite, pictured = false }: DocumentsSectionProps) =>
  rows.length === 0 && !mayWrite ? null : (
    <Section
      id="documents"
      title={m.documents_title()}
      count={all === 0 ? null : all}
      more={all > rows.length ? { href: addresses.documents({ thing: place.thing, on: place.thingId }), text: m.documents_all() } : undefined}
    >
      {pictured ? <Pictures rows={rows} /> : null}
      {rows.length === 0 ? null : (
        <ul class="documents">
          {rows.map((document) => (
            <DocumentItem document={document} beside={<Elsewhere places={document.places} here={place} />} />
          ))}
        </ul>
      )}
      {mayWrite ? (
        <details class="langs-more">
          <summary>{m.documents_upload()}</summary>
          <UploadForm on={on} />
        </details>
      ) : null}
    </Section>
  )

/** Beside what is about to be erased of a person: their documents, each with the page on which it can be removed. */
export const DocumentsBeforeErasing = ({ place, rows, all }: Pick<DocumentsSectionProps, 'place' | 'rows' | 'all'>) =>
  rows.length === 0 ? null : (
    <>
      <p>{m.documents_erasing({ count: all })}</p>
      <ul>
        {rows.map((document) => (
          <li>
            <a href={addresses.document({ id: document.id })}>{textIn(document.title)}</a>
          </li>
        ))}
      </ul>
      {all > rows.length ? <a href={addresses.documents({ thing: place.thing, on: place.thingId })}>{m.documents_all()}</a> : null}
    </>
  )

/** On a partner's page: which of its steps the paper belongs to; everywhere: what else it hangs on. */
const Elsewhere = ({ places, here }: { readonly places: readonly NamedPlace[]; readonly here: Place }) => {
  const others = places.filter((place) => placeKey(place) !== placeKey(here))
  return others.length === 0 ? null : (
    <p class="sub">
      {others.map(({ thing, title, href }, index) => (
        <>
          {index > 0 ? '; ' : null}
          {others[index - 1]?.thing === thing ? null : `${thingName(thing)}: `}
          {href === null ? title : <a href={href}>{title}</a>}
        </>
      ))}
    </p>
  )
}

export type UploadPageProps = {
  readonly shell: Shell
  readonly on: UploadFormProps['on']
  /** Where the cancelled form leads. */
  readonly back: { readonly href: string; readonly text: string }
  /** Files that were kept and those that were not, after an upload that did not wholly succeed. */
  readonly kept?: readonly { readonly id: string; readonly title: string }[]
  readonly faults?: readonly FieldError[]
}

export const UploadPage = ({ shell, on, back, kept = [], faults = [] }: UploadPageProps) => (
  <OfficePage
    shell={shell}
    title={m.documents_upload()}
    nav="documents"
    failed={faults.length > 0}
    crumbs={[{ text: m.documents_title(), href: addresses.documents() }, { text: m.documents_upload() }]}
    lead={on.length === 1 ? m.documents_upload_lead({ title: on[0]!.title }) : undefined}
  >
    <ErrorSummary errors={faults} />
    {kept.length === 0 ? null : (
      <div class="note">
        <p>{m.documents_kept_some({ count: kept.length })}</p>
        <ul>
          {kept.map(({ id, title }) => (
            <li>
              <a href={addresses.document({ id })}>{title}</a>
            </li>
          ))}
        </ul>
      </div>
    )}
    <UploadForm on={on} error={faults[0]?.message} />
    <p>
      <a href={back.href}>{back.text}</a>
    </p>
  </OfficePage>
)
