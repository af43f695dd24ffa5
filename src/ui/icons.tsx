// The line drawings of the office's navigation and buttons, and the house mark. Always decoration: the words stand beside them.

const PATHS = {
  today: 'M4 13 6.5 5h11L20 13v6H4zM4 13h5l1 3h4l1-3h5',
  text: 'M6 3h8l5 5v13H6zM13 3v6h6M9 13h7M9 17h7',
  partners: 'M14 12a5 5 0 1 1-10 0 5 5 0 0 1 10 0ZM20 12a5 5 0 1 1-10 0 5 5 0 0 1 10 0Z',
  people: 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM3 20c0-3.5 2.5-6 6-6s6 2.5 6 6M16 4.3a3.5 3.5 0 0 1 0 6.4M17.5 14.3c2.2.7 3.5 2.9 3.5 5.7',
  events: 'M4 6h16v14H4zM4 10.5h16M8 3v4M16 3v4',
  calendar: 'M4 6h16v14H4zM4 10.5h16M8 3v4M16 3v4M8 14h.01M12 14h.01M16 14h.01M8 17h.01M12 17h.01',
  documents: 'M3 6.5V19h18V8.5h-9.5L9.5 6.5z',
  impact: 'M4 4v16h16M8 16v-5M12.5 16V7M17 16v-7',
  finder: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM15.5 8.5l-2 5-5 2 2-5z',
  digest: 'M5 4h14v16H5zM8 8h8M8 12h3M8 15h3M14 12h2v3h-2z',
  promises: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM8 12.5l3 3 5.5-6',
  history: 'M4 12a8 8 0 1 0 2.6-5.9M4 4v4h4M12 8v4.5l3 2',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.3 15.3 21 21',
  site: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM3 12h18M12 3c3.3 3 3.3 15 0 18M12 3c-3.3 3-3.3 15 0 18',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  print: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z',
  check: 'M5 12.5l4.5 4.5L19 7',
  plus: 'M12 5v14M5 12h14',
  warn: 'M12 4 2.8 20h18.4zM12 10v4.5M12 17.3v.01',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1',
  edit: 'M4 20l1-4.5L16.5 4 20 7.5 8.5 19zM14 6.5 17.5 10',
  undo: 'M9 7 4 12l5 5M4 12h10a6 6 0 0 1 6 6',
  upload: 'M12 16V4M7 9l5-5 5 5M4 16v4h16v-4',
} as const

export type IconName = keyof typeof PATHS

export const Icon = ({ name }: { name: IconName }) => (
  <svg class="i" viewBox="0 0 24 24" aria-hidden="true">
    <path d={PATHS[name]} />
  </svg>
)

/** The two drops of the running glaze in a ring: the house mark. */
export const Mark = () => (
  <svg viewBox="0 0 40 40" aria-hidden="true">
    <circle cx="20" cy="20" r="20" fill="#4b2f1f" />
    <circle cx="20" cy="20" r="16.5" fill="#f4e8d0" />
    <path d="M15.2 7.5c2.6 5 5.8 9.3 5.8 14a5.8 5.8 0 0 1-11.6 0c0-4.7 3.2-9 5.8-14Z" fill="#cf9234" />
    <path class="drop" d="M24.8 32.5c-2.6-5-5.8-9.3-5.8-14a5.8 5.8 0 0 1 11.6 0c0 4.7-3.2 9-5.8 14Z" fill="#244f9b" />
  </svg>
)
