// How one writes to somebody: forms of address suggested from post, title and name, in the languages the office writes; offered, never imposed.
import type { RoleClass } from './post.ts'

/** To a man, and to a woman; `{name}` is the family name, `{title}` a title such as „д-р“. */
type Forms = { readonly he: string; readonly she: string }
type Address = {
  readonly byPost: Readonly<Partial<Record<RoleClass, Forms>>>
  /** Where the post gives no form of address. */
  readonly byName: Forms
  readonly byTitle: string
}

const same = (both: string): Forms => ({ he: both, she: both })

/** Languages in which a form of address can be suggested. */
const ADDRESSES: Readonly<Record<string, Address>> = {
  bg: {
    byPost: {
      mayor: { he: 'Уважаеми господин кмете,', she: 'Уважаема госпожо кмет,' },
      deputy_mayor: { he: 'Уважаеми господин заместник-кмет,', she: 'Уважаема госпожо заместник-кмет,' },
      council_chair: { he: 'Уважаеми господин председател,', she: 'Уважаема госпожо председател,' },
      councillor: { he: 'Уважаеми господин общински съветник,', she: 'Уважаема госпожо общински съветник,' },
      ambassador: same('Ваше превъзходителство,'),
      consul: { he: 'Уважаеми господин консул,', she: 'Уважаема госпожо консул,' },
      minister: { he: 'Уважаеми господин министър,', she: 'Уважаема госпожо министър,' },
      head_of_state: { he: 'Уважаеми господин президент,', she: 'Уважаема госпожо президент,' },
      head_of_government: { he: 'Уважаеми господин министър-председател,', she: 'Уважаема госпожо министър-председател,' },
      governor: { he: 'Уважаеми господин областен управител,', she: 'Уважаема госпожо областен управител,' },
    },
    byName: { he: 'Уважаеми господин {name},', she: 'Уважаема госпожо {name},' },
    byTitle: 'Уважаеми {title} {name},',
  },
  en: {
    byPost: {
      mayor: same('Dear Mayor {name},'),
      deputy_mayor: same('Dear Deputy Mayor {name},'),
      council_chair: { he: 'Dear Mr Chairman,', she: 'Dear Madam Chair,' },
      councillor: same('Dear Councillor {name},'),
      ambassador: same('Your Excellency,'),
      minister: same('Dear Minister,'),
      head_of_state: { he: 'Dear Mr President,', she: 'Dear Madam President,' },
      head_of_government: { he: 'Dear Mr Prime Minister,', she: 'Dear Madam Prime Minister,' },
      governor: same('Dear Governor {name},'),
    },
    byName: { he: 'Dear Mr {name},', she: 'Dear Ms {name},' },
    byTitle: 'Dear {title} {name},',
  },
  mk: {
    byPost: {
      mayor: { he: 'Почитуван господине градоначалник,', she: 'Почитувана госпоѓо градоначалничке,' },
      council_chair: { he: 'Почитуван господине претседател,', she: 'Почитувана госпоѓо претседателке,' },
      ambassador: same('Ваша екселенцијо,'),
      minister: { he: 'Почитуван господине министер,', she: 'Почитувана госпоѓо министерке,' },
      head_of_state: { he: 'Почитуван господине претседател,', she: 'Почитувана госпоѓо претседателке,' },
    },
    byName: { he: 'Почитуван господине {name},', she: 'Почитувана госпоѓо {name},' },
    byTitle: 'Почитувани {title} {name},',
  },
  fr: {
    byPost: {
      mayor: { he: 'Monsieur le Maire,', she: 'Madame la Maire,' },
      deputy_mayor: { he: 'Monsieur l’Adjoint au maire,', she: 'Madame l’Adjointe au maire,' },
      council_chair: { he: 'Monsieur le Président,', she: 'Madame la Présidente,' },
      councillor: { he: 'Monsieur le Conseiller,', she: 'Madame la Conseillère,' },
      ambassador: { he: 'Monsieur l’Ambassadeur,', she: 'Madame l’Ambassadrice,' },
      consul: { he: 'Monsieur le Consul,', she: 'Madame la Consule,' },
      minister: { he: 'Monsieur le Ministre,', she: 'Madame la Ministre,' },
      head_of_state: { he: 'Monsieur le Président de la République,', she: 'Madame la Présidente de la République,' },
      head_of_government: { he: 'Monsieur le Premier ministre,', she: 'Madame la Première ministre,' },
      governor: { he: 'Monsieur le Préfet,', she: 'Madame la Préfète,' },
    },
    // A French letter opens without the name.
    byName: { he: 'Monsieur,', she: 'Madame,' },
    byTitle: '{title},',
  },
  it: {
    byPost: {
      mayor: { he: 'Egregio Signor Sindaco,', she: 'Gentile Signora Sindaca,' },
      deputy_mayor: { he: 'Egregio Signor Vicesindaco,', she: 'Gentile Signora Vicesindaca,' },
      council_chair: { he: 'Egregio Signor Presidente,', she: 'Gentile Signora Presidente,' },
      councillor: { he: 'Egregio Signor Consigliere,', she: 'Gentile Signora Consigliera,' },
      ambassador: same('Eccellenza,'),
      consul: { he: 'Egregio Signor Console,', she: 'Gentile Signora Console,' },
      minister: { he: 'Signor Ministro,', she: 'Signora Ministra,' },
      head_of_state: { he: 'Signor Presidente,', she: 'Signora Presidente,' },
      head_of_government: { he: 'Signor Presidente del Consiglio,', she: 'Signora Presidente del Consiglio,' },
    },
    byName: { he: 'Egregio Signor {name},', she: 'Gentile Signora {name},' },
    byTitle: 'Gentile {title} {name},',
  },
  de: {
    byPost: {
      mayor: { he: 'Sehr geehrter Herr Bürgermeister,', she: 'Sehr geehrte Frau Bürgermeisterin,' },
      ambassador: same('Exzellenz,'),
      minister: { he: 'Sehr geehrter Herr Minister,', she: 'Sehr geehrte Frau Ministerin,' },
      head_of_state: { he: 'Sehr geehrter Herr Präsident,', she: 'Sehr geehrte Frau Präsidentin,' },
    },
    byName: { he: 'Sehr geehrter Herr {name},', she: 'Sehr geehrte Frau {name},' },
    byTitle: 'Sehr geehrte/r {title} {name},',
  },
}

export const ADDRESSED_IN: readonly string[] = Object.keys(ADDRESSES)

/** Bulgarian, Macedonian and Serbian family names tell a woman by their ending. */
const tellsWoman = (family: string): boolean => /(?:ова|ева|ска|цка|ova|eva|ska)$/iu.test(family)
const tellsMan = (family: string): boolean => /(?:ов|ев|ски|цки|ov|ev|ski)$/iu.test(family)

/** What may stand at the head of a letter, the likeliest first; nothing in a language we do not write. */
export function suggestedSalutations(
  person: { readonly name: string; readonly title: string | null; readonly post: RoleClass | null },
  language: string,
): string[] {
  const address = ADDRESSES[language]
  if (address === undefined) return []
  const family = person.name.trim().split(/\s+/).at(-1) ?? ''
  const filled = (form: string): string => form.replace('{name}', family).replace('{title}', person.title ?? '')
  const ordered = ({ he, she }: Forms): string[] => (tellsWoman(family) ? [she] : tellsMan(family) ? [he] : [he, she])
  const byPost = person.post === null ? undefined : address.byPost[person.post]
  return [
    ...new Set(
      [
        ...(byPost === undefined ? [] : ordered(byPost)),
        ...(person.title === null ? [] : [address.byTitle]),
        ...(family === '' ? [] : ordered(address.byName)),
      ].map(filled),
    ),
  ]
}

/** The one form of address that is surely right: where the post or the title gives one for everybody, or the name tells whether to a man or a woman. */
export function certainSalutation(
  person: { readonly name: string; readonly title: string | null; readonly post: RoleClass | null },
  language: string,
): string | null {
  const address = ADDRESSES[language]
  if (address === undefined) return null
  const family = person.name.trim().split(/\s+/).at(-1) ?? ''
  const form = (person.post === null ? undefined : address.byPost[person.post]) ?? (family === '' ? undefined : address.byName)
  if (form === undefined) return null
  const sure = form.he === form.she ? form.he : tellsWoman(family) ? form.she : tellsMan(family) ? form.he : null
  return sure === null ? null : sure.replace('{name}', family)
}
