package dev.tideway.operator.simulation;

/**
 * Delays that a seed decides. Each depends on what it is for and not on what was asked before, so
 * that leaving out one event of a run changes no other.
 */
record Chance(long seed) {
  /** A number from {@code least} to {@code most} for one purpose. */
  long between(long least, long most, String purpose, long detail) {
    long x = seed ^ purpose.hashCode() * 0x9E3779B97F4A7C15L ^ detail * 0xC2B2AE3D27D4EB4FL;
    x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
    x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
    return least + Long.remainderUnsigned(x ^ (x >>> 31), most - least + 1);
  }
}
