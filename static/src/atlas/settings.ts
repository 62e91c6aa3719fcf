// What the browser remembers of the reader: language and theme. Without storage nothing is lost
// but the memory.
import { initialLang, type Lang } from '../i18n';
import type { ThemeName } from '../style/palette';

const LANG = 'phiabac.lang';
const THEME = 'phiabac.theme';

export function readLang(): Lang {
  const asked = new URLSearchParams(location.search).get('lang');
  return initialLang(asked ?? read(LANG));
}

export const writeLang = (lang: Lang): void => write(LANG, lang);

/** The chosen theme, or what the system prefers. */
export function readTheme(): ThemeName {
  const stored = read(THEME);
  if (stored === 'light' || stored === 'dark') return stored;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

export const hasChosenTheme = (): boolean => read(THEME) !== null;
export const writeTheme = (theme: ThemeName): void => write(THEME, theme);

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage is switched off: the choice holds until the page is left.
  }
}
