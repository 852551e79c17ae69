package io.varve.promql.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NaturalOrderTest {
  @Test
  void comparesRunsOfDigitsAsNumbers() {
    List<String> sorted =
        List.of(
            "1", "2", "02a", "10", "a", "a1", "a2b", "a10", "a10b", "b", "b99999999999999999999");
    List<String> shuffled = new ArrayList<>(sorted);
    Collections.reverse(shuffled);
    shuffled.sort(new NaturalOrder());
    assertEquals(sorted, shuffled);
  }
}
