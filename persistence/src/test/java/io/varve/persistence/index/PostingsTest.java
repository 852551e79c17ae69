package io.varve.persistence.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.testing.SeededRandom;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostingsTest {
  @RegisterExtension final SeededRandom random = new SeededRandom();

  @Test
  void operationsAreThoseOfSets() {
    for (int round = 0; round < 3000; round++) {
      Set<Integer> a = randomSet();
      Set<Integer> b = randomSet();
      TreeSet<Integer> both = new TreeSet<>(a);
      both.retainAll(b);
      TreeSet<Integer> rest = new TreeSet<>(a);
      rest.removeAll(b);
      TreeSet<Integer> any = new TreeSet<>(a);
      any.addAll(b);
      assertThat(of(a).intersect(of(b))).isEqualTo(of(both));
      assertThat(of(a).subtract(of(b))).isEqualTo(of(rest));
      assertThat(Postings.union(List.of(of(a), of(b)))).isEqualTo(of(any));
    }
  }

  @Test
  void theUnionOfNoneIsEmpty() {
    assertThat(Postings.union(List.of())).isSameAs(Postings.EMPTY);
  }

  @Test
  void nothingLiesBehindTheEnd() {
    assertThatThrownBy(() -> of(new TreeSet<>(List.of(3))).get(1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private Set<Integer> randomSet() {
    TreeSet<Integer> set = new TreeSet<>();
    int size = 1 << random.nextInt(10);
    int range = 1 + random.nextInt(2000);
    for (int i = random.nextInt(size); i > 0; i--) {
      set.add(random.nextInt(range));
    }
    return set;
  }

  private static Postings of(Set<Integer> set) {
    return Postings.ofSorted(set.stream().mapToInt(i -> i).toArray(), set.size());
  }
}
