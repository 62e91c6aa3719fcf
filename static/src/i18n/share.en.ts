// Texts of the map on other people's pages and of the dialog that puts it there, in English.
import type { shareVi } from './share.vi';

export const shareEn: Readonly<Record<keyof typeof shareVi, string>> = {
  'embed.gesture.wheel': 'Hold {key} and scroll to zoom the map',
  'embed.gesture.fingers': 'Use two fingers to move the map',
  'embed.filtered': 'The map is filtered: it draws only some of the data.',
  'embed.card': 'See all in the Northern Vietnam Atlas',
  'embed.open': 'View in the Northern Vietnam Atlas',
};
