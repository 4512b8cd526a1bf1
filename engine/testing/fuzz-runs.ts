/** How many damaged inputs a test tries: a few in every run of the tests, as many as asked for at night. */
export function fuzzRuns(usually: number): number {
  return Number(process.env['EPOCH_LAB_FUZZ_RUNS'] ?? usually);
}
