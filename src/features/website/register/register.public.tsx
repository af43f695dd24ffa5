// All partnerships for the citizens: the map as it stood in a year, the choices, the list, and the years in a table.
import { addresses } from '#addresses'
import { m } from '#messages'
import { currentLanguage } from '#platform/texts/language.ts'
import { Flag } from '#ui/badges.tsx'
import { Plate, plateTexts } from '#ui/plate.tsx'
import { SitePage, type Site, Words } from '../site.public.tsx'
import { type Choice, type RegisterCard, type RegisterView, type RegisterWish, TIES, type Tie, tieWord } from './register.ts'

/** More partners than this are not told one by one in the map's description: they stand in the list below it. */
const MOST_TOLD = 24

export type RegisterPageProps = {
  readonly site: Site
  readonly view: RegisterView
  readonly wish: RegisterWish
  readonly jsonLd: unknown
}

const Choose = ({ name, label, any, value, choices }: { name: string; label: string; any: string; value: string | null; choices: readonly Choice[] }) => (
  <p class="choose">
    <label for={name}>{label}</label>
    <select id={name} name={name}>
      <option value="">{any}</option>
      {choices.map((choice) => (
        <option value={choice.value} selected={choice.value === value}>
          {`${choice.text} (${choice.count})`}
        </option>
      ))}
      {value === null || choices.some((choice) => choice.value === value) ? null : (
        <option value={value} selected>
          {`${value} (0)`}
        </option>
      )}
    </select>
  </p>
)

const Card = ({ card, mapped }: { readonly card: RegisterCard; readonly mapped: boolean }) => (
  <li data-p={card.slug} data-tie={card.standing}>
    <a href={card.href}>
      {card.year === null ? null : <span class="yr">{card.year}</span>}
      <h3>
        <bdi lang={card.name.lang}>{card.name.text}</bdi>
        {card.native ? <span lang={card.native.lang}>{card.native.name}</span> : null}
      </h3>
      <p>
        <Flag country={card.country} /> {card.countryName} · {card.tie}
        {card.offMap === null || !mapped ? null : ` · ${m.website_off_map_here()}`} <span class="stood">{tieWord(card.standing)}</span>
      </p>
    </a>
  </li>
)

/** What the lines of the map mean; the same words stand beside each partner. */
const Legend = ({ ties }: { readonly ties: readonly Tie[] }) => (
  <ul class="legend">
    {ties.map((tie) => (
      <li>
        <svg viewBox="0 0 40 10" width="40" height="10" aria-hidden="true">
          <path class="arc" data-tie={tie} d="M1,5H39" />
        </svg>{' '}
        {tieWord(tie)}
      </li>
    ))}
  </ul>
)

export const RegisterPage = ({ site, view, wish, jsonLd }: RegisterPageProps) => {
  const lang = currentLanguage()
  const title = m.website_register_title()
  const lead = m.website_register_lead({ count: view.all })
  const { years, plate } = view
  const asked = {
    country: wish.country ?? undefined,
    type: wish.type ?? undefined,
    field: wish.field ?? undefined,
    year: years === null || years.year === years.to ? undefined : years.year,
  }
  const path = (more: Readonly<Record<string, string | number | undefined>>): string => addresses.siteRegister({ lang }, { ...asked, ...more })
  const query = path({ after: wish.after ?? undefined }).slice(addresses.siteRegister({ lang }).length)
  const narrowed = wish.country !== null || wish.type !== null || wish.field !== null
  const seen = TIES.filter((tie) => tie !== 'n' && years !== null && Object.values(years.ties).some((row) => row.includes(tie)))
  return (
    <SitePage
      site={site}
      title={title}
      description={lead}
      image="home"
      imageAlt={site.name}
      jsonLd={jsonLd}
      at="partnerships"
      sheets={['site-register.css']}
      islands={years === null ? [] : ['years.js']}
      query={query}
      unlisted={wish.after === null && !narrowed && asked.year === undefined ? undefined : true}
    >
      <header class="title">
        <h1>{title}</h1>
        <p class="lead">{lead}</p>
      </header>
      <div class="register">
        <form
          class="register-form"
          method="get"
          action={addresses.siteRegister({ lang })}
          data-from={years?.from}
          data-said={years === null ? undefined : JSON.stringify(years.said)}
          data-ties={years === null ? undefined : JSON.stringify(years.ties)}
          data-words={years === null ? undefined : JSON.stringify(Object.fromEntries(TIES.map((tie) => [tie, tieWord(tie)])))}
        >
          {years === null || years.from === years.to ? null : (
            <div class="slider">
              <p class="ends">
                <label for="year">{m.website_years_label()}</label>
                {years.year > years.from ? (
                  <a href={path({ year: years.year - 1 })} rel="nofollow">
                    ← {years.year - 1}
                  </a>
                ) : null}
                {years.year < years.to ? (
                  <a href={path({ year: years.year + 1 === years.to ? undefined : years.year + 1 })} rel="nofollow">
                    {years.year + 1} →
                  </a>
                ) : null}
              </p>
              <p class="track">
                <span aria-hidden="true">{years.from}</span>
                <input type="range" id="year" name="year" min={years.from} max={years.to} step="1" value={years.year} aria-describedby="year-said" />
                <span aria-hidden="true">{years.to}</span>
              </p>
              <output id="year-said" for="year" aria-live="off">
                {years.said[years.year - years.from]}
              </output>
            </div>
          )}
          <div class="choices">
            <Choose name="country" label={m.website_register_country()} any={m.website_register_any_country()} value={wish.country} choices={view.countries} />
            <Choose name="type" label={m.website_register_type()} any={m.website_register_any_type()} value={wish.type} choices={view.types} />
            <Choose name="field" label={m.website_register_field()} any={m.website_register_any_field()} value={wish.field} choices={view.fields} />
            <p class="choose">
              <button class="ds-button" data-variant="secondary" type="submit">
                {m.website_register_show()}
              </button>
            </p>
          </div>
        </form>
        {plate === null ? null : (
          <figure class="disc timed">
            <Plate
              home={plate.home}
              partners={plate.partners}
              texts={
                plate.partners.length <= MOST_TOLD
                  ? plateTexts(plate.home, plate.partners)
                  : { ...plateTexts(plate.home, []), desc: m.website_register_map({ home: plate.home.name, count: plate.partners.length }) }
              }
            />
            {seen.length === 0 && view.offMap === null ? null : (
              <figcaption>
                {seen.length === 0 ? null : <Legend ties={seen} />}
                {view.offMap === null ? null : <p class="sub">{view.offMap}</p>}
              </figcaption>
            )}
          </figure>
        )}
      </div>
      <section class="band" aria-labelledby="h-list">
        <h2 id="h-list">{view.counts}</h2>
        {view.cards.length === 0 ? (
          <p>
            {view.all === 0 ? m.website_register_none_yet() : m.website_register_none()}{' '}
            {narrowed ? <a href={addresses.siteRegister({ lang })}>{m.website_others_all()}</a> : null}
          </p>
        ) : (
          <ul class="towns">
            {view.cards.map((card) => (
              <Card card={card} mapped={plate !== null} />
            ))}
          </ul>
        )}
        {wish.after === null && view.next === null ? null : (
          <nav class="row pages" aria-label={m.website_pages()}>
            {wish.after === null ? null : <a href={path({})}>{m.website_page_first()}</a>}
            {view.next === null ? null : (
              <a href={path({ after: view.next })} rel="next">
                {m.website_page_next()}
              </a>
            )}
          </nav>
        )}
      </section>
      {years === null ? null : (
        <section class="band" aria-labelledby="h-years">
          <h2 id="h-years">{m.website_years_title()}</h2>
          <table class="year-table">
            <thead>
              <tr>
                <th scope="col">{m.website_years_year()}</th>
                <th scope="col">{m.website_years_changed()}</th>
                <th scope="col">{m.website_years_count()}</th>
              </tr>
            </thead>
            <tbody>
              {years.rows.map(({ year, changes, standing }) => (
                <tr>
                  <th scope="row">
                    <a href={path({ year: year === years.to ? undefined : year })} rel="nofollow">
                      {year}
                    </a>
                  </th>
                  <td>
                    {changes.map((change, index) => (
                      <>
                        {index > 0 ? <br /> : null}
                        <Words said={change} />
                      </>
                    ))}
                  </td>
                  <td>
                    <span class="label" aria-hidden="true">
                      {m.website_years_count()}:{' '}
                    </span>
                    {standing}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </SitePage>
  )
}
