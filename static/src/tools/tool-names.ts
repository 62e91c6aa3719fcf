// The tools of the map that draw on it.

export const DRAWING_TOOLS = ['distance', 'area', 'within'] as const;
export type DrawingTool = (typeof DRAWING_TOOLS)[number];

/** What else the menu of tools opens. */
export type ToolName = DrawingTool | 'picture' | 'print' | 'keys';
