// What is said to those who may refuse more letters, in the languages of their readers: words as data, for the interface itself speaks fewer.
import { PAPER_LANGUAGES, type PaperLanguage, paperLanguageOf } from '../texts/paper-languages.ts'
import type { MailKind } from './letter.ts'

export type RefusableKind = 'reminder' | 'digest' | 'invitation' | 'programme' | 'newsletter'

export type UnsubscribeWords = {
  /** The line under the letter, before the address. */
  readonly foot: string
  readonly title: string
  /** `{office}` and `{address}` are put in. */
  readonly sends: string
  readonly kinds: Readonly<Record<RefusableKind, string>>
  readonly question: string
  readonly stop: string
  readonly stopped: string
  readonly resume: string
  readonly resumed: string
}

const WORDS: Readonly<Record<PaperLanguage, UnsubscribeWords>> = {
  bg: {
    foot: 'Не желаете повече такива писма? Откажете се тук:',
    title: 'Отказ от писма',
    sends: '{office} изпраща на {address} такива писма:',
    kinds: {
      reminder: 'напомняния за обещания и срокове',
      digest: 'сутрешен преглед',
      invitation: 'покани за календар',
      programme: 'лична програма на посещение',
      newsletter: 'бюлетин с обзора на месеца',
    },
    question: 'Желаете ли да спрат?',
    stop: 'Да, спрете ги',
    stopped: 'Спряхме ги. Повече няма да получавате такива писма от нас.',
    resume: 'Искам отново да ги получавам',
    resumed: 'Отново ще получавате такива писма.',
  },
  en: {
    foot: 'If you do not wish to receive such messages any more, unsubscribe here:',
    title: 'Unsubscribe',
    sends: '{office} sends these messages to {address}:',
    kinds: {
      reminder: 'reminders of promises and deadlines',
      digest: 'morning overview',
      invitation: 'calendar invitations',
      programme: 'personal programme of a visit',
      newsletter: 'newsletter with the month’s report',
    },
    question: 'Do you want them to stop?',
    stop: 'Yes, stop them',
    stopped: 'Done. You will not receive such messages from us any more.',
    resume: 'Receive them again',
    resumed: 'You will receive such messages again.',
  },
  fr: {
    foot: 'Si vous ne souhaitez plus recevoir ce type de messages, désinscrivez-vous ici :',
    title: 'Désinscription',
    sends: '{office} envoie à {address} les messages suivants :',
    kinds: {
      reminder: 'rappels d’engagements et d’échéances',
      digest: 'aperçu du matin',
      invitation: 'invitations pour le calendrier',
      programme: 'programme personnel d’une visite',
      newsletter: 'lettre d’information avec le bilan du mois',
    },
    question: 'Souhaitez-vous ne plus les recevoir ?',
    stop: 'Oui, me désinscrire',
    stopped: 'C’est fait. Vous ne recevrez plus ces messages.',
    resume: 'Les recevoir de nouveau',
    resumed: 'Vous recevrez de nouveau ces messages.',
  },
  it: {
    foot: 'Se non desidera più ricevere messaggi di questo tipo, può annullare l’iscrizione qui:',
    title: 'Annullamento dell’iscrizione',
    sends: '{office} invia a {address} i seguenti messaggi:',
    kinds: {
      reminder: 'promemoria di impegni e scadenze',
      digest: 'riepilogo del mattino',
      invitation: 'inviti per il calendario',
      programme: 'programma personale di una visita',
      newsletter: 'newsletter con il resoconto del mese',
    },
    question: 'Desidera non riceverli più?',
    stop: 'Sì, annulla l’iscrizione',
    stopped: 'Fatto. Non riceverà più questi messaggi.',
    resume: 'Riceverli di nuovo',
    resumed: 'Riceverà di nuovo questi messaggi.',
  },
  mk: {
    foot: 'Ако повеќе не сакате да добивате вакви пораки, откажете се тука:',
    title: 'Откажување од пораки',
    sends: '{office} испраќа на {address} вакви пораки:',
    kinds: {
      reminder: 'потсетници за ветувања и рокови',
      digest: 'утрински преглед',
      invitation: 'покани за календар',
      programme: 'лична програма на посета',
      newsletter: 'билтен со преглед на месецот',
    },
    question: 'Дали сакате да престанат?',
    stop: 'Да, престанете',
    stopped: 'Готово. Повеќе нема да добивате вакви пораки.',
    resume: 'Сакам повторно да ги добивам',
    resumed: 'Повторно ќе добивате вакви пораки.',
  },
  sr: {
    foot: 'Ако више не желите да примате овакве поруке, одјавите се овде:',
    title: 'Одјава од порука',
    sends: '{office} шаље на {address} овакве поруке:',
    kinds: {
      reminder: 'подсетници на обећања и рокове',
      digest: 'јутарњи преглед',
      invitation: 'позивнице за календар',
      programme: 'лични програм посете',
      newsletter: 'билтен са прегледом месеца',
    },
    question: 'Желите ли да престану?',
    stop: 'Да, одјавите ме',
    stopped: 'Готово. Више нећете примати овакве поруке.',
    resume: 'Желим поново да их примам',
    resumed: 'Поново ћете примати овакве поруке.',
  },
  zh: {
    foot: '如果您不希望再收到此类邮件，请点击此处退订：',
    title: '退订邮件',
    sends: '{office}会向 {address} 发送以下邮件：',
    kinds: { reminder: '承诺和期限提醒', digest: '每日晨间概览', invitation: '日历邀请', programme: '个人访问日程', newsletter: '每月简讯' },
    question: '您希望不再收到吗？',
    stop: '是，退订',
    stopped: '已退订。您将不再收到此类邮件。',
    resume: '重新接收',
    resumed: '您将重新收到此类邮件。',
  },
  de: {
    foot: 'Wenn Sie solche Nachrichten nicht mehr erhalten möchten, melden Sie sich hier ab:',
    title: 'Abmeldung',
    sends: '{office} sendet an {address} folgende Nachrichten:',
    kinds: {
      reminder: 'Erinnerungen an Zusagen und Fristen',
      digest: 'Morgenübersicht',
      invitation: 'Kalendereinladungen',
      programme: 'persönliches Besuchsprogramm',
      newsletter: 'Rundbrief mit dem Monatsbericht',
    },
    question: 'Möchten Sie diese nicht mehr erhalten?',
    stop: 'Ja, abmelden',
    stopped: 'Erledigt. Sie erhalten diese Nachrichten nicht mehr.',
    resume: 'Wieder erhalten',
    resumed: 'Sie erhalten diese Nachrichten wieder.',
  },
}

export const UNSUBSCRIBE_LANGUAGES: readonly PaperLanguage[] = PAPER_LANGUAGES

/** In the asked language, else in English: it is understood where none of these is. `language` says which it is. */
export function unsubscribeWords(language: string): UnsubscribeWords & { readonly language: string } {
  const spoken = paperLanguageOf(language)
  return { ...WORDS[spoken], language: spoken }
}

export const refusableName = (words: UnsubscribeWords, kind: MailKind): string => words.kinds[kind as RefusableKind] ?? kind
