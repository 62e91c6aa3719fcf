// The report as a table for spreadsheets: one line for each finding, or one for a row without any.
import { say } from './texts';
import type { Lang } from '../i18n';
import type { Finding, Report } from './types';

/** The report as CSV, with the mark that tells Excel it is UTF-8. */
export function reportCsv(lang: Lang, report: Report): string {
  const head = ['row', 'record', 'result', 'findings'] as const;
  const lines: string[][] = [
    [say(lang, head[0]), 'code', ...head.slice(1).map((key) => say(lang, key))],
  ];
  for (const finding of report.findings)
    lines.push(['', '', say(lang, 'wholeFile'), '', words(finding)]);
  for (const { row, code, name, verdict, findings } of report.rows) {
    const own = [String(row), code ?? '', name ?? '', say(lang, verdict)];
    const texts = findings.length > 0 ? findings.map(words) : [''];
    for (const text of texts) lines.push([...own, text]);
  }
  return `\uFEFF${lines.map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`;
}

const words = ({ what, cure }: Finding): string => (cure ? `${what} ${cure}` : what);

/** A cell that no spreadsheet takes for a formula. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
