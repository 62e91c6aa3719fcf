// The look of the header.
import { css } from 'lit';

export const headerCss = css`
  header {
    position: relative;
    z-index: 3;
    display: flex;
    align-items: center;
    gap: 12px;
    height: 56px;
    padding: 0 16px;
    background: var(--surface);
    border-bottom: 1px solid var(--line);
  }
  header img {
    flex: none;
    border-radius: 8px;
  }
  .title {
    min-width: 0;
    flex: 1;
  }
  h1 {
    margin: 0;
    font-size: 17px;
    line-height: 1.25;
    font-weight: 700;
    letter-spacing: -0.01em;
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .title p {
    margin: 0;
    font-size: 12.5px;
    line-height: 1.3;
    color: var(--text-quiet);
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .tools {
    display: flex;
    gap: 6px;
  }
  .tool {
    display: inline-grid;
    place-items: center;
    min-width: 40px;
    height: 40px;
    padding: 0 10px;
    border: 1px solid transparent;
    border-radius: 10px;
    background: none;
    font-weight: 500;
  }
  .tool.region,
  .tool.share {
    grid-auto-flow: column;
    gap: 8px;
  }
  .tool[aria-pressed='true'] {
    background: var(--hover);
    border-color: var(--line-strong);
  }
  .language .short {
    display: none;
  }
  .tool:hover {
    background: var(--hover);
  }

  @media (max-width: 719px) {
    header {
      height: calc(52px + env(safe-area-inset-top));
      padding: env(safe-area-inset-top) 8px 0 12px;
      gap: 10px;
    }
    /* There is room for the name alone, which takes a second line before it is cut. */
    h1 {
      font-size: 16px;
      line-height: 1.2;
      white-space: normal;
    }
    .title p {
      display: none;
    }
    .region .long,
    .share .long {
      display: none;
    }
    /* Read out with the short name, which alone would say little. */
    .language .long {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    .language .short {
      display: inline;
    }
    .tools {
      gap: 0;
    }
    .tool {
      padding: 0;
    }
  }
  @media (max-width: 419px) {
    header {
      gap: 8px;
    }
    h1 {
      font-size: 14.5px;
    }
  }
`;
