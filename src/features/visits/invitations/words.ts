// What letters with invitations for calendars say, in every language our guests read; greetings, hours and towns come from the pocket programme.
import type { PaperLanguage } from '#platform/texts/paper-languages.ts'

export type InvitationWords = {
  /** Subjects: an invitation, its change, its end for all and for one. `{title}` with its day. */
  readonly invited: (title: string) => string
  readonly changed: (title: string) => string
  readonly cancelled: (title: string) => string
  /** Above the details. */
  readonly inviting: string
  readonly moved: string
  readonly reworded: string
  readonly calledOff: string
  readonly notExpected: string
  readonly when: string
  readonly where: string
  readonly contact: string
  /** How one answers. */
  readonly answer: string
  /** What one does when it is called off. */
  readonly remove: string
  readonly leads: string
}

export const INVITATION_WORDS: Readonly<Record<PaperLanguage, InvitationWords>> = {
  bg: {
    invited: (title) => `Покана: ${title}`,
    changed: (title) => `Промяна: ${title}`,
    cancelled: (title) => `Отменено: ${title}`,
    inviting: 'каним ви на:',
    moved: 'има промяна, която засяга и вас. Това важи вече:',
    reworded: 'допълнихме подробностите. Часът и мястото остават същите:',
    calledOff: 'следното няма да се състои:',
    notExpected: 'вече не е нужно да участвате в:',
    when: 'Кога',
    where: 'Къде',
    contact: 'За връзка',
    answer: 'Към писмото има покана за календар. Отворете я и отговорете с „Приемам“ или „Отказвам“.',
    remove: 'Ако сте приели поканата, календарът ви ще я махне, щом отворите приложението.',
    leads: 'Вие водите.',
  },
  en: {
    invited: (title) => `Invitation: ${title}`,
    changed: (title) => `Changed: ${title}`,
    cancelled: (title) => `Cancelled: ${title}`,
    inviting: 'you are invited to:',
    moved: 'there is a change that concerns you. This is how it stands now:',
    reworded: 'we have added to the details. Time and place are the same:',
    calledOff: 'the following will not take place:',
    notExpected: 'you are no longer expected at:',
    when: 'When',
    where: 'Where',
    contact: 'Contact',
    answer: 'A calendar invitation comes with this message. Please open it and answer “Accept” or “Decline”.',
    remove: 'If you accepted the invitation, your calendar will take it out once you open the attachment.',
    leads: 'You are leading it.',
  },
  fr: {
    invited: (title) => `Invitation : ${title}`,
    changed: (title) => `Modification : ${title}`,
    cancelled: (title) => `Annulation : ${title}`,
    inviting: 'nous avons le plaisir de vous inviter à :',
    moved: 'un changement vous concerne. Voici ce qui est désormais prévu :',
    reworded: 'nous avons complété les détails. L’heure et le lieu restent les mêmes :',
    calledOff: 'ce qui suit n’aura pas lieu :',
    notExpected: 'votre présence n’est plus nécessaire à :',
    when: 'Quand',
    where: 'Où',
    contact: 'Contact',
    answer: 'Une invitation pour votre calendrier est jointe à ce message. Ouvrez-la et répondez par « Accepter » ou « Refuser ».',
    remove: 'Si vous aviez accepté l’invitation, votre calendrier la retirera à l’ouverture de la pièce jointe.',
    leads: 'Vous en assurez la conduite.',
  },
  it: {
    invited: (title) => `Invito: ${title}`,
    changed: (title) => `Modifica: ${title}`,
    cancelled: (title) => `Annullato: ${title}`,
    inviting: 'abbiamo il piacere di invitarLa a:',
    moved: 'c’è una modifica che La riguarda. Ora è previsto quanto segue:',
    reworded: 'abbiamo completato i dettagli. Ora e luogo restano gli stessi:',
    calledOff: 'quanto segue non avrà luogo:',
    notExpected: 'non è più necessaria la Sua presenza a:',
    when: 'Quando',
    where: 'Dove',
    contact: 'Contatto',
    answer: 'Al messaggio è allegato un invito per il calendario. Lo apra e risponda «Accetta» o «Rifiuta».',
    remove: 'Se aveva accettato l’invito, il Suo calendario lo toglierà all’apertura dell’allegato.',
    leads: 'È Lei a condurre.',
  },
  mk: {
    invited: (title) => `Покана: ${title}`,
    changed: (title) => `Промена: ${title}`,
    cancelled: (title) => `Откажано: ${title}`,
    inviting: 'ве покануваме на:',
    moved: 'има промена што се однесува и на вас. Сега важи следново:',
    reworded: 'ги дополнивме деталите. Времето и местото остануваат исти:',
    calledOff: 'следново нема да се одржи:',
    notExpected: 'повеќе не е потребно да учествувате на:',
    when: 'Кога',
    where: 'Каде',
    contact: 'За контакт',
    answer: 'Кон пораката има покана за календар. Отворете ја и одговорете со „Прифаќам“ или „Одбивам“.',
    remove: 'Ако сте ја прифатиле поканата, вашиот календар ќе ја тргне штом го отворите прилогот.',
    leads: 'Вие водите.',
  },
  sr: {
    invited: (title) => `Позив: ${title}`,
    changed: (title) => `Промена: ${title}`,
    cancelled: (title) => `Отказано: ${title}`,
    inviting: 'позивамо вас на:',
    moved: 'има промена која се тиче и вас. Сада важи следеће:',
    reworded: 'допунили смо појединости. Време и место остају исти:',
    calledOff: 'следеће се неће одржати:',
    notExpected: 'више није потребно да учествујете на:',
    when: 'Када',
    where: 'Где',
    contact: 'За контакт',
    answer: 'Уз поруку је позивница за календар. Отворите је и одговорите са „Прихватам“ или „Одбијам“.',
    remove: 'Ако сте прихватили позивницу, календар ће је уклонити чим отворите прилог.',
    leads: 'Ви водите.',
  },
  zh: {
    invited: (title) => `邀请：${title}`,
    changed: (title) => `变更：${title}`,
    cancelled: (title) => `取消：${title}`,
    inviting: '诚邀您参加：',
    moved: '以下安排有所变更，现调整为：',
    reworded: '我们补充了相关说明，时间和地点不变：',
    calledOff: '以下活动已取消：',
    notExpected: '您无需再出席以下活动：',
    when: '时间',
    where: '地点',
    contact: '联系人',
    answer: '本邮件附有日历邀请，请打开并回复“接受”或“拒绝”。',
    remove: '如果您已接受邀请，打开附件后日历会将其移除。',
    leads: '由您主持。',
  },
  de: {
    invited: (title) => `Einladung: ${title}`,
    changed: (title) => `Änderung: ${title}`,
    cancelled: (title) => `Abgesagt: ${title}`,
    inviting: 'wir laden Sie herzlich ein zu:',
    moved: 'es gibt eine Änderung, die Sie betrifft. Es gilt nun:',
    reworded: 'wir haben Einzelheiten ergänzt. Zeit und Ort bleiben gleich:',
    calledOff: 'Folgendes findet nicht statt:',
    notExpected: 'Ihre Teilnahme ist nicht mehr erforderlich bei:',
    when: 'Wann',
    where: 'Wo',
    contact: 'Kontakt',
    answer: 'Der Nachricht liegt eine Kalendereinladung bei. Bitte öffnen Sie sie und antworten Sie mit „Annehmen“ oder „Ablehnen“.',
    remove: 'Falls Sie die Einladung angenommen haben, entfernt Ihr Kalender sie, sobald Sie den Anhang öffnen.',
    leads: 'Sie leiten.',
  },
}
