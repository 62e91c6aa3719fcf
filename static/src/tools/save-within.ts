// The list of what lies in a shape, as a file.
import type { Polygon } from 'geojson';
import { ApiError, loadWithinFile } from '../api';
import { text, type Lang } from '../i18n';
import { saveFile, today } from './save-file';
import type { WithinAnswer } from './within-answer';

/** Fetches the file and gives it to the reader; a failure is told where the list stands. */
export async function saveWithin(
  base: string,
  shape: Polygon,
  format: 'csv' | 'geojson',
  lang: Lang,
  answer: WithinAnswer,
): Promise<void> {
  try {
    const file = await loadWithinFile(base, shape, format, lang);
    answer.saveFailure(null);
    saveFile(file, `${text(lang, 'tools.within.file')}-${today()}.${format}`);
  } catch (error) {
    answer.saveFailure(error instanceof ApiError ? error.message : '');
  }
}
