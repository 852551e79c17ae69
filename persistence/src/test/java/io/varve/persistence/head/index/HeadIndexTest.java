package io.varve.persistence.head.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.model.DecodeException;
import io.varve.model.KeyedHash128;
import io.varve.model.Labels;
import io.varve.model.TenantId;
import io.varve.persistence.head.index.CardinalityStats.Count;
import it.unimi.dsi.fastutil.ints.IntList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class HeadIndexTest {
  private static final TenantId A = new TenantId("a");
  private static final TenantId B = new TenantId("b");

  private final HeadIndex index = new HeadIndex();

  @Test
  void showsNothingBeforeItIsPublished() {
    HeadView before = index.view();
    index.add(A, 0, Labels.of("__name__", "up"));

    assertThat(index.find(A, Labels.of("__name__", "up"))).isZero();
    assertThat(index.view()).isSameAs(before);
    assertThat(before.select(A, List.of())).isEmpty();
    assertThat(before.tenants()).isEmpty();
    assertThatThrownBy(() -> before.labels(0)).isInstanceOf(NoSuchElementException.class);

    HeadView after = index.publish();
    assertThat(after.select(A, List.of())).containsExactly(0);
    assertThat(after.version()).isEqualTo(before.version() + 1);
  }

  @Test
  void keepsTenantsApart() {
    Labels labels = Labels.of("__name__", "up");
    index.add(A, 3, labels);
    index.add(B, 5, labels);
    HeadView view = index.publish();

    assertThat(view.select(A, List.of())).containsExactly(3);
    assertThat(view.select(B, List.of())).containsExactly(5);
    assertThat(index.find(B, labels)).isEqualTo(5);
    assertThat(view.tenants()).containsExactly(A, B);
  }

  @Test
  void refusesWhatWouldSpoilTheOrder() {
    index.add(A, 3, Labels.of("a", "1"));

    assertThatThrownBy(() -> index.add(A, 3, Labels.of("a", "2")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> index.add(A, 4, Labels.of("a", "1")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRemovedSeriesComesBackUnderAnotherReference() {
    Labels labels = Labels.of("a", "1");
    index.add(A, 1, labels);
    HeadView with = index.publish();
    index.remove(IntList.of(1));
    assertThat(index.find(A, labels)).isEqualTo(HeadIndex.NOT_FOUND);
    HeadView without = index.publish();
    index.add(A, 2, labels);
    while (!index.compactStep(1)) {
      assertThat(index.find(A, labels)).isEqualTo(2);
    }

    assertThat(with.select(A, List.of())).containsExactly(1);
    assertThat(without.select(A, List.of())).isEmpty();
    assertThat(without.seriesCount()).isZero();
    assertThat(index.publish().select(A, List.of())).containsExactly(2);
    assertThat(index.find(A, labels)).isEqualTo(2);
  }

  @Test
  void findsReferencesThatHaveThinnedOut() {
    int[] refs = {0, 1, 2, 100, 1_000_000, 1_000_001, Integer.MAX_VALUE - 1, Integer.MAX_VALUE};
    for (int ref : refs) {
      index.add(A, ref, Labels.of("a", "v" + ref));
    }
    HeadView view = index.publish();

    for (int ref : refs) {
      assertThat(view.labels(ref)).isEqualTo(Labels.of("a", "v" + ref));
    }
    for (int ref : new int[] {3, 99, 101, 999_999, 1_000_002, -1, Integer.MIN_VALUE}) {
      assertThatThrownBy(() -> view.labels(ref)).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void keepsStringsOfAnyLength() {
    String[] values = new String[200];
    for (int i = 0; i < values.length; i++) {
      values[i] = "é".repeat(1 + i * i * i % 50_000) + i;
      index.add(A, i, Labels.of("a", values[i]));
    }
    index.add(A, 1000, Labels.EMPTY);
    HeadView view = index.publish();

    for (int i = 0; i < values.length; i++) {
      assertThat(view.labels(i).get("a")).isEqualTo(values[i]);
      assertThat(index.find(A, Labels.of("a", values[i]))).isEqualTo(i);
    }
    assertThat(view.labels(1000)).isEqualTo(Labels.EMPTY);
  }

  @Test
  void countsWhatThereIsMostOf() {
    index.add(A, 1, Labels.of("__name__", "up", "job", "x"));
    index.add(A, 2, Labels.of("__name__", "up", "job", "y"));
    index.add(A, 3, Labels.of("__name__", "up", "job", "zz"));
    index.add(A, 4, Labels.of("__name__", "down", "job", "x"));
    index.add(A, 5, Labels.of("__name__", "gone", "job", "gone"));
    index.remove(IntList.of(5));

    CardinalityStats stats = index.publish().cardinality(A, 2);

    assertThat(stats.series()).isEqualTo(4);
    assertThat(stats.labelPairs()).isEqualTo(5);
    assertThat(stats.seriesByMetric()).containsExactly(new Count("up", 3), new Count("down", 1));
    assertThat(stats.valuesByLabel())
        .containsExactly(new Count("job", 3), new Count("__name__", 2));
    assertThat(stats.bytesByLabel())
        .containsExactly(new Count("__name__", 42), new Count("job", 17));
    assertThat(stats.seriesByPair())
        .containsExactly(new Count("__name__=up", 3), new Count("job=x", 2));
    assertThat(index.view().cardinality(B, 2).series()).isZero();
    assertThat(index.view().cardinality(A, 0).seriesByPair()).isEmpty();
  }

  @Test
  void hashesDifferentlyInEachIndex() {
    EncodedLabels labels = new EncodedLabels().set(Labels.of("a", "1"));
    KeyedHash128.Key key = KeyedHash128.Key.random();
    int[] pairs = {4, 8};

    assertThat(new LabelHash(key, -1).of(labels, 0))
        .isEqualTo(new LabelHash(key, -1).of(labels, 0));
    assertThat(Stream.generate(() -> new LabelHash(KeyedHash128.Key.random(), -1)).limit(4))
        .extracting(hash -> hash.of(labels, 0), hash -> hash.ofPairs(pairs, 2))
        .doesNotHaveDuplicates();
  }

  @Test
  void takesLabelsEncoded() {
    Labels labels = Labels.of("__name__", "up", "é", "ü");
    EncodedLabels encoded = new EncodedLabels().set(labels);
    byte[] bytes = Arrays.copyOf(encoded.bytes(), encoded.length());

    index.add(A, 1, new EncodedLabels().decode(bytes, 0, bytes.length));

    assertThat(index.find(A, labels)).isEqualTo(1);
    assertThat(encoded.toLabels()).isEqualTo(labels);
    assertThatThrownBy(() -> encoded.decode(bytes, 0, bytes.length - 1))
        .isInstanceOf(DecodeException.class);
    for (byte[] bad :
        new byte[][] {
          {1, 'b', 1, 'x', 1, 'a', 1, 'x'},
          {1, 'a', 0},
          {(byte) 0x81, 0, 'a', 1, 'x'},
          {1, 'a', 2, 'x'}
        }) {
      assertThatThrownBy(() -> encoded.decode(bad, 0, bad.length))
          .isInstanceOf(DecodeException.class);
    }
    assertThatThrownBy(() -> encoded.clear().add(bytes, 1, 1, bytes, 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
