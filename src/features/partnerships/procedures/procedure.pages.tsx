// What comes next with a partner by both countries' procedures, and a country's whole procedure to read before there is a partner.
import type { Child } from 'hono/jsx'
import { addresses } from '#addresses'
import { countryName } from '#features/organisations/naming.ts'
import { m } from '#messages'
import { dateInWords, dayInWords } from '#platform/dates.ts'
import { capitalised, lowered } from '#platform/texts/sentences.ts'
import { Tag, type TagTone } from '#ui/badges.tsx'
import { OfficePage } from '#ui/layout.tsx'
import { Source } from '#ui/quote.tsx'
import type { Shell } from '#ui/shell.ts'
import { Section } from '#ui/tables.tsx'
import { type MilestoneKind, milestoneKindName, numberInWords } from '../milestones/milestone.ts'
import type { MilestoneRow } from '../milestones/milestone.table.ts'
import { partnershipTypeName, type PartnershipType } from '../partnership.ts'
import { type adviceFor, type Check, type CheckState, type Procedure, type ProcedureStep, type RevivalCheck, sourcesOf, wordsIn } from './procedure.ts'
import type { Term } from '../stage.ts'

const TONES: Readonly<Record<CheckState, TagTone>> = {
  done: 'kept',
  unrecorded: 'outline',
  next: 'accent',
  waiting: 'soon',
  later: 'neutral',
  unneeded: 'outline',
  unknown: 'outline',
}
const STATES: Readonly<Record<Exclude<CheckState, 'waiting'>, () => string>> = {
  done: () => m.partnerships_check_done(),
  unrecorded: () => m.partnerships_check_unrecorded(),
  next: () => m.partnerships_check_next(),
  later: () => m.partnerships_check_later(),
  unneeded: () => m.partnerships_check_unneeded(),
  unknown: () => m.partnerships_check_unknown(),
}
const stateInWords = (state: CheckState, until: string | null): string =>
  state === 'waiting' ? m.partnerships_check_waiting({ day: dayInWords(until!) }) : STATES[state]()

/** `most`: beside a step of a partnership the first one is enough, the whole order shows them all. */
const ProcedureSources = ({ keys, most }: { readonly keys: readonly string[]; readonly most?: number }) => (
  <p class="src">
    {sourcesOf(keys.slice(0, most)).map(({ title, url, date }, index) => (
      <>
        {index > 0 ? '; ' : null}
        <Source title={title} href={url ?? undefined} when={date === null ? undefined : dateInWords(date)} />
      </>
    ))}
  </p>
)

/** „12 май 2025 г., № 742“, each leading to its step for those who may open it. */
const Shown = ({ by, id, mayWrite }: { readonly by: readonly MilestoneRow[]; readonly id: string; readonly mayWrite: boolean }) => (
  <>
    {by.map((milestone, index) => {
      const words = [dateInWords(milestone.date), milestone.documentNumber === null ? '' : numberInWords(milestone.documentNumber)]
        .filter((part) => part !== '')
        .join(', ')
      return (
        <>
          {index > 0 ? '; ' : null}
          {mayWrite ? <a href={addresses.milestone({ id, milestone: milestone.id })}>{words}</a> : words}
        </>
      )
    })}
  </>
)

type Names = { readonly us: string; readonly them: string }
type Checked = Check<MilestoneRow> & { readonly step: Pick<ProcedureStep, 'id' | 'by' | 'title' | 'text' | 'sources'> }

const who = (by: ProcedureStep['by'], home: 'us' | 'them', names: Names, country: string | null): string =>
  by === 'both'
    ? m.partnerships_check_both({ us: names.us, them: names.them })
    : by === 'state'
      ? m.partnerships_check_state({ country: country === null ? '' : countryName(country) })
      : (by === 'town') === (home === 'us')
        ? names.us
        : names.them

const OPEN: ReadonlySet<CheckState> = new Set(['next', 'waiting'])

const NONE: ReadonlySet<MilestoneKind> = new Set()

const Checks = ({
  checks,
  home,
  names,
  country,
  id,
  mayWrite,
  offered = NONE,
  level = 'h4',
}: {
  readonly checks: readonly Checked[]
  readonly home: 'us' | 'them'
  readonly names: Names
  readonly country: string | null
  readonly id: string
  readonly mayWrite: boolean
  /** Steps whose button stands in the other country's list already. */
  readonly offered?: ReadonlySet<MilestoneKind>
  readonly level?: 'h3' | 'h4'
}) => {
  // Steps that all rest on one page name it once.
  const sources = new Set(checks.map(({ step }) => step.sources[0]))
  const Title = level
  return (
    <>
      <ol class="checks">
        {checks.map(({ step, state, by, until, kind, side }) => (
          <li data-s={state}>
            <Title>{wordsIn(step.title)}</Title>
            <p class="meta">
              <Tag tone={TONES[state]}>{stateInWords(state, until)}</Tag> <span>{who(step.by, home, names, country)}</span>
              {by.length === 0 ? null : (
                <span>
                  <Shown by={by} id={id} mayWrite={mayWrite} />
                </span>
              )}
            </p>
            {OPEN.has(state) ? <p class="small">{wordsIn(step.text)}</p> : null}
            {state === 'next' && mayWrite && !offered.has(kind) ? (
              <p class="no-print">
                <a class="ds-button" data-size="sm" data-variant="secondary" href={addresses.milestoneNew({ id }, { kind, side })}>
                  {m.partnerships_check_record({ step: milestoneKindName(kind) })}
                </a>
              </p>
            ) : null}
            {sources.size === 1 ? null : <ProcedureSources keys={step.sources} most={1} />}
          </li>
        ))}
      </ol>
      {sources.size === 1 ? <ProcedureSources keys={[...sources].flatMap((key) => key ?? [])} /> : null}
    </>
  )
}

/** The way back in short, for the sheet that is handed over: the same steps as the page lists them, the next one with its form. */
export const RevivalWay = ({
  checks,
  id,
  mayWrite,
}: {
  readonly checks: readonly RevivalCheck<MilestoneRow>[]
  readonly id: string
  readonly mayWrite: boolean
}) =>
  checks.length === 0 ? null : (
    <div class="revival">
      <p class="sub side">{m.partnerships_revival_way()}</p>
      <ol class="steps">
        {checks.map(({ step, state, by, until, kind, side }) => (
          <li>
            {state === 'next' && mayWrite ? <a href={addresses.milestoneNew({ id }, { kind, side })}>{wordsIn(step.title)}</a> : wordsIn(step.title)}
            {state === 'later' ? null : (
              <span class={state === 'done' ? 'kept' : 'sub'}>
                {' · '}
                {stateInWords(state, until)}
              </span>
            )}
            {by.length === 0 ? null : (
              <>
                {' '}
                <Shown by={by} id={id} mayWrite={mayWrite} />
              </>
            )}
          </li>
        ))}
      </ol>
    </div>
  )

const Remarks = ({ procedure }: { readonly procedure: Procedure }) =>
  procedure.remarks.length + procedure.unknown.length === 0 ? null : (
    <ul class="check-remarks">
      {procedure.remarks.map(({ text, sources }) => (
        <li>
          {wordsIn(text)}
          <ProcedureSources keys={sources} most={1} />
        </li>
      ))}
      {procedure.unknown.map((text) => (
        <li class="sub">{m.partnerships_procedure_unknown({ text: lowered(wordsIn(text)) })}</li>
      ))}
    </ul>
  )

export type CountryList = {
  readonly home: 'us' | 'them'
  readonly country: string
  readonly procedure: Procedure
  readonly checks: readonly (Check<MilestoneRow> & { readonly step: ProcedureStep })[]
}

export type NextStepsProps = {
  readonly id: string
  readonly names: Names
  readonly type: PartnershipType
  readonly mayWrite: boolean
  readonly advice: ReturnType<typeof adviceFor>
  readonly countries: readonly CountryList[]
  readonly revival: readonly Checked[]
  readonly term: Term | null
  /** A term or a topic that this type asks for and nobody wrote down. */
  readonly lacking: readonly string[]
  /** How long before its end a term is worth a word. */
  readonly endsSoon: boolean
}

/** Whether anything waits for somebody: then it stands above the timeline. */
export const anythingOpen = ({ advice, countries }: Pick<NextStepsProps, 'advice' | 'countries'>): boolean =>
  advice === 'revival' || advice === 'renewal' || countries.some(({ checks }) => checks.some(({ state }) => OPEN.has(state)))

/** A signature is taken by both: one button is enough. */
const offeredBefore = (list: CountryList, { countries }: NextStepsProps): ReadonlySet<MilestoneKind> =>
  new Set(
    countries
      .slice(0, countries.indexOf(list))
      .flatMap(({ checks }) => checks)
      .flatMap(({ state, kind, side }) => (state === 'next' && side === 'both' ? [kind] : [])),
  )

const CountryChecks = ({ list, props }: { readonly list: CountryList; readonly props: NextStepsProps }) => (
  <div>
    <h3>
      {props.names[list.home]} · {countryName(list.country)}
    </h3>
    <Checks
      checks={list.checks}
      home={list.home}
      names={props.names}
      country={list.country}
      id={props.id}
      mayWrite={props.mayWrite}
      offered={offeredBefore(list, props)}
    />
    <Remarks procedure={list.procedure} />
    <p class="sub">
      {capitalised(m.partnerships_procedure_checked({ day: dayInWords(list.procedure.checkedOn) }))}{' '}
      <a class="no-print" href={addresses.procedure({ country: list.country })}>
        {m.partnerships_procedure_whole()}
      </a>
    </p>
  </div>
)

const Both = ({ props }: { readonly props: NextStepsProps }) => (
  <div class="pair">
    {props.countries.map((list) => (
      <CountryChecks list={list} props={props} />
    ))}
  </div>
)

const renewalLink = ({ id }: NextStepsProps): Child => (
  <a class="ds-button no-print" data-size="sm" data-variant="secondary" href={addresses.milestoneNew({ id }, { kind: 'renewal', side: 'both' })}>
    {m.partnerships_check_renew()}
  </a>
)

/** „Следващи стъпки“ on a partnership's page. */
export const NextSteps = (props: NextStepsProps) => {
  const { advice, countries, term, lacking, endsSoon, mayWrite, type } = props
  const terms = term !== null && (term.over || endsSoon)
  // Of a tie with a company only terms are worth a word.
  if (advice === 'none' || (advice === 'procedure' && countries.length === 0 && !terms && lacking.length === 0)) return null
  const open = anythingOpen(props)
  // A mere contact needs nothing; the order is there for whoever wants more.
  const unneeded = countries.every(({ checks }) => checks.every(({ state }) => state === 'unneeded' || state === 'done' || state === 'unknown'))
  return (
    <Section id="next-steps" title={m.partnerships_next_steps()}>
      {lacking.map((text) => (
        <p class="note">{text}</p>
      ))}
      {!terms ? null : (
        <>
          <p class="note">
            {term.over ? m.partnerships_term_over({ date: dateInWords(term.until) }) : m.partnerships_term_ends({ date: dateInWords(term.until) })}
          </p>
          {mayWrite ? (
            <div class="row no-print">
              {renewalLink(props)}
              {term?.over ? (
                <a class="ds-button" data-size="sm" data-variant="tertiary" href={addresses.milestoneNew({ id: props.id }, { kind: 'end', side: 'both' })}>
                  {m.partnerships_check_end()}
                </a>
              ) : null}
            </div>
          ) : null}
        </>
      )}
      {advice === 'revival' ? (
        <>
          <p class="sub">{m.partnerships_revival_lead()}</p>
          <Checks
            checks={props.revival}
            home={props.revival.some(({ kind, by }) => kind === 'revival_letter' && by[0]?.side === 'them') ? 'them' : 'us'}
            names={props.names}
            country={null}
            id={props.id}
            mayWrite={mayWrite}
            level="h3"
          />
        </>
      ) : advice === 'renewal' || countries.length === 0 ? null : open ? (
        <Both props={props} />
      ) : (
        <>
          <p class="sub">{unneeded ? m.partnerships_next_none_needed({ type: partnershipTypeName(type) }) : m.partnerships_next_nothing()}</p>
          <details class="langs-more">
            <summary>{m.partnerships_next_order()}</summary>
            <div>
              <Both props={props} />
            </div>
          </details>
        </>
      )}
    </Section>
  )
}

export type ProcedurePageProps = {
  readonly shell: Shell
  /** Countries to choose from. */
  readonly countries: readonly string[]
  /** null: the page that lists the countries. */
  readonly country: string | null
  readonly procedure: Procedure | null
}

const ACTOR_WORDS: Readonly<Record<ProcedureStep['by'], () => string>> = {
  town: () => m.partnerships_procedure_by_town(),
  partner: () => m.partnerships_procedure_by_partner(),
  both: () => m.partnerships_procedure_by_both(),
  state: () => m.partnerships_procedure_by_state(),
}

const typesInWords = (types: readonly PartnershipType[]): string => types.map(partnershipTypeName).join(', ')

const validity = ({ validFrom, validUntil }: Procedure): string[] => [
  ...(validFrom === null ? [] : [m.partnerships_procedure_from({ date: dateInWords(validFrom) })]),
  ...(validUntil === null ? [] : [m.partnerships_procedure_until({ date: dateInWords(validUntil) })]),
]

/** A country's whole procedure. */
export const ProcedurePage = ({ shell, countries, country, procedure }: ProcedurePageProps) => (
  <OfficePage
    shell={shell}
    title={country === null ? m.partnerships_procedures() : m.partnerships_procedure_title({ country: countryName(country) })}
    nav="partnerships"
    crumbs={[
      { text: m.partnerships_title(), href: addresses.partnerships() },
      ...(country === null ? [] : [{ text: m.partnerships_procedures(), href: addresses.procedures() }]),
    ]}
    lead={country === null ? m.partnerships_procedures_lead() : m.partnerships_procedure_lead()}
  >
    {country === null || procedure === null ? (
      <ul class="procedure-list">
        {countries.map((one) => (
          <li>
            <a href={addresses.procedure({ country: one })}>{countryName(one)}</a>
          </li>
        ))}
      </ul>
    ) : (
      <div class="stack-lg procedure">
        {procedure.country === null ? <p class="note">{m.partnerships_procedure_general({ country: countryName(country) })}</p> : null}
        <ol class="checks">
          {procedure.steps.map((step) => (
            <li data-s="later" id={step.id}>
              <h2>{wordsIn(step.title)}</h2>
              <p class="meta">
                <span class="strong">{ACTOR_WORDS[step.by]()}</span>
                {step.waits === undefined ? null : <span>{m.partnerships_procedure_wait({ count: step.waits.days })}</span>}
              </p>
              <p>{wordsIn(step.text)}</p>
              <p class="sub">
                {m.partnerships_procedure_needed({ types: typesInWords(step.types) })}
                {step.unknownFor.length === 0 ? null : ` ${m.partnerships_procedure_not_known({ types: typesInWords(step.unknownFor) })}`}
              </p>
              <ProcedureSources keys={step.sources} />
            </li>
          ))}
        </ol>
        {procedure.remarks.length === 0 ? null : (
          <Section id="remarks" title={m.partnerships_procedure_remarks()}>
            <ul class="check-remarks">
              {procedure.remarks.map(({ text, sources }) => (
                <li>
                  {wordsIn(text)}
                  <ProcedureSources keys={sources} />
                </li>
              ))}
            </ul>
          </Section>
        )}
        {procedure.unknown.length === 0 ? null : (
          <Section id="unknown" title={m.partnerships_procedure_unknowns()}>
            <ul class="check-remarks">
              {procedure.unknown.map((text) => (
                <li>{wordsIn(text)}</li>
              ))}
            </ul>
          </Section>
        )}
        <p class="sub">{capitalised([...validity(procedure), m.partnerships_procedure_checked({ day: dayInWords(procedure.checkedOn) })].join(' · '))}</p>
        <p class="sub">{m.partnerships_procedure_warning()}</p>
      </div>
    )}
  </OfficePage>
)
