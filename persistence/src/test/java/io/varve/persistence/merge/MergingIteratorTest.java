package io.varve.persistence.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.persistence.chunk.SampleIterator;
import io.varve.persistence.chunk.XorAppender;
import io.varve.persistence.chunk.XorIterator;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MergingIteratorTest {
  @RegisterExtension final SeededRandom random = new SeededRandom();

  @Test
  void mergesAsAMapDoes() {
    for (int run = 0; run < Scale.of(3_000, 300_000); run++) {
      int span = 1 + random.nextInt(200);
      List<Chunk> sources = randomSources(span);
      long minT = random.nextInt(span) - 10L;
      long maxT = minT + random.nextInt(span);
      NavigableMap<Long, Long> expected = expected(sources).subMap(minT, true, maxT, true);
      walk(MergingIterator.merge(grouped(sources), minT, maxT), expected);
    }
  }

  @Test
  void opensOnlyWhatIsReached() {
    List<Chunk> sources = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Chunk chunk = new Chunk(i);
      chunk.add(100L * i, 1);
      chunk.add(100L * i + 50, 2);
      sources.add(chunk);
    }
    SampleIterator merged = MergingIterator.merge(sources, 220, 840);
    assertThat(merged.next()).isTrue();
    assertThat(merged.t()).isEqualTo(250);
    assertThat(merged.seek(600)).isTrue();
    assertThat(merged.t()).isEqualTo(600);
    assertThat(sources.stream().filter(s -> s.opened).map(s -> s.priority).toList())
        .containsExactly(2L, 6L);
    assertThat(merged.seek(700)).isTrue();
    assertThat(merged.seek(700)).isTrue();
    assertThat(merged.t()).isEqualTo(700);
    assertThat(merged.seek(841)).isFalse();
    assertThat(merged.next()).isFalse();
    assertThat(sources.get(9).opened).isFalse();
  }

  @Test
  void nothingToMerge() {
    SampleIterator merged = MergingIterator.merge(List.of(), 0, 10);
    assertThat(merged.next()).isFalse();
    assertThat(merged.seek(5)).isFalse();
  }

  private void walk(SampleIterator merged, NavigableMap<Long, Long> expected) {
    Long at = null;
    while (true) {
      Map.Entry<Long, Long> next;
      boolean found;
      if (random.nextInt(10) == 0) {
        long target = (at == null ? 0 : at) + random.nextInt(40) - 10L;
        next = expected.ceilingEntry(at == null ? target : Math.max(at, target));
        found = merged.seek(target);
      } else {
        next = at == null ? expected.firstEntry() : expected.higherEntry(at);
        found = merged.next();
      }
      assertThat(found).isEqualTo(next != null);
      if (next == null) {
        assertThat(merged.next()).isFalse();
        return;
      }
      assertThat(merged.t()).isEqualTo(next.getKey());
      assertThat(merged.valueBits()).isEqualTo(next.getValue());
      at = next.getKey();
    }
  }

  private List<Chunk> randomSources(int span) {
    List<Chunk> sources = new ArrayList<>();
    int count = random.nextInt(8);
    for (int i = 0; i < count; i++) {
      Chunk chunk = new Chunk(i);
      int t = random.nextInt(span);
      int step = 1 + random.nextInt(random.nextBoolean() ? 3 : 30);
      for (int n = 1 + random.nextInt(20); n > 0; n--) {
        chunk.add(t, random.nextLong());
        t += 1 + random.nextInt(step);
      }
      sources.add(random.nextInt(sources.size() + 1), chunk);
    }
    return sources;
  }

  /** The same, some of them in a group. */
  private List<SampleSource> grouped(List<Chunk> sources) {
    List<SampleSource> grouped = new ArrayList<>();
    List<SampleSource> parts = new ArrayList<>();
    for (Chunk chunk : sources) {
      (random.nextInt(3) == 0 ? parts : grouped).add(chunk);
    }
    if (!parts.isEmpty()) {
      grouped.add(new Group(parts));
    }
    return grouped;
  }

  private static NavigableMap<Long, Long> expected(List<Chunk> sources) {
    Map<Long, Long> winners = new TreeMap<>();
    NavigableMap<Long, Long> merged = new TreeMap<>();
    for (Chunk chunk : sources) {
      chunk.samples.forEach(
          (t, bits) -> {
            if (winners.getOrDefault(t, Long.MAX_VALUE) > chunk.priority) {
              winners.put(t, chunk.priority);
              merged.put(t, bits);
            }
          });
    }
    return merged;
  }

  private record Group(List<SampleSource> parts) implements SampleSource.Group {
    @Override
    public long minT() {
      return parts.stream().mapToLong(SampleSource::minT).min().orElseThrow();
    }

    @Override
    public long maxT() {
      return parts.stream().mapToLong(SampleSource::maxT).max().orElseThrow();
    }
  }

  private static final class Chunk implements SampleSource.Run {
    final long priority;
    final XorAppender appender = new XorAppender();
    final NavigableMap<Long, Long> samples = new TreeMap<>();
    boolean opened;

    Chunk(long priority) {
      this.priority = priority;
    }

    void add(long t, long valueBits) {
      appender.append(t, valueBits);
      samples.put(t, valueBits);
    }

    @Override
    public long minT() {
      return samples.firstKey();
    }

    @Override
    public long maxT() {
      return samples.lastKey();
    }

    @Override
    public long priority() {
      return priority;
    }

    @Override
    public SampleIterator open() {
      assertThat(opened).isFalse();
      opened = true;
      return new XorIterator().reset(appender.snapshot());
    }
  }
}
