// The answer for one address: how it was understood, and every unit with ways to the map. What the
// buttons do others decide.
import { html, nothing, type TemplateResult } from 'lit';
import { text, type Lang } from '../i18n';
import type { FeatureRef } from '../layers/names';
import { fullName, kindWords, refOf, whereWords } from '../things/names';
import type { Thing } from '../things/types';
import { addressWords, aroundWords, newAddress } from './address-words';
import { saysWords, statusBadge } from './status-badge';
import type { ConvertedUnit, NoUnit, UnitAnswer } from './types';

export interface AnswerActions {
  readonly show: (unit: FeatureRef) => void;
  readonly choose: (unit: Thing) => void;
  readonly copy: (words: string) => void;
}

export function answerView(lang: Lang, answer: UnitAnswer, actions: AnswerActions): TemplateResult {
  const { status, matched, items, to } = answer;
  const note = lang === 'vi' ? answer.note_vi : answer.note_en;
  return html`
    <p class="how">
      ${statusBadge(lang, status, to)} <span>${note || saysWords(lang, status, to)}</span>
    </p>
    ${
      status === 'split' && items.some((unit) => unit.default)
        ? html`<p class="quiet">${text(lang, 'convert.says.default')}</p>`
        : nothing
    }
    ${
      matched.length === 0
        ? itemsView(lang, answer, items, actions)
        : html`<ul class="matches">
            ${matched.map((unit) => matchView(lang, answer, unit, actions))}
          </ul>`
    }
  `;
}

export function noUnitView(
  lang: Lang,
  { candidates }: NoUnit,
  actions: AnswerActions,
): TemplateResult {
  return html`
    <p class="how">
      ${statusBadge(lang, 'not_found', 'present')}
      <span>${text(lang, 'convert.says.not_found')}</span>
    </p>
    ${
      candidates.length > 0
        ? html`<h3>${text(lang, 'convert.candidates')}</h3>
            <ul class="candidates">
              ${candidates.map(
                (unit) =>
                  html`<li>
                    <button type="button" class="candidate" @click=${() => actions.choose(unit)}>
                      <b>${fullName(lang, unit)}</b>
                      <small
                        >${[kindWords(lang, unit), whereWords(lang, unit)].filter(Boolean).join(' · ')}</small
                      >
                    </button>
                  </li>`,
              )}
            </ul>`
        : nothing
    }
  `;
}

/** One unit that bears the name, and what it became or was made of. */
function matchView(
  lang: Lang,
  answer: UnitAnswer,
  unit: Thing,
  actions: AnswerActions,
): TemplateResult {
  const own = answer.items.filter(({ from }) => from === unit.code);
  const items = answer.matched.length === 1 ? answer.items : own;
  const ref = refOf(unit);
  const name = addressWords(lang, unit);
  return html`<li class="match">
    <div class="unit old">
      <p class="label">${text(lang, unit.former ? 'convert.former' : 'convert.present')}</p>
      <p class="name">
        <b>${fullName(lang, unit)}</b>
        <small
          >${[whereWords(lang, unit), codeWords(lang, unit.code)].filter(Boolean).join(' · ')}</small
        >
      </p>
      <div class="ways">
        ${
          answer.status === 'ambiguous'
            ? html`<button
                type="button"
                class="way"
                aria-label=${text(lang, 'convert.chooseNamed', { name })}
                @click=${() => actions.choose(unit)}
              >
                ${text(lang, 'convert.choose')}
              </button>`
            : nothing
        }
        ${ref && answer.status !== 'unchanged' ? showButton(lang, name, ref, actions) : nothing}
      </div>
    </div>
    ${itemsView(lang, answer, items, actions)}
  </li>`;
}

function itemsView(
  lang: Lang,
  { to, status }: UnitAnswer,
  items: readonly ConvertedUnit[],
  actions: AnswerActions,
): TemplateResult | typeof nothing {
  if (items.length === 0) return nothing;
  const label =
    status === 'unchanged'
      ? 'convert.stays'
      : to === 'present'
        ? 'convert.became'
        : 'convert.madeOf';
  return html`<div class="became">
    <p class="label">${text(lang, label)}</p>
    <ul>
      ${items.map((unit) => itemView(lang, unit, items.length > 1 ? status : null, actions))}
    </ul>
  </div>`;
}

function itemView(
  lang: Lang,
  unit: ConvertedUnit,
  ofMany: UnitAnswer['status'] | null,
  actions: AnswerActions,
): TemplateResult {
  const address = newAddress(lang, unit);
  const around = aroundWords(lang, unit);
  const marks = [
    ...(ofMany && unit.default
      ? [
          html`<i class="mark"
            >${text(lang, ofMany === 'by_place' ? 'convert.byPlace' : 'convert.default')}</i
          >`,
        ]
      : []),
    ...(unit.extent === 'part' ? [html`<i>${text(lang, 'convert.part')}</i>`] : []),
  ];
  return html`<li class="unit new">
    <p class="name">
      <b>${fullName(lang, unit)}</b> ${marks}
      <small>${[around, codeWords(lang, unit.code)].filter(Boolean).join(' · ')}</small>
    </p>
    <div class="ways">
      ${showButton(lang, address, { layer: unit.layer, id: unit.id }, actions)}
      <button
        type="button"
        class="way"
        aria-label=${text(lang, 'convert.copyNamed', { name: address })}
        @click=${() => actions.copy(address)}
      >
        ${text(lang, 'convert.copy')}
      </button>
    </div>
  </li>`;
}

function showButton(
  lang: Lang,
  name: string,
  ref: FeatureRef,
  { show }: AnswerActions,
): TemplateResult {
  return html`<button
    type="button"
    class="way"
    aria-label=${text(lang, 'convert.showNamed', { name })}
    @click=${() => show(ref)}
  >
    ${text(lang, 'convert.show')}
  </button>`;
}

const codeWords = (lang: Lang, code: string | null): string =>
  code === null ? '' : text(lang, 'convert.code', { code });
