import { createPaging, type Paging } from "./pages.ts";
import { readPointer } from "./read-pointer.ts";

/** Where a cursor comes from and goes to. */
export interface CursorStep {
  /** Query parameter that takes the cursor. */
  readonly parameter: string;
  /** JSON pointer to the cursor in the answer. */
  readonly cursor: string;
  /** JSON pointer to whether there is more. @default there is as long as there is a cursor */
  readonly more?: string;
}

/** Pages by cursor. */
export interface CursorPages {
  /** JSON pointer to the items in the answer. */
  readonly items: string;
  readonly next: CursorStep;
  readonly previous?: CursorStep;
}

/** Pages that are led to by a cursor in the answer. */
export function cursorPages({ items, next, previous }: CursorPages): Paging {
  return createPaging({
    items: (body) => readPointer(body, items),
    step({ body, params, fail }, forward) {
      const step = forward ? next : previous;
      if (!step) return undefined;
      const more = step.more === undefined ? undefined : readPointer(body, step.more);
      const cursor = readPointer(body, step.cursor) ?? "";
      if (more === false || (more !== true && cursor === "")) return undefined;
      // To end here would be to lose the rest in silence.
      if (cursor === "") throw fail(`the answer says that there is more, but has nothing at ${step.cursor}`);
      const { [next.parameter]: _, [previous?.parameter ?? ""]: __, ...others } = params;
      return { ...others, [step.parameter]: cursor };
    },
  });
}
