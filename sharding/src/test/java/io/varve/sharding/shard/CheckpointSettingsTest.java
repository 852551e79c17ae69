package io.varve.sharding.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.sharding.shard.CheckpointSettings.Replay;
import org.junit.jupiter.api.Test;

final class CheckpointSettingsTest {
  private final CheckpointSettings settings = new CheckpointSettings(1000, 100, 10, 4096, 5);

  @Test
  void aShardOfFewSeriesWaitsForTheLeastNumberOfSamples() {
    assertThat(settings.isDue(new Replay(99, 0, 0), 3)).isFalse();
    assertThat(settings.isDue(new Replay(100, 0, 0), 3)).isTrue();
  }

  @Test
  void inBetweenItGoesByTheNumberOfSeries() {
    assertThat(settings.isDue(new Replay(499, 0, 0), 50)).isFalse();
    assertThat(settings.isDue(new Replay(500, 0, 0), 50)).isTrue();
  }

  @Test
  void noNumberOfSeriesPutsItOffForEver() {
    assertThat(settings.isDue(new Replay(999, 0, 0), 1_000_000)).isFalse();
    assertThat(settings.isDue(new Replay(1000, 0, 0), 1_000_000)).isTrue();
  }

  @Test
  void bytesAndNewSeriesCountForThemselves() {
    assertThat(settings.isDue(new Replay(0, 4096, 0), 50)).isTrue();
    assertThat(settings.isDue(new Replay(0, 0, 5), 50)).isTrue();
    assertThat(settings.isDue(new Replay(99, 4095, 4), 0)).isFalse();
  }

  @Test
  void whatCameWhileACheckpointWasTakenIsLeft() {
    Replay replay = Replay.NOTHING.plus(new Replay(7, 70, 1)).plus(new Replay(2, 20, 0));
    assertThat(replay.minus(new Replay(7, 70, 1))).isEqualTo(new Replay(2, 20, 0));
  }
}
