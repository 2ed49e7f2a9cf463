/** One member of two things, each as it stands in an answer. */
export interface ComparedThings {
  readonly one: object;
  readonly other: object;
  readonly member: string;
  readonly must: "equal" | "differ";
}
