package io.varve.promql.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.model.LabelMatcher;
import io.varve.model.Labels;
import io.varve.model.MatchType;
import io.varve.model.Sample;
import io.varve.model.StaleNaN;
import io.varve.promql.storage.ShardSeries;
import io.varve.promql.value.SeriesSamples;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryStorageTest {
  private static final LabelMatcher ALL = new LabelMatcher(MatchType.RE, "__name__", ".+");

  @Test
  void partitionsSeriesAsANodeDoes() {
    MemoryStorage storage = new MemoryStorage(16);
    for (int i = 0; i < 100; i++) {
      String host = Integer.toString(i);
      storage.add(Labels.of("__name__", "a", "host", host), Sample.of(0, i));
      storage.add(Labels.of("__name__", "b", "host", host, "le", "1"), Sample.of(0, i));
    }
    int series = 0;
    int used = 0;
    for (int shard = 0; shard < storage.shards(); shard++) {
      List<Labels> labels = labels(storage, shard);
      assertThat(labels).isSorted().doesNotHaveDuplicates();
      List<String> hostsOfA = hosts(labels, "a");
      assertThat(hostsOfA).hasSameElementsAs(hosts(labels, "b"));
      series += labels.size();
      used += labels.isEmpty() ? 0 : 1;
    }
    assertThat(series).isEqualTo(200);
    assertThat(used).isEqualTo(16);
  }

  @Test
  void givesTheSamplesOfARangeStaleMarkersIncluded() {
    MemoryStorage storage = new MemoryStorage(1);
    Labels labels = Labels.of("__name__", "a");
    storage.add(labels, Sample.of(0, 1));
    storage.add(labels, Sample.of(10, 2));
    storage.add(labels, Sample.of(20, StaleNaN.VALUE));
    storage.add(labels, Sample.of(30, 3));
    try (ShardSeries found = storage.select(0, List.of(ALL), 10, 20)) {
      SeriesSamples samples = new SeriesSamples();
      samples.add(-1, 7);
      found.samples(0, samples);
      assertThat(samples.size()).isEqualTo(2);
      assertThat(samples.time(0)).isEqualTo(10);
      assertThat(samples.value(0)).isEqualTo(2);
      assertThat(StaleNaN.isStale(samples.value(1))).isTrue();
    }
  }

  @Test
  void matchesAbsentLabelsAsEmptyOnesAndWholeValues() {
    MemoryStorage storage = new MemoryStorage(1);
    storage.add(Labels.of("__name__", "a"), Sample.of(0, 1));
    storage.add(Labels.of("__name__", "a", "x", "yy\ny"), Sample.of(0, 1));
    assertThat(count(storage, MatchType.EQ, "x", "")).isEqualTo(1);
    assertThat(count(storage, MatchType.NEQ, "x", "")).isEqualTo(1);
    assertThat(count(storage, MatchType.RE, "x", "y")).isZero();
    assertThat(count(storage, MatchType.RE, "x", "y.*")).isEqualTo(1);
    assertThat(count(storage, MatchType.NRE, "x", "y.*")).isEqualTo(1);
  }

  @Test
  void keepsHistograms() {
    MemoryStorage storage = new MemoryStorage(1);
    Script script = Script.parse("file.test", "load 1m\n  a {{sum:1}}\n");
    Command.Load load = (Command.Load) script.commands().getFirst();
    storage.add(load.series().getFirst().labels(), load.series().getFirst().samples().getFirst());
    try (ShardSeries found = storage.select(0, List.of(ALL), 0, 0)) {
      SeriesSamples samples = new SeriesSamples();
      found.samples(0, samples);
      assertThat(samples.hasHistograms()).isTrue();
      assertThat(samples.histogram(0)).isNotNull();
      assertThat(samples.value(0)).isEqualTo(1);
    }
  }

  @Test
  void refusesSamplesOutOfOrder() {
    MemoryStorage storage = new MemoryStorage(1);
    Labels labels = Labels.of("__name__", "a");
    storage.add(labels, Sample.of(10, 1));
    storage.add(labels, Sample.of(10, 1));
    assertThatThrownBy(() -> storage.add(labels, Sample.of(10, 2)))
        .hasMessageContaining("is a duplicate");
    assertThatThrownBy(() -> storage.add(labels, Sample.of(9, 1)))
        .hasMessageContaining("is out of order");
  }

  private static int count(MemoryStorage storage, MatchType type, String name, String value) {
    LabelMatcher matcher = new LabelMatcher(type, name, value);
    try (ShardSeries found = storage.select(0, List.of(ALL, matcher), 0, 0)) {
      return found.size();
    }
  }

  private static List<Labels> labels(MemoryStorage storage, int shard) {
    List<Labels> labels = new ArrayList<>();
    try (ShardSeries found = storage.select(shard, List.of(ALL), 0, 0)) {
      for (int i = 0; i < found.size(); i++) {
        labels.add(found.labels(i));
      }
    }
    return labels;
  }

  private static List<String> hosts(List<Labels> labels, String name) {
    return labels.stream()
        .filter(l -> l.metricName().equals(name))
        .map(l -> l.get("host"))
        .toList();
  }
}
