// The look of a switch: a track with a knob after a checkbox that is not seen.
import { css } from 'lit';

export const switchCss = css`
  .track {
    flex: none;
    position: relative;
    width: 34px;
    height: 20px;
    border-radius: 10px;
    background: var(--line-strong);
    transition: background 120ms;
  }
  .track::after {
    content: '';
    position: absolute;
    left: 3px;
    top: 3px;
    width: 14px;
    height: 14px;
    border-radius: 50%;
    background: #fff;
    box-shadow: 0 1px 2px rgb(0 0 0 / 0.25);
    transition: transform 120ms;
  }
  input:checked ~ .track {
    background: var(--accent);
  }
  input:checked ~ .track::after {
    transform: translateX(14px);
  }
`;
