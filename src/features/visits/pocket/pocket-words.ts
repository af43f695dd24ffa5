// What the pocket programme says in each language of its readers: the kinds of words, each of which words.ts has in every one of them.
export type PocketWords = {
  readonly programme: string
  readonly days: string
  readonly mine: string
  /** Over what others of the delegation do meanwhile. */
  readonly others: string
  readonly nothing: string
  readonly wholeDay: string
  readonly until: (end: string) => string
  readonly inTown: (time: string, town: string) => string
  /** Beside an hour of the clock in the place one arrives at. */
  readonly localTime: (time: string) => string
  readonly firstTime: string
  readonly secondTime: string
  readonly map: string
  readonly contact: string
  readonly contactOfDay: string
  readonly leads: string
  readonly interprets: string
  readonly stay: string
  readonly lodging: string
  readonly room: string
  readonly rooms: Readonly<Record<'single' | 'double' | 'suite', string>>
  readonly roomWith: string
  readonly arrival: string
  readonly departure: string
  readonly minutes: (count: number) => string
  readonly asOf: (when: string) => string
  /** Said once at the foot: nobody is watched. */
  readonly untracked: string
  readonly offline: (when: string) => string
  readonly offlineKept: string
  readonly changed: (now: string, before: string) => string
  readonly moved: (now: string, before: string) => string
  readonly reworded: string
  readonly fresh: string
  readonly dropped: (what: string) => string
  readonly changesTitle: string
  readonly seen: string
  readonly today: string
  readonly now: string
  readonly languages: string
  readonly skip: string
  /** The visit is called off; they do not come; the link is withdrawn; the visit is over. Polite, without a reason. */
  readonly cancelled: string
  readonly notComing: string
  readonly withdrawn: string
  readonly over: string
  readonly closedTitle: string
  readonly cancelledTitle: string
  readonly askOffice: (office: string) => string
  /** `{when}` and the like stand where a value comes later. */
  readonly kinds: Readonly<Record<'item' | 'meeting' | 'ceremony' | 'meal' | 'break' | 'travel' | 'free', string>>
  /** What a visit is called where nobody wrote its title in the language. */
  readonly visitTo: (town: string) => string
  readonly mailSubject: (visit: string) => string
  readonly mailGreeting: (name: string) => string
  readonly mailBody: (visit: string) => string
  readonly mailPersonal: string
  readonly mailEnd: (office: string) => string
}
