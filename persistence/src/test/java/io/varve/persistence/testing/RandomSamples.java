package io.varve.persistence.testing;

import io.varve.model.StaleNaN;
import java.util.Random;

/** Series of samples that reach every branch of the encodings: intervals, jumps, odd floats. */
public final class RandomSamples {
  private static final long[] ODD_VALUES = {
    Double.doubleToRawLongBits(0.0),
    Double.doubleToRawLongBits(-0.0),
    Double.doubleToRawLongBits(1.0),
    Double.doubleToRawLongBits(Double.POSITIVE_INFINITY),
    Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY),
    Double.doubleToRawLongBits(Double.MIN_VALUE),
    Double.doubleToRawLongBits(-Double.MAX_VALUE),
    StaleNaN.NORMAL_NAN_BITS,
    0xfff8dead0000beefL,
    StaleNaN.BITS,
  };

  private RandomSamples() {}

  /** Strictly rising times in milliseconds, some intervals alike, some on the encoder's limits. */
  public static long[] times(Random random, int count, long first) {
    long[] times = new long[count];
    long t = first;
    long interval = 15_000;
    for (int i = 0; i < count; i++) {
      times[i] = t;
      interval =
          switch (random.nextInt(12)) {
            case 0 -> 1 + random.nextInt(100_000);
            case 1 -> interval + (1L << random.nextInt(22)) + random.nextInt(3) - 1;
            case 2 -> Math.max(1, interval - (1L << random.nextInt(22)) + random.nextInt(3) - 1);
            case 3 -> 15_000;
            default -> interval;
          };
      t += interval;
    }
    return times;
  }

  /** Value bits: constant for a while, counting, drifting, odd. */
  public static long[] values(Random random, int count) {
    long[] values = new long[count];
    double value = random.nextInt(1000);
    for (int i = 0; i < count; i++) {
      switch (random.nextInt(8)) {
        case 0 -> value += 1;
        case 1 -> value += random.nextInt(1000);
        case 2 -> value = random.nextGaussian();
        case 3 -> value = Double.longBitsToDouble(random.nextLong());
        default -> value += 0;
      }
      values[i] =
          random.nextInt(10) == 0
              ? ODD_VALUES[random.nextInt(ODD_VALUES.length)]
              : Double.doubleToRawLongBits(value);
    }
    return values;
  }
}
