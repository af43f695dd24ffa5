// A delegate's own programme on the phone: their items first, by day, with maps and telephones; small, without letters of its own, whole without script.
import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import type { PaperLanguage } from '#platform/texts/paper-languages.ts'
import { OWN_NAME } from '#platform/texts/paper-languages.ts'
import { assetPath } from '#ui/assets.ts'
import { mapHref } from '../programmes/map.ts'
import { type Closed, type PocketDay, type PocketItem, telephone } from './pocket.ts'
import type { DayContact } from './pocket.queries.ts'
import type { PocketWords } from './pocket-words.ts'
import { POCKET_WORDS } from './words.ts'

const Page = ({
  language,
  title,
  script,
  head,
  children,
}: {
  readonly language: PaperLanguage
  readonly title: string
  readonly script?: boolean
  readonly head?: Child
  readonly children: Child
}) => (
  <>
    {raw('<!doctype html>')}
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <meta name="format-detection" content="telephone=no" />
        <title>{title}</title>
        <link rel="icon" href={assetPath('mark.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href={assetPath('pocket.css')} />
        {script === true ? <script type="module" src={assetPath('pocket.js')}></script> : null}
        {head}
      </head>
      <body>{children}</body>
    </html>
  </>
)

export type PocketPageProps = {
  readonly language: PaperLanguage
  readonly languages: readonly PaperLanguage[]
  readonly token: string
  /** Stands for this link where something is kept on the phone. */
  readonly linkId: string
  readonly office: string
  readonly visit: { readonly text: string; readonly lang: string }
  /** „12–14 октомври 2026 г.“; '' while not known. */
  readonly days: string
  readonly name: string
  readonly programme: readonly PocketDay[]
  readonly contacts: readonly DayContact[]
  /** Lines of the own stay: which, its label and its value. */
  readonly stay: readonly { readonly line: string; readonly label: string; readonly value: string }[]
  /** „14 декември 2026 г., 09:12“ */
  readonly asOf: string
  readonly stamp: string
  readonly hostZone: string
}

/** A sentence with a hole where the phone puts a value. */
const holes = (words: PocketWords): Readonly<Record<string, string>> => ({
  'data-changed': words.changed('{now}', '{before}'),
  'data-moved': words.moved('{now}', '{before}'),
  'data-reworded': words.reworded,
  'data-fresh': words.fresh,
  'data-dropped': words.dropped('{what}'),
  'data-changes': words.changesTitle,
  'data-seen': words.seen,
  'data-today': words.today,
  'data-now': words.now,
})

export const PocketPage = (props: PocketPageProps) => {
  const { language, languages, token, office, visit, days, name, programme, contacts, stay, asOf } = props
  const words = POCKET_WORDS[language]
  const always = contacts.filter(({ day }) => day === null)
  return (
    <Page language={language} title={`${words.programme}: ${visit.text}`} script>
      <a class="skip" href="#programme">
        {words.skip}
      </a>
      <main id="pocket" data-key={`${props.linkId}.${language}`} data-stamp={props.stamp} data-zone={props.hostZone} {...holes(words)}>
        <header>
          <p class="office">{office}</p>
          <h1 lang={visit.lang}>{visit.text}</h1>
          <p>
            {days === '' ? null : <>{days} · </>}
            <strong>{name}</strong>
          </p>
          {languages.length < 2 ? null : (
            <nav class="langs" aria-label={words.languages}>
              {languages.map((one) => (
                <a href={addresses.pocket({ token }, { lang: one })} lang={one} hreflang={one} aria-current={one === language ? 'true' : undefined}>
                  {OWN_NAME[one]}
                </a>
              ))}
            </nav>
          )}
        </header>
        <p class="offline" role="status" hidden>
          {words.offline(asOf)}
        </p>
        <section class="news" aria-live="polite" hidden></section>
        <div id="programme" tabindex={-1}>
          {programme.length < 2 ? null : (
            <nav class="days" aria-label={words.days}>
              {programme.map(({ day, short }) => (
                <a href={`#d-${day}`} data-jump={day}>
                  {short}
                </a>
              ))}
            </nav>
          )}
          {always.length === 0 ? null : <Contacts title={words.contact} contacts={always} />}
          {programme.map((day) => (
            <Day day={day} words={words} language={language} contacts={contacts.filter((contact) => contact.day === day.day)} />
          ))}
        </div>
        {stay.length === 0 ? null : (
          <section aria-labelledby="stay">
            <h2 id="stay">{words.stay}</h2>
            <dl>
              {stay.map(({ line, label, value }) => (
                <>
                  <dt>{label}</dt>
                  <dd data-stay={line} data-label={label} data-value={value}>
                    {value}
                  </dd>
                </>
              ))}
            </dl>
          </section>
        )}
        <footer>
          <p>
            {words.asOf(asOf)} {words.offlineKept}
          </p>
          <p>{words.untracked}</p>
        </footer>
      </main>
    </Page>
  )
}

const Contacts = ({ title, contacts }: { readonly title: string; readonly contacts: readonly DayContact[] }) => (
  <div class="contacts">
    <p class="label">{title}</p>
    <ul>
      {contacts.map(({ name, phone, note }) => (
        <li>
          {name}
          {note === '' ? null : <span class="sub"> · {note}</span>}
          {phone === '' ? null : (
            <>
              {' '}
              <a href={`tel:${telephone(phone)}`}>{phone}</a>
            </>
          )}
        </li>
      ))}
    </ul>
  </div>
)

const Day = ({
  day: { day, heading, mine, others },
  words,
  language,
  contacts,
}: {
  readonly day: PocketDay
  readonly words: PocketWords
  readonly language: PaperLanguage
  readonly contacts: readonly DayContact[]
}) => (
  <section class="day" id={`d-${day}`} data-day={day} aria-labelledby={`h-${day}`}>
    <h2 id={`h-${day}`}>{heading}</h2>
    {contacts.length === 0 ? null : <Contacts title={words.contactOfDay} contacts={contacts} />}
    {mine.length === 0 ? <p class="sub">{words.nothing}</p> : null}
    <ol aria-label={words.mine}>
      {mine.map((item) => (
        <Item item={item} words={words} language={language} />
      ))}
    </ol>
    {others.length === 0 ? null : (
      <details>
        <summary>
          {words.others} ({others.length})
        </summary>
        <ol class="others">
          {others.map((item) => (
            <Item item={item} words={words} language={language} />
          ))}
        </ol>
      </details>
    )}
  </section>
)

/** Opens only when it is pressed; nothing of this page goes along. */
const mapOf = ({ geo, address }: PocketItem): string | null => mapHref({ latitude: geo?.latitude ?? null, longitude: geo?.longitude ?? null, address })

/** The same for the phone's own maps, where a phone knows such addresses: they work without a connection. */
const geoOf = ({ geo, place, address }: PocketItem): string | undefined =>
  geo === null ? undefined : `geo:${geo.latitude},${geo.longitude}?q=${geo.latitude},${geo.longitude}(${encodeURIComponent(place || address)})`

const Item = ({ item, words, language }: { readonly item: PocketItem; readonly words: PocketWords; readonly language: PaperLanguage }) => {
  const map = mapOf(item)
  const lang = (one: string): string | undefined => (one === language ? undefined : one)
  return (
    <li
      class={item.quiet ? 'quiet' : undefined}
      data-item={item.id}
      data-when={item.when}
      data-time={item.begins}
      data-ends={item.ends}
      data-place={item.place}
      data-title={item.title.text}
      data-from={String(item.from)}
      data-to={String(item.to)}
    >
      <p class="hours">
        <time datetime={new Date(item.from).toISOString()}>{item.begins}</time>
        {item.ends === '' ? null : <span> {words.until(item.ends)}</span>}
        {item.elsewhere === '' ? null : <span class="far">{item.elsewhere}</span>}
      </p>
      <div>
        <h3 lang={lang(item.title.lang)}>{item.title.text}</h3>
        {item.place === '' ? null : <p>{item.place}</p>}
        {item.address === '' ? null : <p class="sub">{item.address}</p>}
        {map === null ? null : (
          <p>
            <a href={map} data-geo={geoOf(item)} rel="noreferrer noopener">
              {words.map}
              <span class="sr">: {item.place || item.address}</span>
            </a>
          </p>
        )}
        {item.people.length === 0 ? null : <p class="sub">{item.people.join(', ')}</p>}
        {item.note.text === '' ? null : (
          <p class="sub" lang={lang(item.note.lang)}>
            {item.note.text}
          </p>
        )}
        {item.contact === '' && item.phone === '' ? null : (
          <p>
            {words.contact}: {item.contact}
            {item.phone === '' ? null : (
              <>
                {' '}
                <a href={`tel:${telephone(item.phone)}`}>{item.phone}</a>
              </>
            )}
          </p>
        )}
      </div>
    </li>
  )
}

/** A link that opens no more says so, politely, in its reader's language, and whom one can call. */
export const ClosedPage = ({
  language,
  why,
  office,
  phone,
  email,
  contacts,
}: {
  readonly language: PaperLanguage
  readonly why: Closed
  readonly office: string
  /** Of the office; '' while nobody wrote it. */
  readonly phone: string
  readonly email: string
  readonly contacts: readonly DayContact[]
}) => {
  const words = POCKET_WORDS[language]
  const said: Readonly<Record<Closed, string>> = { cancelled: words.cancelled, 'not-coming': words.notComing, withdrawn: words.withdrawn, over: words.over }
  const title = why === 'cancelled' ? words.cancelledTitle : words.closedTitle
  const reachable = contacts.filter((one, index) => one.phone !== '' && contacts.findIndex((other) => other.phone === one.phone) === index)
  return (
    <Page language={language} title={title}>
      <main>
        <header>
          <p class="office">{office}</p>
          <h1>{title}</h1>
        </header>
        <p>{said[why]}</p>
        <p>{words.askOffice(office)}</p>
        {phone === '' && email === '' ? null : (
          <p class="contacts">
            {phone === '' ? null : <a href={`tel:${telephone(phone)}`}>{phone}</a>}
            {phone === '' || email === '' ? null : ' · '}
            {email === '' ? null : <a href={`mailto:${email}`}>{email}</a>}
          </p>
        )}
        {reachable.length === 0 ? null : <Contacts title={words.contact} contacts={reachable} />}
      </main>
    </Page>
  )
}
