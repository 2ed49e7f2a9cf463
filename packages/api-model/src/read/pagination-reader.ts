import type { Json, Pagination, Pointer } from "../model.ts";
import { isObject, memberOf } from "../json.ts";
import {
  block,
  oneOf,
  optional,
  required,
  statuses,
  text,
  valuePointer,
  type Fault,
  type Reader,
} from "./block-readers.ts";

const cursorStep = block({
  parameter: required(text),
  cursor: required(valuePointer),
  more: optional(valuePointer),
});
const shared = { items: required(valuePointer), limit: optional(text) };
const cursor = block({
  style: required(oneOf(["cursor"])),
  ...shared,
  next: required(cursorStep),
  previous: optional(cursorStep),
  malformed: optional(statuses),
});
const page = block({
  style: required(oneOf(["page"])),
  ...shared,
  page: required(text),
  total: optional(valuePointer),
  pages: optional(valuePointer),
});
const offset = block({
  style: required(oneOf(["offset"])),
  ...shared,
  offset: required(text),
  total: optional(valuePointer),
});
const link = block({ style: required(oneOf(["link"])), ...shared, next: optional(valuePointer) });

const STYLES: { readonly [Kind in Pagination["kind"]]: Reader<Pagination> } = {
  cursor: mapped(cursor, ({ style, malformed = [], ...rest }) => ({ kind: style, ...rest, malformed })),
  page: mapped(page, ({ style, ...rest }) => ({ kind: style, ...rest })),
  offset: mapped(offset, ({ style, ...rest }) => ({ kind: style, ...rest })),
  link: mapped(link, ({ style, ...rest }) => ({ kind: style, ...rest })),
};
const styleName = oneOf(["cursor", "page", "offset", "link"]);
const anyStyle = block({ style: required(styleName) });

/** `pagination` of an operation; its `style` says which members it has. */
export const pagination: Reader<Pagination> = (value, pointer, fault) => {
  const style = isObject(value) ? memberOf(value, "style") : undefined;
  // Without a style there is nothing to go by: the object's reader names what is wrong with it.
  const kind = style === undefined ? undefined : styleName(style, `${pointer}/style`, fault);
  if (style === undefined) reportMissing(value, pointer, fault);
  return kind === undefined ? undefined : STYLES[kind](value, pointer, fault);
};

function reportMissing(value: Json, pointer: Pointer, fault: Fault): void {
  anyStyle(isObject(value) ? {} : value, pointer, fault);
}

function mapped<From, To>(read: Reader<From>, map: (value: From) => To): Reader<To> {
  return (value, pointer, fault) => {
    const found = read(value, pointer, fault);
    return found === undefined ? undefined : map(found);
  };
}
