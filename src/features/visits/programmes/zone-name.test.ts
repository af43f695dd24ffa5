// Clocks by the places they are of.
import { expect, test } from 'vitest'
import { zonePlace } from './zone-name.ts'

test.each([
  ['Europe/Skopje', ['Северна Македония', 'Macédoine du Nord', 'Macedonia del Nord', '北马其顿', 'Северна Македонија', 'North Macedonia']],
  ['Asia/Shanghai', ['Китай', 'Chine', 'Cina', '中国', 'Кина', 'China']],
  ['Asia/Urumqi', ['Урумчи', 'Urumqi', 'Urumqi', 'Urumqi', 'Urumqi', 'Urumqi']],
  ['America/New_York', ['Ню Йорк', 'New York', 'New York', 'New York', 'New York', 'New York']],
  ['Etc/GMT-2', ['Гринуич+2', 'GMT-2', 'GMT-2', 'GMT-2', 'GMT-2', 'GMT-2']],
  ['Никъде', ['Никъде', 'Никъде', 'Никъде', 'Никъде', 'Никъде', 'Никъде']],
] as const)('%s', (zone, names) => {
  expect(['bg', 'fr', 'it', 'zh', 'mk', 'en'].map((language) => zonePlace(zone, language))).toEqual(names)
})
