// Knows every alternative.
import type { AnimalCreateParams, AnimalListParams, OrderCreateParams, Visit } from "@zoo/types";

function never(value: never): never {
  throw new Error(`not foreseen: ${String(value)}`);
}

export function feed(diet: NonNullable<AnimalCreateParams["diet"]>): string {
  switch (diet) {
    case "herbivore":
      return "hay";
    case "carnivore":
      return "meat";
    default:
      return never(diet);
  }
}

export function filterBy(diet: NonNullable<AnimalListParams["diet"]>): string {
  switch (diet) {
    case "herbivore":
      return "h";
    case "carnivore":
      return "c";
    default:
      return never(diet);
  }
}

export function tell(event: Visit["event"]): string {
  switch (event.type) {
    case "Feeding":
      return event.food;
    case "Cleaning":
      return String(event.minutes);
    default:
      return never(event);
  }
}

export function pay(payment: NonNullable<OrderCreateParams["payment"]>): string {
  switch (payment.method) {
    case "Card":
      return payment.number;
    case "Invoice":
      return payment.address;
    default:
      return never(payment);
  }
}
