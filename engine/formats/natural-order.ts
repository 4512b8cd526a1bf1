/**
 * Names as people order them: runs of digits by their value, everything else by its characters' numbers. The same on
 * every machine, whatever its language.
 */
export function compareNaturally(a: string, b: string): number {
  const [partsA, partsB] = [split(a), split(b)];
  for (let i = 0; i < Math.min(partsA.length, partsB.length); i++) {
    const [partA, partB] = [partsA[i]!, partsB[i]!];
    if (partA === partB) continue;
    const [numberA, numberB] = [toNumber(partA), toNumber(partB)];
    if (numberA !== null && numberB !== null && numberA !== numberB) return numberA - numberB;
    return partA < partB ? -1 : 1;
  }
  return partsA.length - partsB.length;
}

function split(name: string): string[] {
  return name.match(/\d+|\D+/g) ?? [];
}

function toNumber(part: string): number | null {
  return /^\d{1,15}$/.test(part) ? Number(part) : null;
}
