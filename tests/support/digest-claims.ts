// What a sentence claims beyond names, numbers and days: that something was the first, came again, ended a break, was mutual. Each claim by its words in every language, with the situations whose patterns may make it and what the records must hold for it. Written here apart from the digest's own rules.
import type { MonthFacts, PartnerFacts, PromiseFacts, StepFacts } from '#features/digest/composing/month.ts'
import type { Sentence } from '#features/digest/composing/telling.ts'
import type { DigestLanguage } from '#features/digest/composing/tongue.ts'

/** What a sentence speaks of, by its records. */
type Told = {
  readonly key: string
  readonly partners: readonly PartnerFacts[]
  readonly steps: readonly StepFacts[]
  readonly promises: readonly PromiseFacts[]
  readonly events: MonthFacts['happenings']
  readonly breaks: readonly PartnerFacts['breaks'][number][]
  readonly acts: number
  /** Since a first contact, not a signing. */
  readonly sinceContact: boolean
}
export type Claim = {
  readonly says: Readonly<Record<DigestLanguage, RegExp>>
  /** Beginnings of the situations whose patterns may have these words. */
  readonly in: readonly string[]
  readonly holds: (told: Told) => boolean
}

/** A word by its beginning, where a word begins. */
const begins = (...words: readonly string[]): RegExp => new RegExp(`(?<![\\p{L}\\p{M}])(?:${words.join('|')})`, 'iu')
/** A whole word. */
const whole = (...words: readonly string[]): RegExp => new RegExp(`(?<![\\p{L}\\p{M}])(?:${words.join('|')})(?![\\p{L}\\p{M}])`, 'iu')

const took = ({ steps }: Told, ...kinds: readonly string[]): boolean => steps.some(({ kind }) => kinds.includes(kind))
const stands = ({ partners }: Told, ...stages: readonly string[]): boolean => partners.some(({ stageNow }) => stages.includes(stageNow))

export const CLAIMS: Readonly<Record<string, Claim>> = {
  again: {
    says: {
      bg: begins('възобнов', 'поднов', 'съживя', 'отново', 'пак(?!\\p{L})'),
      en: begins('reviv', 'renew', 'resum', 'again(?!st)', 'once more'),
      mk: begins('обнов', 'повторно', 'одново', 'пак(?!\\p{L})'),
      fr: begins('renou', 'repr[ei]', 'relanc', 'de nouveau(?!x)', 'à nouveau(?!x)'),
      it: begins('rinnov', 'ripre', 'ripart', 'riavvi', 'di nuovo', 'rilanc'),
      sr: begins('obnov', 'ponovo', 'nastavlja'),
      zh: /恢复|重启|续签|再次|重新|复/u,
    },
    in: ['heading.revival', 'step.renewal', 'step.revival', 'meaning.stage.reviving', 'meaning.stage.renewed', 'meaning.break'],
    holds: (told) =>
      told.breaks.length > 0 || took(told, 'renewal', 'revival', 'revival_letter', 'revival_consent', 'revival_plan') || stands(told, 'reviving', 'renewed'),
  },
  break: {
    says: {
      bg: begins('прекъсв', 'пауза'),
      en: whole('break', 'breaks', 'interruption'),
      mk: begins('прекин', 'пауза'),
      fr: begins('interruption', 'pause', 'coupure'),
      it: begins('interruzion', 'pausa'),
      sr: begins('prekid', 'pauz'),
      zh: /中断/u,
    },
    in: ['meaning.break', 'meaning.stage.lapsed', 'step.lapse'],
    holds: (told) => told.breaks.length > 0 || took(told, 'lapse') || stands(told, 'lapsed'),
  },
  first: {
    says: {
      bg: begins('първ', 'познанств', 'за пръв'),
      en: begins('first', 'acquaint'),
      mk: begins('прв[аиот]', 'првпат', 'познанств', 'запозна'),
      fr: begins('premi', 'connaissance'),
      it: begins('prim[oie](?!v)', 'prima volta', 'conoscenz'),
      sr: begins('prv[aiou]', 'poznanstv', 'upozna'),
      zh: /首次|初次|初识|结识|第一/u,
    },
    in: ['heading.first_contact', 'step.first_contact', 'meaning.contact'],
    holds: (told) => told.sinceContact || took(told, 'first_contact'),
  },
  mutual: {
    says: {
      bg: begins('взаимн', 'един друг', 'помежду си', 'размени'),
      en: begins('mutual', 'each other', 'exchanged', 'one another'),
      mk: begins('взаемн', 'меѓусебн', 'разменија'),
      fr: begins('mutuel', 'réciproque', 'l’un l’autre', 'échangé'),
      it: begins('reciproc', 'mutu', 'a vicenda', 'scambiat'),
      sr: begins('uzajamn', 'međusobn', 'razmijenil'),
      zh: /互|相互/u,
    },
    in: ['happened.letter.none', 'happened.exchange', 'act.gift', 'promise', 'given', 'meaning.contact', 'step.council_decision.both'],
    holds: ({ promises, events, acts, steps, sinceContact }) =>
      sinceContact ||
      steps.some(({ side }) => side === 'both') ||
      promises.some(({ owedBy }) => owedBy === 'both') ||
      events.some(({ kind, direction }) => kind === 'exchange' || direction === 'none') ||
      acts > 0,
  },
  bothSides: {
    says: {
      bg: begins('двете страни', 'двамата'),
      en: begins('both sides', 'both councils'),
      mk: begins('двете страни'),
      fr: begins('les deux', 'des deux'),
      it: begins('entrambe', 'le due', 'dalle due'),
      sr: begins('obje strane', 'obije', 'obje'),
      zh: /双方/u,
    },
    in: ['meaning.stage', 'step', 'promise', 'given', 'kept', 'heading'],
    holds: ({ steps, promises, partners, key }) =>
      steps.some(({ side }) => side === 'both') ||
      promises.some(({ owedBy }) => owedBy === 'both') ||
      (key.startsWith('stage:') && partners.some(({ stageNow }) => ['active', 'renewed', 'intent', 'contact'].includes(stageNow))),
  },
  most: {
    says: {
      bg: begins('най-', 'единствен', 'само(?!\\p{L})', 'никога', 'всички(?!\\p{L})', 'винаги', 'успешн', 'историческ'),
      en: whole('largest', 'biggest', 'only', 'most', 'best', 'never', 'always', 'every', 'successful', 'historic', 'unique'),
      mk: begins('нај', 'единствен', 'само(?!\\p{L})', 'никогаш', 'секогаш', 'успешн', 'историск'),
      fr: whole('le plus', 'la plus', 'les plus', 'seule?s?', 'jamais', 'toujours', 'unique', 'historique', 'réussie?'),
      it: whole('il più', 'la più', 'i più', 'solo', 'soltanto', 'unic[oa]', 'mai', 'sempre', 'storic[oa]'),
      sr: begins('naj', 'jedin[iao](?!c)', 'samo(?!\\p{L})', 'nikad', 'uvijek', 'uspješn', 'istorijsk'),
      zh: /最|唯一|仅|从未|历史性|成功/u,
    },
    // No record can say so.
    in: [],
    holds: () => false,
  },
}

/** What the records of a sentence are, by the month. */
export function toldBy({ key, records }: Sentence, facts: MonthFacts): Told {
  const ids = new Set(records.map(({ kind, id }) => `${kind} ${id}`))
  const has = (kind: string, id: string): boolean => ids.has(`${kind} ${id}`)
  const partners = facts.partners.filter(
    ({ partnershipId, steps, breaks, anniversaries, known }) =>
      has('partnership', partnershipId) ||
      [...anniversaries, ...(known === null ? [] : [known])].some(({ milestoneId }) => has('milestone', milestoneId)) ||
      steps.some(({ id }) => has('milestone', id)) ||
      breaks.some(({ stepId }) => has('milestone', stepId)),
  )
  const earlier = facts.partners.flatMap((one) => (one.earlier === null ? [] : [one.earlier]))
  const heading = key.startsWith('heading:')
  return {
    key,
    partners,
    steps: partners.flatMap(({ steps }) => steps.filter(({ id }) => heading || has('milestone', id))),
    promises: [...facts.made, ...facts.kept, ...facts.ahead.promises, ...earlier.flatMap(({ promises }) => promises)].filter(({ id }) => has('commitment', id)),
    events: [...facts.happenings, ...facts.ahead.happenings, ...earlier.map(({ happening }) => happening)].filter(({ id }) => has('event', id)),
    breaks: partners.flatMap(({ breaks }) => breaks.filter(({ stepId }) => has('milestone', stepId))),
    sinceContact: partners.some(({ anniversaries, known }) =>
      [...anniversaries, ...(known === null ? [] : [known])].some(({ milestoneId, since }) => since === 'contact' && has('milestone', milestoneId)),
    ),
    acts: facts.acts.filter(({ id }) => has('act', id)).length,
  }
}

/** The claims of a sentence that its records do not hold; what the records themselves say in these words they may. */
export function unfounded(sentence: Sentence, facts: MonthFacts, language: DigestLanguage, texts: readonly string[]): string[] {
  return Object.entries(CLAIMS).flatMap(([claim, { says, holds }]) => {
    const said = says[language].exec(sentence.text)?.[0]
    if (said === undefined || texts.some((text) => says[language].test(text)) || holds(toldBy(sentence, facts))) return []
    return [`“${said}” claims “${claim}”, which its records do not hold`]
  })
}
