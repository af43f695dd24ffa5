// The letter that asks a partner whether the names we have are still right, in the partner's language; only names and posts, which are public.
import { scriptOf, transliterate, type Alphabet } from '#platform/names/transliteration.ts'
import { speakingIn } from '#platform/texts/language.ts'
import { isEmptyText, type LocalText } from '#platform/texts/local-text.ts'
import { roleName, type RoleClass } from './post.ts'

type Words = {
  readonly subject: string
  /** `{organisation}` and `{people}` are filled in. */
  readonly body: string
  /** Posts for which there is no wording in this language. */
  readonly role: (roleClass: RoleClass) => string
}

const roles = (words: Readonly<Record<RoleClass, string>>) => (roleClass: RoleClass) => words[roleClass]

const LETTERS: Readonly<Record<string, Words>> = {
  bg: {
    subject: 'Верни ли са още имената, които имаме?',
    body: `Уважаеми колеги,

веднъж годишно проверяваме дали познаваме правилните хора при вас. За {organisation} имаме следните имена и длъжности:

{people}

Моля, пишете ни дали това още е вярно: кой е напуснал длъжността си, кой я е поел и от кога. Ако всичко е вярно, достатъчно е кратко „да“.

Благодарим ви!`,
    role: (roleClass) => speakingIn('bg', () => roleName(roleClass)),
  },
  en: {
    subject: 'Are the names we have still right?',
    body: `Dear colleagues,

Once a year we check that we know the right people at your end. For {organisation} we have the following names and posts:

{people}

Could you please tell us whether this is still right: who has left their post, who has taken it over, and since when? If everything is right, a short “yes” is enough.

Thank you very much.`,
    role: (roleClass) => speakingIn('en', () => roleName(roleClass)),
  },
  mk: {
    subject: 'Дали сè уште се точни имињата што ги имаме?',
    body: `Почитувани колеги,

еднаш годишно проверуваме дали ги знаеме вистинските лица кај вас. За {organisation} ги имаме следните имиња и функции:

{people}

Ве молиме, известете нè дали ова сè уште е точно: кој ја напуштил функцијата, кој ја презел и од кога. Ако сè е точно, доволно е кратко „да“.

Ви благодариме!`,
    role: roles({
      mayor: 'градоначалник',
      deputy_mayor: 'заменик-градоначалник',
      council_chair: 'претседател на Советот на општината',
      councillor: 'член на Советот на општината',
      ambassador: 'амбасадор',
      consul: 'конзул',
      diplomat: 'дипломат',
      minister: 'министер',
      head_of_state: 'шеф на државата',
      head_of_government: 'претседател на Владата',
      governor: 'гувернер',
      official: 'службеник во администрацијата',
      business: 'претставник на бизнисот',
      academic: 'професор или научник',
      culture: 'културен деец',
      clergy: 'свештено лице',
      association: 'претставник на здружение',
      other: '',
    }),
  },
  fr: {
    subject: 'Les noms que nous avons sont-ils toujours exacts ?',
    body: `Chers collègues,

Une fois par an, nous vérifions que nous connaissons les bonnes personnes chez vous. Pour {organisation}, nous avons les noms et fonctions suivants :

{people}

Pourriez-vous nous dire si ces informations sont toujours exactes : qui a quitté ses fonctions, qui lui a succédé et depuis quand ? Si tout est exact, un simple « oui » suffit.

Avec nos remerciements et nos salutations les plus cordiales,`,
    role: roles({
      mayor: 'maire',
      deputy_mayor: 'adjoint au maire',
      council_chair: 'président du conseil municipal',
      councillor: 'conseiller municipal',
      ambassador: 'ambassadeur',
      consul: 'consul',
      diplomat: 'diplomate',
      minister: 'ministre',
      head_of_state: 'chef de l’État',
      head_of_government: 'chef du gouvernement',
      governor: 'préfet',
      official: 'agent de l’administration',
      business: 'représentant d’entreprise',
      academic: 'enseignant ou chercheur',
      culture: 'acteur culturel',
      clergy: 'membre du clergé',
      association: 'représentant d’association',
      other: '',
    }),
  },
  it: {
    subject: 'I nominativi in nostro possesso sono ancora corretti?',
    body: `Gentili colleghi,

una volta all’anno verifichiamo di conoscere le persone giuste presso di voi. Per {organisation} ci risultano i seguenti nominativi e incarichi:

{people}

Potreste dirci se sono ancora corretti: chi ha lasciato l’incarico, chi è subentrato e da quando? Se tutto è corretto, basta un semplice «sì».

Vi ringraziamo e vi porgiamo i più cordiali saluti,`,
    role: roles({
      mayor: 'sindaco',
      deputy_mayor: 'vicesindaco',
      council_chair: 'presidente del consiglio comunale',
      councillor: 'consigliere comunale',
      ambassador: 'ambasciatore',
      consul: 'console',
      diplomat: 'diplomatico',
      minister: 'ministro',
      head_of_state: 'capo dello Stato',
      head_of_government: 'capo del governo',
      governor: 'presidente della regione',
      official: 'funzionario dell’amministrazione',
      business: 'rappresentante d’impresa',
      academic: 'docente o ricercatore',
      culture: 'operatore culturale',
      clergy: 'membro del clero',
      association: 'rappresentante di associazione',
      other: '',
    }),
  },
}

/** ISO 639-1, in the order in which they are offered. */
export const LETTER_LANGUAGES: readonly string[] = Object.keys(LETTERS)

/** The language of the partner's country where we write it, else English. */
export const letterLanguage = (asked: string | undefined, ofCountry: string | null): string =>
  LETTER_LANGUAGES.find((language) => language === asked) ?? LETTER_LANGUAGES.find((language) => language === ofCountry) ?? 'en'

export type LetterParts = {
  readonly organisation: string
  readonly people: readonly { readonly name: string; readonly role: string }[]
  readonly from: readonly string[]
}

/** Subject and text, ready to be copied. */
export function letterIn(language: string, { organisation, people, from }: LetterParts): { subject: string; text: string } {
  const { subject, body } = LETTERS[language]!
  const lines = people.map(({ name, role }) => (role === '' ? `– ${name}` : `– ${name}, ${role}`)).join('\n')
  const filled = body.replace('{organisation}', () => organisation).replace('{people}', () => lines)
  return { subject, text: [filled, '', ...from].join('\n') }
}

/** The wording of a post in the language where somebody wrote it, else what the post amounts to in it. */
export function roleIn(language: string, post: { readonly role: LocalText; readonly roleClass: RoleClass }): string {
  const worded = isEmptyText(post.role) ? undefined : post.role.in[language]?.text
  return worded ?? LETTERS[language]!.role(post.roleClass)
}

type Named = { readonly name: LocalText; readonly nativeName: string | null; readonly nativeLanguage: string | null }

const inLatin = (language: string): boolean => !['bg', 'mk'].includes(language)
const alphabetOf = (language: string): Alphabet => (language === 'bg' || language === 'mk' || language === 'sr' ? language : 'other')

/** A name as a reader of the language can read it: written in it, their own if its letters fit, else in ours or ours in Latin letters. */
export function nameIn(language: string, { name, nativeName, nativeLanguage }: Named): string {
  const fits = (text: string | undefined | null): text is string => text != null && text !== '' && scriptOf(text) === (inLatin(language) ? 'latin' : 'cyrillic')
  const written = name.in[language]?.text ?? (nativeLanguage === language ? nativeName : null)
  if (written != null) return written
  const known = [nativeName, name.in['en']?.text, ...Object.values(name.in).map(({ text }) => text)].find(fits)
  if (known !== undefined) return known
  const own = name.in[name.source]?.text ?? ''
  return inLatin(language) ? transliterate(own, alphabetOf(name.source)) : own
}
