package io.varve.sharding.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.varve.model.Windows;
import io.varve.persistence.event.WindowId;
import io.varve.testing.Scale;
import io.varve.testing.SeededRandom;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class OpenWindowsTest {
  @RegisterExtension final SeededRandom random = new SeededRandom();

  @Test
  void agreesWithAMap() {
    for (int run = 0; run < Scale.of(200, 20_000); run++) {
      OpenWindows windows = OpenWindows.NONE;
      TreeMap<Long, Integer> map = new TreeMap<>();
      for (int i = 0; i < 40; i++) {
        OpenWindows before = windows;
        Map<Long, Integer> mapBefore = new TreeMap<>(map);
        windows = change(windows, map);
        compare(before, mapBefore);
        compare(windows, map);
      }
    }
  }

  private OpenWindows change(OpenWindows windows, Map<Long, Integer> map) {
    long start = random.nextInt(12) * Windows.WINDOW_MS;
    Integer open = map.get(start);
    if (open == null) {
      int generation = random.nextInt(3);
      boolean inBlock = random.nextBoolean();
      map.put(start, inBlock ? OpenWindows.IN_BLOCK : generation);
      return windows.with(new WindowId(start, generation), inBlock);
    }
    if (open >= 0 && random.nextBoolean()) {
      map.put(start, OpenWindows.IN_BLOCK);
      return windows.inBlock(new WindowId(start, open));
    }
    if (open < 0) {
      return windows;
    }
    map.remove(start);
    assertThat(windows.without(new WindowId(start, open + 1))).isSameAs(windows);
    return windows.without(new WindowId(start, open));
  }

  private static void compare(OpenWindows windows, Map<Long, Integer> map) {
    for (long i = -1; i < 13; i++) {
      long start = i * Windows.WINDOW_MS;
      assertThat(windows.generation(start))
          .isEqualTo(map.getOrDefault(start, OpenWindows.NOT_OPEN));
    }
    assertThat(windows.keys()).extracting(WindowId::start).containsExactlyElementsOf(map.keySet());
  }

  @Test
  void aWindowOpensOnce() {
    OpenWindows windows = OpenWindows.NONE.with(new WindowId(0, 1), false);
    assertThatThrownBy(() -> windows.with(new WindowId(0, 2), false))
        .isInstanceOf(IllegalStateException.class);
  }
}
