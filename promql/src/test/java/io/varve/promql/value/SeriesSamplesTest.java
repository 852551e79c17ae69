package io.varve.promql.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeriesSamplesTest {
  /** Returns samples at 100, 200 ... of these start times. */
  private static SeriesSamples startingAt(long... starts) {
    SeriesSamples samples = new SeriesSamples();
    for (int i = 0; i < starts.length; i++) {
      samples.add(100L * (i + 1), i);
      samples.start(starts[i]);
    }
    return samples;
  }

  @Test
  void knowsByStartTimesWhatBeginsAnew() {
    assertThat(startingAt(0, 0).beginsAnew(1)).isFalse();
    assertThat(startingAt(50, 50).beginsAnew(1)).as("goes on").isFalse();
    assertThat(startingAt(50, 150).beginsAnew(1)).as("between the samples").isTrue();
    assertThat(startingAt(50, 200).beginsAnew(1)).as("unknown").isFalse();
    assertThat(startingAt(50, 100).beginsAnew(1)).as("a delta").isTrue();
    assertThat(startingAt(0, 100).beginsAnew(1)).as("start not known").isFalse();
    assertThat(startingAt(100, 100).beginsAnew(1)).as("start not known").isFalse();
    assertThat(startingAt(120, 100).beginsAnew(1)).as("before the start").isFalse();
  }

  @Test
  void knowsOverlaps() {
    assertThat(startingAt(10, 50).overlaps(1)).isTrue();
    assertThat(startingAt(10, 10).overlaps(1)).isFalse();
    assertThat(startingAt(10, 100).overlaps(1)).isFalse();
    assertThat(startingAt(10, 0).overlaps(1)).isFalse();
  }

  @Test
  void keepsStartTimesWithTheirSamples() {
    SeriesSamples samples = startingAt(0, 150, 0, 350);
    samples.keepIf((time, _) -> time != 100 && time != 300);
    assertThat(samples.startTime(0)).isEqualTo(150);
    assertThat(samples.startTime(1)).isEqualTo(350);
    SeriesSamples copy = new SeriesSamples();
    copy.copyFrom(samples);
    assertThat(copy.startTime(1)).isEqualTo(350);
    samples.clear();
    assertThat(samples.hasStartTimes()).isFalse();
  }
}
