package io.varve.promql.window;

import io.varve.promql.value.SeriesSamples;
import java.util.Random;

/** Series with all that makes range functions hard. */
enum RandomSeries {
  /** Rises by small integers and is reset now and then. */
  COUNTER {
    @Override
    double next(Random random, double last) {
      return random.nextInt(40) == 0 ? random.nextInt(5) : last + random.nextInt(10);
    }
  },
  /** Falls as often as it rises. */
  SAWTOOTH {
    @Override
    double next(Random random, double last) {
      return random.nextInt(3) * 0.1;
    }
  },
  GAUGE {
    @Override
    double next(Random random, double last) {
      return random.nextGaussian() * 1e3;
    }
  },
  /** Of widely different sizes, so that plain sums lose digits. */
  RUGGED {
    @Override
    double next(Random random, double last) {
      return random.nextGaussian() * Math.pow(10, random.nextInt(24) - 12);
    }
  },
  CONSTANT {
    @Override
    double next(Random random, double last) {
      return random.nextInt(60) == 0 ? random.nextInt(3) : last;
    }
  },
  /** NaNs, infinities and both zeros among numbers. */
  SPECIAL {
    @Override
    double next(Random random, double last) {
      return switch (random.nextInt(60)) {
        case 0 -> Double.POSITIVE_INFINITY;
        case 1 -> Double.NEGATIVE_INFINITY;
        case 2, 3, 4 -> Double.NaN;
        case 5 -> -0.0;
        case 6 -> 0.0;
        default -> random.nextInt(6);
      };
    }
  },
  /** Sums of these overflow. */
  HUGE {
    @Override
    double next(Random random, double last) {
      return (random.nextInt(4) == 0 ? -1 : 1) * (1 + random.nextDouble(0.5)) * 1e308;
    }
  };

  abstract double next(Random random, double last);

  /** Appends samples about 15 s apart, with jitter and gaps. */
  void fill(SeriesSamples samples, int count, Random random) {
    samples.clear();
    long time = random.nextLong(100_000);
    double value = random.nextInt(3);
    for (int i = 0; i < count; i++) {
      value = next(random, value);
      samples.add(time, value);
      time += 15_000 + random.nextInt(200) - 100;
      time += random.nextInt(30) == 0 ? random.nextLong(600_000) : 0;
    }
  }
}
