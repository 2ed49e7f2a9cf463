// GET with validation and stored POST: answers a second of the mock over those of its peers, in turn, round by round.
import { median, type Figure } from "../lib/figures.ts";
import { startLoadGenerator, type LoadGenerator } from "./load.ts";
import { installPrism, PRISM } from "./prism.ts";
import { startMockSubject, startPlainSubject, startPrismSubject, type Subject } from "./subjects.ts";

const ROUNDS = 9;
/** Not counted: in these the engine compiles what is hot. */
const WARM_UP_ROUNDS = 3;
const MILLISECONDS = 1000;
const CONNECTIONS = 32;
const BODY = JSON.stringify({ name: "billing-worker", description: "Sends the invoices." });

const CALLS = ["get", "post"] as const;
const NAMES = ["mock", "prism", "plain"] as const;
type Name = (typeof NAMES)[number];

export async function measureThroughput(): Promise<Figure[]> {
  installPrism();
  const load = startLoadGenerator();
  const started: { stop(): Promise<void> }[] = [load];
  const start = async (subject: Promise<Subject>): Promise<Subject> => {
    started.push(await subject);
    return subject;
  };
  try {
    return await compare(load, {
      mock: await start(startMockSubject()),
      prism: await start(startPrismSubject()),
      plain: await start(startPlainSubject()),
    });
  } finally {
    await Promise.all(started.map((one) => one.stop()));
  }
}

type Rates = Record<Name, number[]>;

async function compare(load: LoadGenerator, subjects: Record<Name, Subject>): Promise<Figure[]> {
  const accounts = new Map<Name, string>();
  for (const name of NAMES) accounts.set(name, await createAccount(subjects[name]));
  const figures: Figure[] = [];
  for (const call of CALLS) {
    const rates: Rates = { mock: [], prism: [], plain: [] };
    for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
      for (const name of NAMES) {
        const { port, ...about } = subjects[name];
        const request = call === "get" ? getRequest(about, accounts.get(name) ?? "") : postRequest(about);
        const rate = await load.run({
          port,
          request,
          status: call === "get" ? 200 : 201,
          connections: CONNECTIONS,
          milliseconds: MILLISECONDS,
        });
        if (round >= WARM_UP_ROUNDS) rates[name].push(rate);
      }
    }
    figures.push(...toFigures(call, rates));
  }
  return figures;
}

function toFigures(call: string, rates: Rates): Figure[] {
  const ratio = (peer: Name): number =>
    median(rates.mock.map((rate, round) => rate / (rates[peer][round] ?? Number.NaN)));
  return [
    ...NAMES.map((name) => ({ id: `${call}-${name}`, value: median(rates[name]), unit: "answers/s" })),
    { id: `${call}-to-prism`, value: ratio("prism"), unit: "x", least: 8, against: PRISM },
    { id: `${call}-to-plain`, value: ratio("plain"), unit: "x", least: 0.5, against: "node:http by hand" },
  ];
}

type About = Pick<Subject, "token" | "tenant">;

function getRequest({ token, tenant }: About, account: string): string {
  return `GET /organizations/${tenant}/service-accounts/${account} HTTP/1.1\r\nHost: mock\r\nAccept: application/json\r\nAuthorization: Bearer ${token}\r\n\r\n`;
}

function postRequest({ token, tenant }: About): string {
  return `POST /organizations/${tenant}/service-accounts HTTP/1.1\r\nHost: mock\r\nAccept: application/json\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}`;
}

async function createAccount({ port, token, tenant }: Subject): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/organizations/${tenant}/service-accounts`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: BODY,
  });
  const { id } = (await response.json()) as { id: string };
  return id;
}
