// The formats that are checked, by the RFCs that JSON Schema 2020-12 names for them (Validation, section 7.3).

const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const TIME = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:z|[+-](\d\d):(\d\d))$/i;
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

/** RFC 3339, `full-date`. */
function isDate(text: string): boolean {
  const [, year, month, day] = DATE.exec(text)?.map(Number) ?? [];
  if (year === undefined || month === undefined || day === undefined) return false;
  // The day 0 of a month is the last of the one before; four centuries on, the calendar is the same.
  const last = new Date(Date.UTC(year + 400, month, 0)).getUTCDate();
  return month >= 1 && month <= 12 && day >= 1 && day <= last;
}

/** RFC 3339, `full-time`; 60 is a leap second. */
function isTime(text: string): boolean {
  const found = TIME.exec(text);
  if (!found) return false;
  const [hour, minute, second, offsetHour, offsetMinute] = found.slice(1).map((part) => Number(part ?? 0));
  return hour! < 24 && minute! < 60 && second! <= 60 && offsetHour! < 24 && offsetMinute! < 60;
}

function isHostname(text: string): boolean {
  return text.length <= 253 && text.split(".").every((label) => LABEL.test(label));
}

function isEmail(text: string): boolean {
  const at = text.lastIndexOf("@");
  const local = text.slice(0, at);
  return at > 0 && /^[^\s@"(),:;<>[\\\]]+$/.test(local) && isHostname(text.slice(at + 1));
}

/** RFC 4291, section 2.2. */
function isIPv6(text: string): boolean {
  const halves = text.split("::");
  const groups = halves.map((half) => (half === "" ? [] : half.split(":")));
  const all = groups.flat();
  const tail = all.at(-1) ?? "";
  const hasV4 = tail.includes(".");
  const count = all.length + (hasV4 ? 1 : 0);
  const hex = hasV4 ? all.slice(0, -1) : all;
  return (
    halves.length <= 2 &&
    (halves.length === 2 ? count < 8 : count === 8) &&
    hex.every((group) => /^[0-9a-f]{1,4}$/i.test(group)) &&
    (!hasV4 || (IPV4.test(tail) && (groups.at(-1)?.length ?? 0) > 0))
  );
}

/** RFC 3986 with a scheme; characters that a URI cannot hold are refused. */
function isURI(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:(?:[\w.~:/?#[\]@!$&'()*+,;=-]|%[0-9a-f]{2})+$/i.test(text);
}

/** Formats by name. */
export const formats: Readonly<Record<string, (text: string) => boolean>> = {
  "date-time": (text) => {
    const [date = "", time = "", ...more] = text.split(/t|\s/i);
    return more.length === 0 && isDate(date) && isTime(time);
  },
  date: isDate,
  time: isTime,
  email: isEmail,
  hostname: isHostname,
  ipv4: (text) => IPV4.test(text),
  ipv6: isIPv6,
  uri: isURI,
  uuid: (text) => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text),
};
