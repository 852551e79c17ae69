package io.varve.persistence.head.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.varve.model.LabelMatcher;
import io.varve.model.Labels;
import io.varve.model.MatchType;
import io.varve.model.TenantId;
import io.varve.model.Utf8;
import io.varve.persistence.match.CompiledMatcher;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random additions, removals, compactions and queries against a plain map; views are kept and asked
 * again long after. With few hash bits, all labels collide.
 */
final class HeadIndexModelTest {
  private static final List<TenantId> TENANTS =
      List.of(new TenantId("a"), new TenantId("b"), new TenantId("never-seen"));
  private static final MatchType[] TYPES = MatchType.values();
  private static final String[] NAMES = {"__name__", "a", "b", "instance", "é", "never"};
  private static final String[] VALUES = {"x", "y", "xy", "é", "z1", "z2", "z3", "\n"};
  private static final String[] REGEXES = {
    "x",
    "x|y",
    "x?",
    "x.*",
    ".*",
    ".+",
    ".*y",
    "z[12]",
    "z[^1]",
    "|x",
    "",
    "[0-9]+",
    "1.*",
    "(?i)X",
    "y|z.*",
    "x(y)?",
    "nothing",
    "nothing|"
  };

  @RegisterExtension final SeededRandom random = new SeededRandom();

  /** A series of the model. */
  private record Series(TenantId tenant, Labels labels) {}

  /** A view and what it must show, always. */
  private record Kept(HeadView view, TreeMap<Integer, Series> shown) {}

  private final TreeMap<Integer, Series> model = new TreeMap<>();
  private final Deque<Kept> kept = new ArrayDeque<>();
  private int nextRef;

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 3})
  void showsWhatAMapShows(int hashMask) {
    HeadIndex index = new HeadIndex(hashMask);
    int steps = hashMask == -1 ? Scale.of(1_000, 20_000) : Scale.of(300, 2_000);
    for (int step = 0; step < steps; step++) {
      switch (random.nextInt(12)) {
        case 0, 1, 2, 3, 4, 5 -> add(index);
        case 6, 7 -> remove(index);
        case 8 -> {
          index.compactStep(random.nextInt(20));
          assertThat(index.memoryBytes()).isPositive();
        }
        default -> {
          kept.add(new Kept(index.publish(), new TreeMap<>(model)));
          if (kept.size() > 8) {
            kept.removeFirst();
          }
        }
      }
      if (step % 10 == 0) {
        for (Kept k : kept) {
          assertSame(k);
        }
      }
    }
  }

  private void add(HeadIndex index) {
    for (int n = random.nextInt(8); n > 0; n--) {
      Series series = new Series(TENANTS.get(random.nextInt(2)), randomLabels());
      int known =
          model.entrySet().stream()
              .filter(e -> e.getValue().equals(series))
              .map(Map.Entry::getKey)
              .findFirst()
              .orElse(HeadIndex.NOT_FOUND);
      assertThat(index.find(series.tenant(), series.labels())).isEqualTo(known);
      if (known == HeadIndex.NOT_FOUND) {
        nextRef += 1 + (random.nextInt(4) == 0 ? random.nextInt(1000) : 0);
        index.add(series.tenant(), nextRef, series.labels());
        model.put(nextRef, series);
      }
    }
  }

  private void remove(HeadIndex index) {
    IntArrayList refs = new IntArrayList(new int[] {nextRef + 5});
    for (int n = random.nextInt(6); n > 0 && !model.isEmpty(); n--) {
      Integer ref = model.ceilingKey(random.nextInt(nextRef + 1));
      if (ref != null) {
        refs.add(ref.intValue());
        model.remove(ref);
      }
    }
    index.remove(refs);
  }

  private Labels randomLabels() {
    var builder = Labels.builder();
    for (int i = 0; i < NAMES.length - 1; i++) {
      if (random.nextInt(3) > 0) {
        String value = i == 3 ? "i" + random.nextInt(100) : VALUES[random.nextInt(VALUES.length)];
        builder.set(NAMES[i], value);
      }
    }
    return builder.build();
  }

  private void assertSame(Kept k) {
    TenantId tenant = TENANTS.get(random.nextInt(TENANTS.size()));
    List<CompiledMatcher> matchers = randomMatchers();
    List<Map.Entry<Integer, Series>> expected =
        k.shown().entrySet().stream()
            .filter(e -> e.getValue().tenant().equals(tenant))
            .filter(e -> matchers.stream().allMatch(m -> m.matches(e.getValue().labels())))
            .toList();

    assertThat(k.view().select(tenant, matchers))
        .as("%s of %s", matchers, tenant)
        .containsExactly(expected.stream().mapToInt(Map.Entry::getKey).toArray());
    for (Map.Entry<Integer, Series> e : expected) {
      assertThat(k.view().labels(e.getKey())).isEqualTo(e.getValue().labels());
    }
    List<Labels> labels = expected.stream().map(e -> e.getValue().labels()).toList();
    assertThat(k.view().labelNames(tenant, matchers)).isEqualTo(names(labels));
    String name = NAMES[random.nextInt(NAMES.length)];
    assertThat(k.view().labelValues(tenant, name, matchers))
        .isEqualTo(
            labels.stream()
                .map(l -> l.get(name))
                .filter(v -> !v.isEmpty())
                .distinct()
                .sorted(Utf8::compare)
                .toList());
    assertThat(k.view().seriesCount()).isEqualTo(k.shown().size());
    if (matchers.isEmpty()) {
      assertThat(k.view().seriesCount(tenant)).isEqualTo(expected.size());
    }
    assertThat(k.view().tenants())
        .containsExactlyElementsOf(
            k.shown().values().stream().map(Series::tenant).distinct().sorted().toList());
    assertVisits(k);
  }

  private static List<String> names(List<Labels> labels) {
    List<String> names = new ArrayList<>();
    for (Labels l : labels) {
      for (int i = 0; i < l.size(); i++) {
        names.add(l.name(i));
      }
    }
    return names.stream().distinct().sorted(Utf8::compare).toList();
  }

  private void assertVisits(Kept k) {
    int first = random.nextInt(nextRef + 2);
    TreeMap<Integer, Series> visited = new TreeMap<>();
    k.view()
        .forEach(
            first,
            (tenant, ref, labels) -> visited.put(ref, new Series(tenant, labels.toLabels())));
    assertThat(visited).isEqualTo(k.shown().tailMap(first));
  }

  private List<CompiledMatcher> randomMatchers() {
    List<CompiledMatcher> matchers = new ArrayList<>();
    for (int n = random.nextInt(4); n > 0; n--) {
      MatchType type = TYPES[random.nextInt(TYPES.length)];
      String name = NAMES[random.nextInt(NAMES.length)];
      String value = REGEXES[random.nextInt(REGEXES.length)];
      if (name.equals("instance") && random.nextBoolean()) {
        value = type.isRegex() ? "i[1-4].*" : "i7";
      }
      matchers.add(CompiledMatcher.compile(new LabelMatcher(type, name, value)));
    }
    return matchers;
  }
}
