// What a saved test brings along, so that it needs nothing but vitest and fetch. Each is printed where it is used.

/** `env(NAME)` */
export const envHelper: string = `
function env(name) {
  const value = process.env[name];
  if (!value) throw new Error(\`Set \${name}.\`);
  return value;
}`;

/** `token(URL, ID, SECRET)`: OAuth 2.0 client credentials (RFC 6749, section 4.4) */
export const tokenHelper: string = `
async function token(url, id, secret) {
  const pair = [id, secret].map((text) => encodeURIComponent(text).replaceAll("%20", "+")).join(":");
  const response = await fetch(url, {
    method: "POST",
    headers: { Authorization: "Basic " + btoa(pair), "Content-Type": "application/x-www-form-urlencoded" },
    body: "grant_type=client_credentials",
  });
  return (await response.json()).access_token;
}`;

/** `send(METHOD, PATH, HEADERS, BODY)` */
export const sendHelper: string = `
async function send(method, path, headers, body) {
  const response = await fetch(baseUrl + path, { method, headers, body, redirect: "manual" });
  const text = await response.text();
  let json;
  try {
    json = JSON.parse(text);
  } catch {
    // Not every answer holds JSON.
  }
  return { status: response.status, headers: response.headers, text, json };
}`;

/** `holds(JSON, VALUE)` */
export const holdsHelper: string = `
/** Whether a value stands anywhere in another. */
function holds(json, value) {
  if (typeof json !== "object" || json === null) return json === value;
  return Object.values(json).some((member) => holds(member, value));
}`;

/** `outline(ANSWER, NAMES)`: as `outlineAnswer`, for the headers of the outline that was saved */
export const outlineHelper: string = `
/** What an answer looks like: ids, times and other texts of the server by their kind, what was sent as it is. */
function outline({ status, headers, text, json }, names, sent) {
  const told = names.map((name) => [name, headers.has(name) ? "given" : "absent"]);
  const type = (headers.get("content-type") ?? "").split(";")[0].trim().toLowerCase();
  const isJson = type === "application/json" || type.endsWith("+json");
  const body = !isJson || json === undefined ? (text === "" ? null : "<no JSON>") : outlineOf(json, sent);
  return { status, headers: { "content-type": type, ...Object.fromEntries(told) }, body };
}

function outlineOf(value, sent) {
  if (Array.isArray(value)) return value.map((item) => outlineOf(item, sent));
  if (typeof value === "object" && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, outlineOf(member, sent)]));
  if (typeof value === "number") return Math.abs(value) < 1e9 ? value : "<number>";
  if (typeof value !== "string") return value;
  if (/^\\d{4}-\\d\\d-\\d\\d[Tt ]\\d\\d:\\d\\d/.test(value)) return "<time>";
  return value !== "" && sent.includes(JSON.stringify(value)) ? value : "<text>";
}`;
