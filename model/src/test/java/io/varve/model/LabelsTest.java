package io.varve.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LabelsTest {
  @RegisterExtension final SeededRandom random = new SeededRandom();

  @Test
  void sortsNamesByUtf8Bytes() {
    // U+FF5E is EF BD 9E in UTF-8 and U+1FAA8 is F0 …, but the latter's UTF-16 units are smaller.
    Labels labels = Labels.of("\uD83E\uDEA8", "rock", "\uFF5E", "tilde", "b", "2", "B", "1");
    assertThat(names(labels)).containsExactly("B", "b", "\uFF5E", "\uD83E\uDEA8");
    assertThat(labels.value(0)).isEqualTo("1");
    assertThat(labels.value(3)).isEqualTo("rock");
  }

  @Test
  void dropsEmptyValues() {
    Labels labels = Labels.of("c", "", "a", "1", "b", "");
    assertThat(labels).isEqualTo(Labels.of("a", "1")).hasToString("{a=\"1\"}");
    assertThat(Labels.of("a", "")).isSameAs(Labels.EMPTY);
  }

  @Test
  void refusesDuplicateNamesAndOddCounts() {
    assertThatThrownBy(() -> Labels.of("a", "1", "b", "2", "a", "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("duplicate label name \"a\"");
    assertThatThrownBy(() -> Labels.of("a", "", "a", "1"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Labels.of("a")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void answersAbsentLabelsWithTheEmptyString() {
    Labels labels = Labels.of("__name__", "up", "job", "api");
    assertThat(labels.metricName()).isEqualTo("up");
    assertThat(labels.get("job")).isEqualTo("api");
    assertThat(labels.get("instance")).isEmpty();
    assertThat(labels.has("job")).isTrue();
    assertThat(labels.has("instance")).isFalse();
    assertThat(Labels.EMPTY.metricName()).isEmpty();
  }

  @Test
  void keepsAndRemovesExactlyTheNamedLabels() {
    Labels labels = Labels.of("__name__", "up", "a", "1", "b", "2");
    assertThat(labels.without("a", "x")).isEqualTo(Labels.of("__name__", "up", "b", "2"));
    assertThat(labels.keeping("b", "x")).isEqualTo(Labels.of("b", "2"));
    assertThat(labels.without("x")).isSameAs(labels);
    assertThat(labels.keeping()).isSameAs(Labels.EMPTY);
    assertThat(labels.with("a", "9")).isEqualTo(Labels.of("__name__", "up", "a", "9", "b", "2"));
    assertThat(labels.with("a", "")).isEqualTo(Labels.of("__name__", "up", "b", "2"));
    assertThat(labels.with("c", "3"))
        .isEqualTo(Labels.of("__name__", "up", "a", "1", "b", "2", "c", "3"));
  }

  @Test
  void comparesAsPrometheusDoes() {
    List<Labels> ordered =
        List.of(
            Labels.EMPTY,
            Labels.of("a", "1"),
            Labels.of("a", "1", "b", "1"),
            Labels.of("a", "1", "b", "2"),
            Labels.of("a", "1", "c", "0"),
            Labels.of("a", "2"),
            Labels.of("a", "\uFF5E"),
            Labels.of("a", "\uD83E\uDEA8"),
            Labels.of("b", "0"));
    List<Labels> shuffled = new ArrayList<>(ordered);
    Collections.shuffle(shuffled, random);
    Collections.sort(shuffled);
    assertThat(shuffled).isEqualTo(ordered);
  }

  @Test
  void printsAsPrometheusDoes() {
    assertThat(Labels.EMPTY).hasToString("{}");
    assertThat(Labels.of("__name__", "up", "job", "a \"b\"\n", "my.label", "ü"))
        .hasToString("{__name__=\"up\", job=\"a \\\"b\\\"\\n\", \"my.label\"=\"ü\"}");
  }

  @Test
  void builderDoesWhatAMapDoes() {
    for (int round = 0; round < Scale.of(500, 50_000); round++) {
      TreeMap<String, String> model = new TreeMap<>(Utf8::compare);
      Labels base = Labels.EMPTY;
      LabelsBuilder builder = Labels.builder(base);
      for (int i = random.nextInt(60); i > 0; i--) {
        String name = RandomText.text(random, 2);
        String value = random.nextInt(4) == 0 ? "" : RandomText.text(random, 3);
        switch (random.nextInt(8)) {
          case 0 -> {
            model.remove(name);
            builder.remove(name);
          }
          case 1 -> builder = Labels.builder(builder.build());
          case 2 -> builder.reset(builder.build());
          default -> {
            if (value.isEmpty()) {
              model.remove(name);
            } else {
              model.put(name, value);
            }
            builder.set(name, value);
          }
        }
        assertThat(builder.get(name)).isEqualTo(model.getOrDefault(name, ""));
      }
      List<String> pairs = new ArrayList<>();
      model.forEach((name, value) -> Collections.addAll(pairs, name, value));
      Labels built = builder.build();
      assertThat(built).isEqualTo(Labels.ofSorted(pairs.toArray(String[]::new)));
      assertThat(built)
          .isEqualTo(Labels.of(shuffledPairs(pairs)))
          .hasSameHashCodeAs(Labels.of(shuffledPairs(pairs)));
    }
  }

  @Test
  void sortsManyLabels() {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      Collections.addAll(pairs, "name%04d".formatted(i), "v" + i);
    }
    assertThat(Labels.of(shuffledPairs(pairs))).isEqualTo(Labels.of(pairs.toArray(String[]::new)));
  }

  private String[] shuffledPairs(List<String> pairs) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i += 2) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    List<String> result = new ArrayList<>();
    order.forEach(i -> Collections.addAll(result, pairs.get(i), pairs.get(i + 1)));
    return result.toArray(String[]::new);
  }

  private static List<String> names(Labels labels) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      names.add(labels.name(i));
    }
    return names;
  }
}
