// English texts of the switch of time and of the comparison.
import type { timeVi } from './time.vi';

export const timeEn: Readonly<Record<keyof typeof timeVi, string>> = {
  'time.label': 'Administrative borders over time',
  'time.now': 'After the merger',
  'time.before': 'Before',
  'time.compare': 'Compare',
  'time.note.before':
    '{provinces} provinces, {communes} communes until 30 June 2025. Former commune borders are approximate.',
  'time.note.compare': 'Drag the line to compare. Former commune borders are approximate.',
  'time.note.pictures':
    'The first picture is of before 1 July 2025, the second of since. Former commune borders are approximate.',
  'time.note.overlay': 'The figures on the map are those of present units.',
  'compare.label': 'Map before the merger',
  'compare.divider': 'Line between before and after the merger',
  'compare.value': 'Before the merger: {percent}% of the width',
  'compare.before': 'Before 1 July 2025',
  'compare.now': 'From 1 July 2025',
  'legend.zoneSize': 'Area of the zone (ha)',
  'legend.units.now': 'Borders from 1 July 2025',
  'legend.units.before': 'Borders before 1 July 2025',
  'still.label': 'Still picture of the map',
  'still.keys': 'Arrow keys move, plus and minus zoom',
  'still.alt': 'Map of industry and trade in this view',
  'bundle.server':
    'This copy is made of files and has no server; this needs the server of the atlas.',
  'bundle.filter':
    'This copy understands the filters of the form; others need the server of the atlas.',
  'still.noServer':
    'This browser cannot draw the map (WebGL). This copy has no server to draw in its place; lists and figures are here all the same.',
  'still.note':
    'This browser cannot draw the live map (WebGL 2 is needed), so a still picture is shown. Search, lists and cards work as usual.',
  'still.failed': 'The picture of the map could not be loaded.',
  'offline.lost': 'The server cannot be reached. What was loaded stays.',
  'offline.trying': 'Trying…',
  'here.outside.words': 'This place is outside the 18 northern provinces.',
};
