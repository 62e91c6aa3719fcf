// The look of the panel beside the map, of the sheet that it is on a phone, and of what fails in it.
import { css } from 'lit';

export const panelCss = css`
  .panel {
    position: absolute;
    z-index: 2;
    left: 12px;
    top: 12px;
    bottom: 12px;
    width: var(--panel-width, 348px);
    display: flex;
    flex-direction: column;
    border-radius: var(--radius);
    background: var(--surface);
    box-shadow: var(--edge), var(--shadow);
    overflow: hidden;
    transition:
      transform 180ms ease,
      visibility 180ms;
  }
  .panel.is-folded {
    transform: translateX(calc(-100% - 24px));
    visibility: hidden;
  }
  .fold {
    position: absolute;
    z-index: 2;
    left: 12px;
    top: 24px;
    width: 28px;
    height: 48px;
    display: grid;
    place-items: center;
    border: 0;
    border-radius: 0 10px 10px 0;
    background: var(--surface);
    box-shadow: var(--shadow);
    clip-path: inset(-12px -12px -12px 0);
    transition: left 180ms ease;
  }
  .fold:not(.is-open) {
    left: 0;
  }
  .fold.is-open {
    left: calc(var(--panel-width, 348px) + 12px);
  }
  .fold:hover {
    background: var(--hover);
  }
  .scroll {
    flex: 1;
    min-height: 0;
    overflow: auto;
    overscroll-behavior: contain;
    padding: 14px 18px 18px;
    scrollbar-width: thin;
  }
  h2 {
    margin: 0 0 8px;
    font-size: 16px;
    line-height: 1.3;
    font-weight: 700;
  }
  feature-card,
  district-card,
  here-card,
  region-card {
    flex: 1;
    min-height: 0;
  }

  .failure {
    padding: 12px 18px;
    background: var(--notice);
    color: var(--notice-text);
  }
  .failure p {
    margin: 0 0 8px;
  }
  .failure button {
    min-height: 34px;
    padding: 0 14px;
    border: 1px solid currentColor;
    border-radius: 8px;
    background: none;
    font-weight: 600;
  }

  @media (max-width: 719px) {
    .panel {
      left: 0;
      right: 0;
      top: auto;
      bottom: 0;
      width: auto;
      height: 13dvh;
      border-radius: 16px 16px 0 0;
      transition: height 200ms ease;
      padding-bottom: env(safe-area-inset-bottom);
    }
    .panel.half {
      height: 50dvh;
    }
    .panel.tall {
      /* The search box stays free. */
      height: min(88dvh, calc(100dvh - 116px - env(safe-area-inset-top)));
    }
    .panel.is-dragged {
      transition: none;
    }
    .handle {
      flex: none;
      height: 26px;
      border: 0;
      background: none;
      touch-action: none;
      cursor: grab;
    }
    .handle::before {
      content: '';
      display: block;
      width: 40px;
      height: 4px;
      margin: 0 auto;
      border-radius: 2px;
      background: var(--line-strong);
    }
    .scroll {
      padding-top: 2px;
    }
  }
`;
