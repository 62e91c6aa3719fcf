// How far a conversion is, for the eye and for the ear.
import { html, nothing, type TemplateResult } from 'lit';
import { formatNumber, text, type Lang } from '../i18n';
import type { Conversion } from './conversion';

export function progressView(
  lang: Lang,
  conversion: Conversion,
  download: () => void,
): TemplateResult {
  const { stage, input, converted, failure } = conversion;
  const all = input?.rows ?? 0;
  const count = converted?.count ?? 0;
  const words = stageWords(lang, conversion);
  return html`
    ${
      conversion.busy
        ? html`<div class="progress">
            ${
              stage === 'sent'
                ? html`<progress aria-label=${words}></progress>`
                : html`<progress
                    max=${Math.max(1, all, count)}
                    .value=${count}
                    aria-label=${words}
                  ></progress>`
            }
            <p>${words}</p>
          </div>`
        : nothing
    }
    ${
      stage === 'failed'
        ? html`<p class="fault" role="alert">
            <b>${text(lang, 'convert.failed')}</b> ${failure || brokenWords(lang, conversion)}
          </p>`
        : nothing
    }
    <div class="end">
      <p class=${conversion.busy ? 'visually-hidden' : 'outcome'} role="status">
        ${spokenWords(lang, conversion, words)}
      </p>
      ${
        stage === 'done' && count > 0
          ? html`<button type="button" class="main download" @click=${download}>
              ${text(lang, 'convert.download')}
            </button>`
          : nothing
      }
    </div>
  `;
}

/** Why no answer came, or only the beginning of one. */
function brokenWords(lang: Lang, { input, converted }: Conversion): string {
  if (!converted?.count) return text(lang, 'convert.unreachable');
  return text(lang, 'convert.short', {
    n: formatNumber(lang, converted.count),
    all: formatNumber(lang, input?.rows ?? converted.count),
  });
}

function stageWords(lang: Lang, { stage, input, converted }: Conversion): string {
  const values = {
    n: formatNumber(lang, converted?.count ?? 0),
    all: formatNumber(lang, input?.rows ?? 0),
  };
  switch (stage) {
    case 'idle':
    case 'failed':
      return '';
    case 'sent':
      return text(lang, 'convert.sent', { n: values.all });
    case 'done':
      return text(lang, 'convert.done', values);
    default:
      return text(lang, `convert.${stage}`, values);
  }
}

/** While rows come in, only every quarter is told; each row would be a chatter. */
function spokenWords(lang: Lang, { stage, input, converted }: Conversion, words: string): string {
  if (stage !== 'coming' || !input || !converted) return words;
  const quarter = Math.floor((converted.count / Math.max(1, input.rows)) * 4);
  const told = Math.floor((quarter * input.rows) / 4);
  return quarter === 0
    ? ''
    : text(lang, 'convert.coming', {
        n: formatNumber(lang, told),
        all: formatNumber(lang, input.rows),
      });
}
