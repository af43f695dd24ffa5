// What stands under a mail that may be refused, in the languages of its readers: words as data, for the interface itself speaks fewer.

type Words = {
  /** The line under the text, before the address. */
  readonly foot: string
}

const WORDS: Readonly<Record<string, Words>> = {
  bg: { foot: 'Не желаете повече такива писма? Откажете се тук:' },
  en: { foot: 'If you do not wish to receive such messages any more, unsubscribe here:' },
  fr: { foot: 'Si vous ne souhaitez plus recevoir ce type de messages, désinscrivez-vous ici :' },
  it: { foot: 'Se non desidera più ricevere messaggi di questo tipo, può annullare l’iscrizione qui:' },
  mk: { foot: 'Ако повеќе не сакате да добивате вакви пораки, откажете се тука:' },
  sr: { foot: 'Ако више не желите да примате овакве поруке, одјавите се овде:' },
  zh: { foot: '如果您不希望再收到此类邮件，请点击此处退订：' },
  de: { foot: 'Wenn Sie solche Nachrichten nicht mehr erhalten möchten, melden Sie sich hier ab:' },
}

/** In the asked language, else in English: it is understood where none of these is. */
export const unsubscribeWords = (language: string): Words => WORDS[language] ?? WORDS['en']!
