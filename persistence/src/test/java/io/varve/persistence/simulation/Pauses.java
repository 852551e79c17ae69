package io.varve.persistence.simulation;

import java.time.Duration;
import java.util.Random;

/** How long things take: mostly no time, and now and then hours. */
final class Pauses {
  private Pauses() {}

  static Duration of(Random random) {
    int kind = random.nextInt(100);
    if (kind < 50) {
      return Duration.ofMillis(random.nextInt(1000));
    }
    if (kind < 70) {
      return Duration.ofSeconds(random.nextInt(50));
    }
    if (kind < 85) {
      return Duration.ofSeconds(60 + random.nextInt(480));
    }
    if (kind < 92) {
      return Duration.ofMinutes(11 + random.nextInt(20));
    }
    return kind < 98
        ? Duration.ofMinutes(31 + random.nextInt(60))
        : Duration.ofMinutes(120 + random.nextInt(180));
  }
}
