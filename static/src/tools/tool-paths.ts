// The icons of the tools: lines in a field of 20 units, drawn as the map's other buttons are.
import type { ToolName } from './tool-names';

type IconName = ToolName | 'locate' | 'fullScreen' | 'smallScreen' | 'menu' | 'close';

export const TOOL_PATHS: Readonly<Record<IconName, string>> = {
  locate:
    'M10 5.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10 2v3.5M10 14.5V18M2 10h3.5M14.5 10H18M10 9.9v.2',
  fullScreen: 'M12 3h5v5M17 3l-5.5 5.5M8 17H3v-5M3 17l5.5-5.5',
  smallScreen: 'M17.5 7.5h-5v-5M12.5 7.5L17.5 2.5M2.5 12.5h5v5M7.5 12.5L2.5 17.5',
  menu: 'M3 13.5L13.5 3 17 6.5 6.5 17zM6 10.5l1.5 1.5M8.5 8l2 2M11 5.5l1.5 1.5',
  close: 'M5 5l10 10M15 5L5 15',
  distance:
    'M4.5 15.5l11-11M4.5 13.7a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6zM15.5 2.7a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z',
  area: 'M4 5.5l8-2 4.5 6-3.5 7-8.5-2.5z',
  within: 'M3.5 5.5l8-2 5 6-3.5 7-8.5-2.5zM9.5 8.2a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2z',
  picture: 'M3 4.5h14v11H3zM3 13l4-4 3.5 3.5L13 10l4 4M12.5 7.5h.1',
  print: 'M6 7V3h8v4M6 14H3.5V7.5h13V14H14M6 11.5h8V17H6z',
  keys: 'M2.5 5.5h15v9h-15zM5.5 8.5h.1M8.5 8.5h.1M11.5 8.5h.1M14.5 8.5h.1M7 11.8h6',
};
